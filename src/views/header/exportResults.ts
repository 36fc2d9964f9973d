/**
 * The numbers on screen as files. The JSON has the shape that `npm run measure` prints, and beside a held run with that run's report and the similarity of the layers of both.
 */
import { panels } from "../panels/list.ts";
import { layersAsCsv } from "../../report/csv.ts";
import type { MeasureReport } from "../../report/measureReport.ts";
import type { AppState } from "../../store/appState.ts";
import { layerNumber } from "../../store/layerNumbers.ts";
import { runReport, statusOf } from "../../store/runReport.ts";

/** A held run beside the one on screen. */
export interface ComparisonReport {
  readonly held: MeasureReport & { readonly comparedLayer: number };
}

/** The report of the run on screen, with that of a held run; null while nothing is on screen. */
export async function resultsAsReport({
  engine,
  comparison: { held },
  view,
}: AppState): Promise<(MeasureReport & Partial<ComparisonReport>) | null> {
  const { results } = engine;
  if (results === null) return null;
  const report = await runReport(results, statusOf(engine, view.zeta));
  if (held === null) return report;
  return {
    ...report,
    held: {
      ...(await runReport(held.results, { state: "complete" })),
      ...(held.name.trim() !== "" && { name: held.name.trim() }),
      comparedLayer: layerNumber(held.results, held.layer),
    },
  };
}

/** Layers of the run on screen, and below them those of a held run, which say so; empty while nothing is on screen. */
export async function resultsAsCsv(state: AppState): Promise<string> {
  const report = await resultsAsReport(state);
  if (report === null) return "";
  return layersAsCsv([{ run: "now", report }, ...(report.held ? [{ run: "held", report: report.held }] : [])]);
}

/** The report, with what the panels have asked about the run. */
export async function exportedJson(state: AppState): Promise<object | null> {
  const report = await resultsAsReport(state);
  if (report === null) return null;
  return Object.assign({}, report, ...panels.map(({ exported }) => exported?.(state) ?? {})) as object;
}
