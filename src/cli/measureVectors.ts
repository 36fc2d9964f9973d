/** A cloud of points to report, without an encoder: each of its arrays is a layer. */
import type { Readable } from "node:stream";
import { InputError } from "../corpora/inputError.ts";
import { referenceOf, type Reference } from "../engine/reference.ts";
import { vectorSource } from "../engine/vectorSource.ts";
import { momentsOf } from "../geometry/covariance.ts";
import type { MeasureReport } from "../report/measureReport.ts";
import { programVersion } from "../report/programVersion.ts";
import { reportFile, type FileReport } from "../vectors/fileHash.ts";
import { readVectors } from "../vectors/readVectors.ts";
import { mostValueBytes, type VectorCloud, type VectorOptions } from "../vectors/vectorCloud.ts";
import type { VectorsArguments } from "./arguments.ts";
import { withFileSources } from "./fileSource.ts";
import { measureClouds } from "./measureClouds.ts";
import type { Progress } from "./progress.ts";
import { UsageError } from "./usageError.ts";

/** From this share of points on, those that nearly coincide decide what TwoNN and MLE come to. */
const manyShare = 0.05;

/** Reading that is over sooner is not spoken of. */
const quietMilliseconds = 500;

/** @throws UsageError, InputError. */
export async function measureVectors(
  args: VectorsArguments,
  standardInput: Readable,
  progress: Progress,
): Promise<MeasureReport> {
  const { zeta, seed, tensor, dropNotFinite } = args;
  const { cloud: vectors, files } = await readCloud(args.file, standardInput, progress, {
    array: tensor ?? null,
    dropNotFinite,
  });
  if (vectors.dropped > 0) progress.notice(progress.messages.command.dropped(vectors.dropped, vectors.n));
  if (vectors.leftOut.length > 0) progress.notice(progress.messages.command.notMeasured(vectors.leftOut.join(", ")));
  for (const { name, exponent } of vectors.layers)
    if (exponent !== undefined) progress.notice(progress.messages.vectors.scaled(name, exponent));
  const reference = zeta > 0 ? await readReference(args, vectors, standardInput, progress) : undefined;
  const reports = await measureClouds(
    vectorSource(vectors, seed),
    args,
    reference && referenceOfCloud(reference.cloud, vectors),
    progress,
  );
  for (const { layer, nearlyCoinciding, neighbourPoints } of reports) {
    if (nearlyCoinciding >= manyShare * neighbourPoints)
      progress.notice(progress.messages.command.nearlyCoinciding(layer, nearlyCoinciding, neighbourPoints));
  }
  return {
    version: programVersion,
    status: { state: "complete" },
    model: null,
    backend: null,
    unit: "vectors",
    seed,
    zeta,
    ...(reference && {
      reference: reference.cloud.file,
      referenceSha256: reference.files.map(({ sha256 }) => sha256).join(" "),
      referencePoints: reference.cloud.n,
    }),
    vectors: { file: vectors.file, files, array: vectors.array, dtype: vectors.dtype, dropped: vectors.dropped },
    layers: reports.map((report, layer) => ({
      ...report,
      ...(vectors.layers.length > 1 && { name: vectors.layers[layer]!.name }),
      ...(vectors.layers[layer]!.exponent !== undefined && { exponent: vectors.layers[layer]!.exponent }),
    })),
  };
}

/** Σ_S of each layer of a cloud, from the same layer of another one or from its only one. */
function referenceOfCloud(reference: VectorCloud, { layers }: VectorCloud): Reference {
  const moments = reference.layers.map(({ cloud }) => momentsOf(cloud));
  return referenceOf(layers.map((_, layer) => moments[moments.length === 1 ? 0 : layer]!));
}

/** A cloud, and the files that it was read from. */
interface ReadCloud {
  readonly cloud: VectorCloud;
  readonly files: readonly FileReport[];
}

async function readCloud(
  file: string,
  standardInput: Readable,
  progress: Progress,
  options: VectorOptions,
): Promise<ReadCloud> {
  const started = performance.now();
  const onProgress = (done: number, total: number) => {
    if (performance.now() - started > quietMilliseconds)
      progress.report(progress.messages.command.reading, done, total);
  };
  try {
    const input = { name: progress.messages.command.standardInput, stream: standardInput };
    return await withFileSources([file], input, async (sources) => ({
      cloud: await readVectors(sources, { options, onProgress }),
      files: await Promise.all(sources.map(reportFile)),
    }));
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const { problem } = error;
    throw new UsageError(({ command, faults }) => command.badVectors(file, faults.input(problem), problem.code));
  }
}

async function readReference(
  args: VectorsArguments,
  vectors: VectorCloud,
  standardInput: Readable,
  progress: Progress,
): Promise<ReadCloud> {
  const file = args.reference!;
  if (file === "-") throw new UsageError(({ command }) => command.referenceNeedsFile);
  const read = await readCloud(file, standardInput, progress, { array: null, dropNotFinite: args.dropNotFinite });
  const reference = read.cloud;
  if (reference.layers.length > 1 && reference.layers.length !== vectors.layers.length) {
    throw new UsageError(({ command }) => command.referenceLayers(reference.layers.length, vectors.layers.length));
  }
  for (const [layer, { cloud }] of vectors.layers.entries()) {
    const { d } = reference.layers[reference.layers.length === 1 ? 0 : layer]!.cloud;
    if (d !== cloud.d) throw new UsageError(({ command }) => command.referenceDimensions(d, cloud.d));
  }
  if (reference.n < 2) throw new UsageError(({ command }) => command.referenceTooSmall);
  // The covariance of the reference, and that of each layer.
  const bytes = 16 * reference.layers.reduce((sum, { cloud }) => sum + cloud.d ** 2, 0);
  if (bytes > mostValueBytes) throw new UsageError(({ command }) => command.referenceTooWide(bytes, mostValueBytes));
  return read;
}
