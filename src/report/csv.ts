/**
 * Layers as comma-separated values: one row a layer; a column for each measure under its own name, with the bounds of its
 * interval after it; then what is missing and why, and where the figures come from.
 */
import { intervalRules, measureIds, type IntervalMeasureId, type MeasureId } from "../geometry/measures/table.ts";
import { csvText, type CsvValue } from "./csvText.ts";
import type { LayerReport } from "./layerReport.ts";
import type { MeasureReport, MissingLayer } from "./measureReport.ts";
import { provenanceOf } from "./provenance.ts";

const measureColumns = measureIds.flatMap((id) => (hasInterval(id) ? [id, `${id}_low`, `${id}_high`] : [id]));

/** A report, and what it is called where there are several. */
export interface NamedReport {
  readonly run: string;
  readonly report: MeasureReport;
}

/**
 * A cell is empty where a measure is not defined or has no interval, and `missing` says why; of a layer that is not
 * measured, all are but its number.
 * @param runs at least one; where there are several, a column `run` says which is which.
 */
export function layersAsCsv(runs: readonly [NamedReport, ...NamedReport[]]): string {
  const several = runs.length > 1;
  const columns = [
    ...(several ? ["run"] : []),
    ...["layer", "name", "exponent", "n", "d", "effectivePoints", "unresolvedEigenvalues"],
    ...measureColumns,
    ...["intervalLevel", "intervalGrouping", "missing"],
    ...Object.keys(provenanceOf(runs[0].report)),
  ];
  return csvText(
    columns,
    runs.flatMap(({ run, report }) => rowsOf(report).map((cells) => [...(several ? [run] : []), ...cells])),
  );
}

function rowsOf(report: MeasureReport): CsvValue[][] {
  const provenance = Object.values(provenanceOf(report));
  const { layers, notMeasured = [] } = report;
  return [...layers.map(measuredCells), ...notMeasured.map(missingCells)]
    .sort(([a], [b]) => a - b)
    .map((cells) => [...cells, ...provenance]);
}

type LayerCells = [layer: number, ...CsvValue[]];

function measuredCells(report: LayerReport): LayerCells {
  const { layer, name, exponent, n, d, effectivePoints, unresolvedEigenvalues, intervals } = report;
  const cells = measureIds.flatMap((id): CsvValue[] => {
    if (!hasInterval(id)) return [report[id]];
    const interval = intervals?.[id];
    const bounds = interval === undefined || "notDefined" in interval ? [null, null] : [interval.low, interval.high];
    return [report[id], ...bounds];
  });
  return [
    layer,
    name,
    exponent,
    n,
    d,
    effectivePoints,
    unresolvedEigenvalues,
    ...cells,
    intervals?.level,
    intervals?.grouping,
    reasonsOf(report).join("; "),
  ];
}

function missingCells({ layer, reason, failure }: MissingLayer): LayerCells {
  const empty = Array.from({ length: 6 + measureColumns.length + 2 }, () => null);
  return [layer, ...empty, failure === undefined ? reason : `${reason}: ${failure}`];
}

/** Why cells of a measured layer are empty, as codes. */
function reasonsOf({ notDefined, intervals }: LayerReport): string[] {
  const values = Object.entries(notDefined).map(([id, reason]) => `${id}: ${reason}`);
  if (intervals === undefined) return [...values, "intervals: not-estimated"];
  const bounds = measureIds.filter(hasInterval).flatMap((id) => {
    const interval = intervals[id];
    return "notDefined" in interval && interval.notDefined !== notDefined[id]
      ? [`${id} interval: ${interval.notDefined}`]
      : [];
  });
  return [...values, ...bounds];
}

function hasInterval(id: MeasureId): id is IntervalMeasureId {
  return id in intervalRules;
}
