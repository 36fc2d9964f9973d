/** A cloud of points to report, without an encoder: each of its arrays is a layer. */
import type { Readable } from "node:stream";
import { InputError } from "../corpora/inputError.ts";
import { runSteps } from "../async/runSteps.ts";
import { covarianceOf, momentsOf } from "../geometry/covariance.ts";
import { measureLayer } from "../geometry/profile.ts";
import { readVectors } from "../vectors/readVectors.ts";
import type { VectorCloud, VectorOptions } from "../vectors/vectorCloud.ts";
import type { VectorsArguments } from "./arguments.ts";
import { withFileSources } from "./fileSource.ts";
import type { Progress } from "./progress.ts";
import { layerReport, type LayerReport, type MeasureReport } from "./report.ts";
import { UsageError } from "./usageError.ts";

/** Reading that is over sooner is not spoken of. */
const quietMilliseconds = 500;

/** @throws UsageError, InputError. */
export async function measureVectors(
  args: VectorsArguments,
  standardInput: Readable,
  progress: Progress,
): Promise<MeasureReport> {
  const { zeta, seed, tensor, dropNotFinite } = args;
  const vectors = await readCloud(args.file, standardInput, progress, { array: tensor ?? null, dropNotFinite });
  if (vectors.dropped > 0)
    progress.notice(`${vectors.dropped} rows with NaN or an infinity are dropped; ${vectors.n} are left.`);
  if (vectors.leftOut.length > 0) progress.notice(`Not measured: ${vectors.leftOut.join(", ")}.`);
  const reference = zeta > 0 ? await readReference(args, vectors, standardInput, progress) : undefined;
  const { layers } = vectors;
  const reports: LayerReport[] = [];
  for (const [layer, { name, cloud }] of layers.entries()) {
    const steps = measureLayer(cloud, {
      zeta,
      components: 1,
      seed,
      ...(reference && {
        referenceCovariance: covarianceOf(momentsOf(reference.layers[reference.layers.length === 1 ? 0 : layer].cloud)),
      }),
    });
    const profile = await runSteps(steps, new AbortController().signal, (part) =>
      progress.report("Measuring", layer + part, layers.length),
    );
    reports.push({ ...layerReport(layer, profile), ...(layers.length > 1 && { name }) });
  }
  return {
    model: null,
    backend: null,
    unit: "vectors",
    seed,
    zeta,
    ...(reference && { referencePoints: reference.n }),
    vectors: { file: vectors.file, dtype: vectors.dtype, dropped: vectors.dropped },
    layers: reports,
  };
}

async function readCloud(
  file: string,
  standardInput: Readable,
  progress: Progress,
  options: VectorOptions,
): Promise<VectorCloud> {
  const started = performance.now();
  const onProgress = (done: number, total: number) => {
    if (performance.now() - started > quietMilliseconds) progress.report("Reading", done, total);
  };
  try {
    return await withFileSources([file], standardInput, (sources) => readVectors(sources, { options, onProgress }));
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const advice = error.code === "vectors-not-finite" ? " Use --drop-not-finite to leave them out." : "";
    throw new UsageError(`${file === "-" ? "" : `${file}: `}${error.message}${advice}`);
  }
}

async function readReference(
  args: VectorsArguments,
  vectors: VectorCloud,
  standardInput: Readable,
  progress: Progress,
): Promise<VectorCloud> {
  const file = args.reference!;
  if (file === "-") throw new UsageError("--reference needs a file; standard input is not read for it.");
  const reference = await readCloud(file, standardInput, progress, { array: null, dropNotFinite: args.dropNotFinite });
  if (reference.layers.length > 1 && reference.layers.length !== vectors.layers.length) {
    throw new UsageError(`The reference has ${reference.layers.length} layers, the cloud ${vectors.layers.length}.`);
  }
  for (const [layer, { cloud }] of vectors.layers.entries()) {
    const { d } = reference.layers[reference.layers.length === 1 ? 0 : layer].cloud;
    if (d !== cloud.d) throw new UsageError(`The reference has ${d} dimensions, the cloud ${cloud.d}.`);
  }
  if (reference.n < 2) throw new UsageError("The reference has fewer than two points: no covariance can be taken.");
  return reference;
}
