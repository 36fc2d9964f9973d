/** The numbers on screen as files. The JSON has the shape that `npm run measure` prints, with intervals added. */
import { layerReport, measureNames, type MeasureReport } from "../../cli/report.ts";
import type { EngineState, RunResults } from "../../store/results.ts";
import type { ViewState } from "../../store/viewState.ts";

/** The report of the run on screen; layers that are still being measured are left out. */
export function resultsAsReport(engine: EngineState, view: ViewState): MeasureReport {
  const { results, model, backend } = engine;
  const text = results?.text;
  return {
    model: model?.name ?? null,
    backend: backend?.name ?? null,
    unit: view.unit,
    ...(view.unit === "sentences" && { pooling: view.pooling }),
    specialTokens: view.includeSpecialTokens,
    seed: view.seed,
    zeta: results?.shrunk?.zeta ?? 0,
    ...(results?.shrunk != null && results.shrunk.referencePoints > 0 && { referencePoints: results.shrunk.referencePoints }),
    ...(text != null && {
      text: {
        sentences: text.sentences,
        tokens: text.tokens,
        truncatedLines: text.truncated.map((line) => results?.lineNumbers[line] ?? line + 1),
        ...(text.sampledFrom !== undefined && { sampledFrom: text.sampledFrom }),
      },
    }),
    layers: layersOf(results),
  };
}

function layersOf(results: RunResults | null) {
  return (results?.layers ?? []).flatMap((result, layer) => {
    if (result === undefined) return [];
    const shrunk = results?.shrunk?.scores[layer];
    const estimates = results?.intervals[layer]?.estimates;
    return [{ ...layerReport(layer, { ...result.profile, ...shrunk }), ...(estimates !== undefined && { intervals: estimates }) }];
  });
}

/** One row a layer, one column a measure; empty where a measure is not defined. */
export function resultsAsCsv(engine: EngineState, view: ViewState): string {
  const header = ["layer", "n", "d", ...measureNames, "outlierDimensions"];
  const rows = resultsAsReport(engine, view).layers.map((layer) =>
    [layer.layer, layer.n, layer.d, ...measureNames.map((name) => layer[name] ?? ""), layer.outlierDimensions.length].join(","),
  );
  return [header.join(","), ...rows].join("\n") + "\n";
}
