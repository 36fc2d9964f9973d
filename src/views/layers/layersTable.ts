/** The chosen measures of all layers as a table and in words, with those of a held run beside them. Pure. */
import type { TableTwin } from "../../charts/frame/TableTwin.tsx";
import { formatNumber } from "../../charts/format.ts";
import { comparisonWords } from "../../messages/en/comparison.ts";
import { english } from "../../messages/en/catalogue.ts";
import { layerChoiceWords } from "../../messages/en/layerChoice.ts";
import { measureTexts } from "../../messages/en/measures.ts";
import type { HeldRun } from "../../store/comparison.ts";
import type { LayerCursor } from "../../store/layerNumbers.ts";
import type { MeasureId } from "../../store/measureIds.ts";
import type { RunResults } from "../../store/runResults.ts";
import { compareReadings, describeDifference } from "../comparison/compareReadings.ts";
import { readLayers, type LayerReading } from "./readings.ts";

/** One measure in every layer, of the run on screen and of the held one. */
export interface MeasureReadings {
  readonly id: MeasureId;
  readonly layers: readonly (LayerReading | undefined)[];
  /** Empty while nothing is held. */
  readonly heldLayers: readonly (LayerReading | undefined)[];
}

export function readMeasures(
  measures: readonly MeasureId[],
  results: RunResults | null,
  zeta: number,
  held: HeldRun | null,
): MeasureReadings[] {
  return measures.map((id) => ({
    id,
    layers: readLayers(results, id, zeta),
    // What is held keeps the ζ that it was held with.
    heldLayers: held === null ? [] : readLayers(held.results, id, held.results.shrunk?.zeta ?? 0),
  }));
}

/**
 * One row a layer, those of equal number in one; below them the two layers that are compared.
 * @param held null while nothing is held.
 */
export function layersTable(
  readings: readonly MeasureReadings[],
  shown: LayerCursor,
  held: LayerCursor | null,
): TableTwin {
  const isHeld = held !== null;
  const numbers = [...new Set([...shown.numbers, ...(held?.numbers ?? [])])].sort((a, b) => a - b);
  return {
    columns: [english.layers.axis, ...readings.flatMap(({ id }) => columnsOf(measureTexts[id].name, isHeld))],
    rows: numbers.map((number) => [
      String(number),
      ...readings.flatMap(({ layers, heldLayers }) => [
        ...cellsOf(layers[shown.numbers.indexOf(number)]),
        ...(isHeld ? cellsOf(heldLayers[held.numbers.indexOf(number)]) : []),
      ]),
    ]),
    ...(isHeld && { note: `${comparedLayers(readings, shown, held)} ${comparisonWords.notATest}` }),
  };
}

/** All values in words. */
export function describeLayers(
  readings: readonly MeasureReadings[],
  shown: LayerCursor,
  held: LayerCursor | null,
): string {
  const isEach = shown.numbers.every((number, index) => number === index);
  const whose = isEach ? layerChoiceWords.each : layerChoiceWords.these(shown.numbers);
  const curves = readings.map(({ id, layers }) =>
    layerChoiceWords.description(measureTexts[id].name, whose, layers.map((reading) => reading?.text ?? "").join(", ")),
  );
  return held === null ? curves.join(" ") : [...curves, comparedLayers(readings, shown, held)].join(" ");
}

function comparedLayers(readings: readonly MeasureReadings[], shown: LayerCursor, held: LayerCursor): string {
  const compared = readings.map(({ id, layers, heldLayers }) => {
    const pair = compareReadings(layers[shown.index], heldLayers[held.index]);
    const now = layers[shown.index]?.text ?? english.layers.pending;
    return comparisonWords.reading(measureTexts[id].name, now, pair?.held ?? "", pair && describeDifference(pair));
  });
  return comparisonWords.layersNote(numberAt(shown), numberAt(held), compared.join(", "));
}

function numberAt({ numbers, index }: LayerCursor): number {
  return numbers[index] ?? index;
}

function columnsOf(name: string, isHeld: boolean): string[] {
  const own = (measure: string) => [measure, `${measure}: ${english.layers.interval}`];
  return isHeld ? [...own(name), ...own(comparisonWords.column(name))] : own(name);
}

function cellsOf(reading: LayerReading | undefined): string[] {
  const interval = reading?.interval;
  return [
    reading?.text ?? "",
    interval === undefined ? "" : `${formatNumber(interval.low)} – ${formatNumber(interval.high)}`,
  ];
}
