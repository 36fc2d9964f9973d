/** A run of the page as plain data, in the shape that `npm run measure` prints. */
import { choosePooling } from "../engine/pooling.ts";
import { textHash } from "../corpora/textHash.ts";
import type { Failure } from "../engine/protocol/failure.ts";
import { layerReport } from "../report/layerReport.ts";
import type { MeasureReport, MissingLayer, RunStatus } from "../report/measureReport.ts";
import { programVersion } from "../report/programVersion.ts";
import { blobSource } from "../vectors/byteSource.ts";
import { reportFile, type FileReport } from "../vectors/fileHash.ts";
import { layerNumber, layerNumbersOf } from "./layerNumbers.ts";
import type { EngineState } from "./results.ts";
import type { RunResults } from "./runResults.ts";

/** What is on screen while another run is on its way, has been stopped or has failed is of the one before. */
export function statusOf(
  { results, lastRun, finished, cancelled, failure }: EngineState,
  askedZeta: number,
): RunStatus {
  const reason = failure === null ? {} : { failure: failureCode(failure) };
  const zeta = results?.shrunk?.zeta ?? 0;
  const asked = zeta === askedZeta ? {} : { askedZeta };
  if (results === null || results.run !== lastRun) return { state: "of-an-earlier-run", ...reason, ...asked };
  if (failure !== null) return { state: "failed", ...reason, ...asked };
  if (cancelled) return { state: "stopped", ...asked };
  return { state: finished ? "complete" : "measuring", ...asked };
}

/** A failure's code, and that of what is behind it. */
function failureCode(failure: Failure): string {
  if ("problem" in failure) return `${failure.code}: ${failure.problem.code}`;
  if ("fault" in failure && "code" in failure.fault) return `${failure.code}: ${failure.fault.code}`;
  return failure.code;
}

/**
 * The report of a run. Layers that have failed or are not measured yet are named; a score and an interval of different ζ
 * are never written side by side. Reads the files of vectors once more, for their hashes.
 */
export async function runReport(results: RunResults, status: RunStatus): Promise<MeasureReport> {
  const { vectors, shrunk, origin } = results;
  const { settings } = origin;
  const zeta = shrunk?.zeta ?? 0;
  const notMeasured = missingLayers(results, status);
  return {
    version: programVersion,
    status,
    ...(vectors === null
      ? textParts(results)
      : {
          model: null,
          backend: null,
          unit: "vectors" as const,
          vectors: {
            file: vectors.file,
            files: await filesOf(results),
            array: vectors.array,
            dtype: vectors.dtype,
            dropped: vectors.dropped,
          },
        }),
    seed: settings.seed,
    zeta,
    ...(shrunk !== null &&
      shrunk.referencePoints > 0 && {
        ...(shrunk.reference && { reference: shrunk.reference }),
        referencePoints: shrunk.referencePoints,
      }),
    layers: results.layers.flatMap((result, layer) => {
      if (result === undefined) return [];
      const profile = { ...result.profile, ...shrunk?.scores[layer] };
      const { name, exponent } = vectors?.layers[layer] ?? {};
      return {
        ...layerReport(layerNumber(results, layer), profile, zeta, results.intervals[layer]),
        ...(name !== undefined && vectors!.layers.length > 1 && { name }),
        ...(exponent !== undefined && { exponent }),
      };
    }),
    ...(notMeasured.length > 0 && { notMeasured }),
  };
}

function textParts({ model, backend, text, origin, lines, lineNumbers }: RunResults) {
  const { unit, pooling, includeSpecialTokens } = origin.settings;
  return {
    model: model?.name ?? null,
    ...(model?.revision !== undefined && { modelRevision: model.revision }),
    ...(text?.modelFingerprint !== undefined && { modelFingerprint: text.modelFingerprint }),
    ...(model !== null && { maximumTokens: model.maximumTokens }),
    backend: backend?.name ?? null,
    unit,
    ...(unit === "sentences" && choosePooling(pooling, model?.sentences)),
    specialTokens: includeSpecialTokens,
    ...(text !== null && {
      text: {
        name: origin.sample,
        sha256: textHash(lines),
        sentences: text.sentences,
        tokens: text.tokens,
        truncatedLines: text.truncated.map((line) => lineNumbers[line] ?? line + 1),
        ...(text.sampledFrom !== undefined && { sampledFrom: text.sampledFrom }),
      },
    }),
  };
}

/** Empty where a file has been moved or changed since: its figures are still those that were measured. */
async function filesOf({ origin }: RunResults): Promise<FileReport[]> {
  try {
    return await Promise.all((origin.vectors?.files ?? []).map((file) => reportFile(blobSource(file.name, file))));
  } catch {
    return [];
  }
}

/** Layers are measured in their order: a run that has failed has done so at the first one without figures. */
function missingLayers(results: RunResults, { state, failure }: RunStatus): MissingLayer[] {
  return layerNumbersOf(results)
    .filter((_, layer) => results.layers[layer] === undefined)
    .map((layer, index) => {
      switch (state) {
        case "failed":
          return index === 0 && failure !== undefined
            ? { layer, reason: "failed", failure }
            : { layer, reason: "not-reached" };
        case "measuring":
          return { layer, reason: "being-measured" };
        case "stopped":
          return { layer, reason: "stopped" };
        case "complete":
        case "of-an-earlier-run":
          return { layer, reason: "not-reached" };
      }
    });
}
