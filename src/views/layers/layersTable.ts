/** The chosen measures of all layers as a table and in words, with those of a held run beside them. Pure. */
import type { TableTwin } from "../../charts/frame/TableTwin.tsx";
import { formatNumber } from "../../charts/format.ts";
import { comparisonWords } from "../../messages/comparison.ts";
import { english } from "../../messages/english.ts";
import { measureTexts } from "../../messages/measures.ts";
import type { HeldRun } from "../../store/comparison.ts";
import type { MeasureId } from "../../store/measureIds.ts";
import type { RunResults } from "../../store/results.ts";
import { compareReadings, describeDifference } from "../comparison/compareReadings.ts";
import { readLayers, type LayerReading } from "./readings.ts";

/** One measure in every layer, of the run on screen and of the held one. */
export interface MeasureReadings {
  readonly id: MeasureId;
  readonly layers: readonly (LayerReading | undefined)[];
  /** Empty while nothing is held. */
  readonly heldLayers: readonly (LayerReading | undefined)[];
}

export function readMeasures(measures: readonly MeasureId[], results: RunResults | null, zeta: number, held: HeldRun | null): MeasureReadings[] {
  return measures.map((id) => ({
    id,
    layers: readLayers(results, id, zeta),
    // What is held keeps the ζ that it was held with.
    heldLayers: held === null ? [] : readLayers(held.results, id, held.results.shrunk?.zeta ?? 0),
  }));
}

/** One row a layer; below it the two layers that are compared. @param heldLayer null while nothing is held. */
export function layersTable(readings: readonly MeasureReadings[], shown: number, heldLayer: number | null): TableTwin {
  const isHeld = heldLayer !== null;
  const rows = Math.max(0, ...readings.map(({ layers, heldLayers }) => Math.max(layers.length, heldLayers.length)));
  return {
    columns: [english.layers.axis, ...readings.flatMap(({ id }) => columnsOf(measureTexts[id].name, isHeld))],
    rows: Array.from({ length: rows }, (_, layer) => [
      String(layer),
      ...readings.flatMap(({ layers, heldLayers }) => [...cellsOf(layers[layer]), ...(isHeld ? cellsOf(heldLayers[layer]) : [])]),
    ]),
    ...(isHeld && { note: `${comparedLayers(readings, shown, heldLayer)} ${comparisonWords.notATest}` }),
  };
}

/** All values in words. */
export function describeLayers(readings: readonly MeasureReadings[], shown: number, heldLayer: number | null): string {
  const curves = readings.map(({ id, layers }) => english.layers.description(measureTexts[id].name, layers.map((reading) => reading?.text ?? "").join(", ")));
  return heldLayer === null ? curves.join(" ") : [...curves, comparedLayers(readings, shown, heldLayer)].join(" ");
}

function comparedLayers(readings: readonly MeasureReadings[], shown: number, heldLayer: number): string {
  const compared = readings.map(({ id, layers, heldLayers }) => {
    const pair = compareReadings(layers[shown], heldLayers[heldLayer]);
    const now = layers[shown]?.text ?? english.layers.pending;
    return comparisonWords.reading(measureTexts[id].name, now, pair?.held ?? "", pair && describeDifference(pair));
  });
  return comparisonWords.layersNote(shown, heldLayer, compared.join(", "));
}

function columnsOf(name: string, isHeld: boolean): string[] {
  const own = (measure: string) => [measure, `${measure}: ${english.layers.interval}`];
  return isHeld ? [...own(name), ...own(comparisonWords.column(name))] : own(name);
}

function cellsOf(reading: LayerReading | undefined): string[] {
  const interval = reading?.interval;
  return [reading?.text ?? "", interval === undefined ? "" : `${formatNumber(interval.low)} – ${formatNumber(interval.high)}`];
}
