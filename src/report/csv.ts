/** Layers as comma-separated values: one row a layer, one column a measure, under the measures' own names. */
import { measureIds } from "../geometry/measures/table.ts";
import type { MeasureReport } from "./measureReport.ts";

/**
 * A cell is empty where a measure is not defined.
 * @param held a run beside the first; its rows follow, and a column `run` says which is which.
 */
export function layersAsCsv(report: MeasureReport | null, held?: MeasureReport): string {
  const isHeld = held !== undefined;
  const rowsOf = (run: string, { layers }: MeasureReport) =>
    layers.map((layer) =>
      [...(isHeld ? [run] : []), layer.layer, layer.n, layer.d, ...measureIds.map((id) => layer[id] ?? "")].join(","),
    );
  return [
    [...(isHeld ? ["run"] : []), "layer", "n", "d", ...measureIds].join(","),
    ...(report === null ? [] : rowsOf("now", report)),
    ...(isHeld ? rowsOf("held", held) : []),
    "",
  ].join("\n");
}
