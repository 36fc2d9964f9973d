/** The chosen measures of all layers as a table and in words, with those of a held run beside them. Pure. */
import { readingText } from "./readingText.ts";
import type { Messages } from "../../messages/messages.ts";
import type { TableTwin } from "../../charts/frame/TableTwin.tsx";
import type { HeldRun } from "../../store/comparison.ts";
import type { LayerCursor } from "../../store/layerNumbers.ts";
import type { DrawnMeasureId } from "../../geometry/measures/table.ts";
import type { RunResults } from "../../store/runResults.ts";
import { compareReadings, describeDifference } from "../comparison/compareReadings.ts";
import { readLayers } from "../../store/readings.ts";
import type { LayerReading } from "../../report/layerReading.ts";

/** One measure in every layer, of the run on screen and of the held one. */
export interface MeasureReadings {
  readonly id: DrawnMeasureId;
  readonly layers: readonly (LayerReading | undefined)[];
  /** Empty while nothing is held. */
  readonly heldLayers: readonly (LayerReading | undefined)[];
}

export function readMeasures(
  measures: readonly DrawnMeasureId[],
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
  messages: Messages,
  readings: readonly MeasureReadings[],
  shown: LayerCursor,
  held: LayerCursor | null,
): TableTwin {
  const isHeld = held !== null;
  const numbers = [...new Set([...shown.numbers, ...(held?.numbers ?? [])])].sort((a, b) => a - b);
  return {
    columns: [
      messages.layers.axis,
      ...readings.flatMap(({ id }) => columnsOf(messages, messages.measures[id].name, isHeld)),
    ],
    rows: numbers.map((number) => [
      String(number),
      ...readings.flatMap(({ layers, heldLayers }) => [
        ...cellsOf(messages, layers[shown.numbers.indexOf(number)]),
        ...(isHeld ? cellsOf(messages, heldLayers[held.numbers.indexOf(number)]) : []),
      ]),
    ]),
    saved: () => ({
      columns: ["layer", ...readings.flatMap(({ id }) => (isHeld ? [id, `held_${id}`] : [id])).flatMap(boundedColumns)],
      rows: numbers.map((number) => [
        number,
        ...readings.flatMap(({ layers, heldLayers }) => [
          ...boundedValues(layers[shown.numbers.indexOf(number)]),
          ...(isHeld ? boundedValues(heldLayers[held.numbers.indexOf(number)]) : []),
        ]),
      ]),
    }),
    ...(isHeld && { note: `${comparedLayers(messages, readings, shown, held)} ${messages.comparison.notATest}` }),
  };
}

/** All values in words. */
export function describeLayers(
  messages: Messages,
  readings: readonly MeasureReadings[],
  shown: LayerCursor,
  held: LayerCursor | null,
): string {
  const isEach = shown.numbers.every((number, index) => number === index);
  const whose = isEach ? messages.layerChoice.each : messages.layerChoice.these(shown.numbers);
  const curves = readings.map(({ id, layers }) =>
    messages.layerChoice.description(
      messages.measures[id].name,
      whose,
      layers.map((reading) => (reading === undefined ? "" : readingText(messages, reading))).join(", "),
    ),
  );
  return held === null ? curves.join(" ") : [...curves, comparedLayers(messages, readings, shown, held)].join(" ");
}

function comparedLayers(
  messages: Messages,
  readings: readonly MeasureReadings[],
  shown: LayerCursor,
  held: LayerCursor,
): string {
  const compared = readings.map(({ id, layers, heldLayers }) => {
    const pair = compareReadings(messages, layers[shown.index], heldLayers[held.index]);
    const here = layers[shown.index];
    const now = here === undefined ? messages.layers.pending : readingText(messages, here);
    return messages.comparison.reading(
      messages.measures[id].name,
      now,
      pair?.held ?? "",
      pair && describeDifference(messages, pair),
    );
  });
  return messages.comparison.layersNote(numberAt(shown), numberAt(held), compared.join(", "));
}

function numberAt({ numbers, index }: LayerCursor): number {
  return numbers[index] ?? index;
}

function columnsOf(messages: Messages, name: string, isHeld: boolean): string[] {
  const own = (measure: string) => [measure, `${measure}: ${messages.layers.interval}`];
  return isHeld ? [...own(name), ...own(messages.comparison.column(name))] : own(name);
}

function cellsOf(messages: Messages, reading: LayerReading | undefined): string[] {
  const interval = reading?.interval;
  return [
    reading === undefined ? "" : readingText(messages, reading),
    interval === undefined
      ? ""
      : `${messages.formats.number(interval.low)} – ${messages.formats.number(interval.high)}`,
  ];
}

function boundedColumns(id: string): string[] {
  return [id, `${id}_low`, `${id}_high`];
}

function boundedValues(reading: LayerReading | undefined): (number | null)[] {
  return [reading?.value ?? null, reading?.interval?.low ?? null, reading?.interval?.high ?? null];
}
