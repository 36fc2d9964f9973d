/** A cloud of points to report, without an encoder: it counts as one layer. */
import type { Readable } from "node:stream";
import { InputError } from "../corpora/inputError.ts";
import { readNpy } from "../corpora/readers/npy.ts";
import { covarianceOf, momentsOf } from "../geometry/covariance.ts";
import type { PointCloud } from "../geometry/pointCloud.ts";
import { measureLayer } from "../geometry/profile.ts";
import { runSteps } from "../engine/runSteps.ts";
import type { VectorsArguments } from "./arguments.ts";
import { readInput } from "./input.ts";
import type { Progress } from "./progress.ts";
import { layerReport, type MeasureReport } from "./report.ts";
import { UsageError } from "./usageError.ts";

/** @throws UsageError, InputError. */
export async function measureVectors(args: VectorsArguments, standardInput: Readable, progress: Progress): Promise<MeasureReport> {
  const cloud = await readCloud(args.file, standardInput);
  const reference = args.zeta > 0 ? await readReference(args, cloud, standardInput) : undefined;
  const steps = measureLayer(cloud, {
    zeta: args.zeta,
    components: 1,
    seed: args.seed,
    ...(reference && { referenceCovariance: covarianceOf(momentsOf(reference)) }),
  });
  const profile = await runSteps(steps, new AbortController().signal, (part) => progress.report("Measuring", part, 1));
  return {
    model: null,
    backend: null,
    unit: "vectors",
    seed: args.seed,
    zeta: args.zeta,
    ...(reference && { referencePoints: reference.n }),
    layers: [layerReport(0, profile)],
  };
}

async function readCloud(file: string, standardInput: Readable): Promise<PointCloud> {
  const bytes = await readInput(file, standardInput);
  try {
    return readNpy(bytes);
  } catch (error) {
    if (error instanceof InputError && file !== "-") throw new UsageError(`${file}: ${error.message}`);
    throw error;
  }
}

async function readReference(args: VectorsArguments, cloud: PointCloud, standardInput: Readable): Promise<PointCloud> {
  const file = args.reference!;
  if (file === "-") throw new UsageError("--reference needs a file; standard input is not read for it.");
  const reference = await readCloud(file, standardInput);
  if (reference.d !== cloud.d) {
    throw new UsageError(`The reference has ${reference.d} dimensions, the cloud ${cloud.d}.`);
  }
  if (reference.n < 2) throw new UsageError("The reference has fewer than two points: no covariance can be taken.");
  return reference;
}
