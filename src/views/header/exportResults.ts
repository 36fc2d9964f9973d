/**
 * The numbers on screen as files. The JSON has the shape that `npm run measure` prints, and beside a held run with that run's report and the similarity of the layers of both.
 */
import { panels } from "../panels/list.ts";
import { layersAsCsv } from "../../report/csv.ts";
import { layerReport } from "../../report/layerReport.ts";
import type { MeasureReport } from "../../report/measureReport.ts";
import type { BackendReport } from "../../engine/protocol/start.ts";
import type { AppState } from "../../store/appState.ts";
import type { Comparison } from "../../store/comparison.ts";
import { layerNumber, layerNumbersOf } from "../../store/layerNumbers.ts";
import type { EngineState } from "../../store/results.ts";
import type { RunResults } from "../../store/runResults.ts";

/** A held run beside the one on screen. */
export interface ComparisonReport {
  readonly held: MeasureReport & { readonly comparedLayer: number };
}

/** The report of a run; layers that have failed or are still being measured are only named. */
function runReport(results: RunResults, backend: BackendReport | null): MeasureReport {
  const { model, text, vectors, shrunk, origin } = results;
  const { settings } = origin;
  const notMeasured = layerNumbersOf(results).filter((_, layer) => results.layers[layer] === undefined);
  return {
    ...(vectors === null
      ? {
          model: model?.name ?? null,
          backend: backend?.name ?? null,
          unit: settings.unit,
          ...(settings.unit === "sentences" && { pooling: settings.pooling }),
          specialTokens: settings.includeSpecialTokens,
        }
      : {
          model: null,
          backend: null,
          unit: "vectors" as const,
          vectors: { file: vectors.file, dtype: vectors.dtype, dropped: vectors.dropped },
        }),
    seed: settings.seed,
    zeta: shrunk?.zeta ?? 0,
    ...(shrunk !== null && shrunk.referencePoints > 0 && { referencePoints: shrunk.referencePoints }),
    ...(text !== null && {
      text: {
        sentences: text.sentences,
        tokens: text.tokens,
        truncatedLines: text.truncated.map((line) => results.lineNumbers[line] ?? line + 1),
        ...(text.sampledFrom !== undefined && { sampledFrom: text.sampledFrom }),
      },
    }),
    layers: results.layers.flatMap((result, layer) =>
      result === undefined
        ? []
        : layerReport(
            layerNumber(results, layer),
            { ...result.profile, ...shrunk?.scores[layer] },
            results.intervals[layer]?.estimates,
          ),
    ),
    ...(notMeasured.length > 0 && { notMeasured }),
  };
}

/** The report of the run on screen, with that of a held run; null while nothing is on screen. */
export function resultsAsReport(
  { results, backend }: EngineState,
  { held }: Comparison,
): (MeasureReport & Partial<ComparisonReport>) | null {
  if (results === null) return null;
  const report = runReport(results, backend);
  if (held === null) return report;
  return {
    ...report,
    held: { ...runReport(held.results, held.backend), comparedLayer: layerNumber(held.results, held.layer) },
  };
}

/** Layers of the run on screen, and below them those of a held run, which say so. */
export function resultsAsCsv(engine: EngineState, comparison: Comparison): string {
  const report = resultsAsReport(engine, comparison);
  return layersAsCsv(report, report?.held);
}

/** The report, with what the panels have asked about the run. */
export function exportedJson(state: AppState): object | null {
  const report = resultsAsReport(state.engine, state.comparison);
  if (report === null) return null;
  return Object.assign({}, report, ...panels.map(({ exported }) => exported?.(state) ?? {})) as object;
}
