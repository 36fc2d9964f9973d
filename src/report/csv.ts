/** Layers as comma-separated values: one row a layer, one column a measure, under the measures' own names. */
import { measureIds } from "../geometry/measures/table.ts";
import type { MeasureReport } from "./measureReport.ts";

/**
 * A cell is empty where a measure is not defined; of a layer that is not measured, all are but its number.
 * @param held a run beside the first; its rows follow, and a column `run` says which is which.
 */
export function layersAsCsv(report: MeasureReport | null, held?: MeasureReport): string {
  const isHeld = held !== undefined;
  const rowsOf = (run: string, { layers, notMeasured = [] }: MeasureReport) =>
    [
      ...layers.map((layer) => [layer.layer, layer.n, layer.d, ...measureIds.map((id) => layer[id] ?? "")] as const),
      ...notMeasured.map((number) => [number, "", "", ...measureIds.map(() => "")] as const),
    ]
      .sort(([a], [b]) => a - b)
      .map((cells) => [...(isHeld ? [run] : []), ...cells].join(","));
  return [
    [...(isHeld ? ["run"] : []), "layer", "n", "d", ...measureIds].join(","),
    ...(report === null ? [] : rowsOf("now", report)),
    ...(isHeld ? rowsOf("held", held) : []),
    "",
  ].join("\n");
}
