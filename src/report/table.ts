/** A report as a table for people: one row a measure, one column a layer, in blocks that fit a terminal. */
import { measureIds, measures, type IntervalMeasureId, type MeasureId } from "../geometry/measures/table.ts";
import type { Messages } from "../messages/messages.ts";
import type { LayerReport } from "./layerReport.ts";
import type { MeasureReport } from "./measureReport.ts";

/** Characters of a line, as far as one layer fits into them. */
const lineLength = 120;
const columnGap = 2;
/** Outlier dimensions named of a layer; of more, their number only. */
const outliersNamed = 5;

/** Heading, table and notes, ending in a line break. */
export function formatTable(messages: Messages, report: MeasureReport): string {
  const rows = rowsOf(messages, report.layers);
  const titleWidth = Math.max(...rows.map(({ title }) => title.length));
  const width = columnGap + Math.max(...rows.flatMap(({ cells }) => cells.map((cell) => cell.length)));
  const each = Math.max(1, Math.floor((lineLength - titleWidth) / width));
  const blocks = Array.from({ length: Math.ceil(report.layers.length / each) }, (_, block) =>
    rows.map(({ title, cells }) =>
      (
        title.padEnd(titleWidth) +
        cells
          .slice(block * each, (block + 1) * each)
          .map((cell) => cell.padStart(width))
          .join("")
      ).trimEnd(),
    ),
  );
  const parts = [[heading(messages, report)], ...blocks, notes(messages, report.layers)];
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

interface Row {
  readonly title: string;
  readonly cells: readonly string[];
}

function rowsOf(messages: Messages, layers: readonly LayerReport[]): Row[] {
  const words = messages.report;
  const row = (title: string, cell: (layer: LayerReport) => string): Row => ({ title, cells: layers.map(cell) });
  return [
    row(words.layer, ({ layer, name }) => (name === undefined ? String(layer) : `${layer} ${name}`)),
    row(words.points, ({ n }) => String(n)),
    row(words.dimensions, ({ d }) => String(d)),
    ...measureIds.flatMap((id) => [
      row(words.measures[id], (layer) => valueText(id, layer[id])),
      ...(layers.some((layer) => intervalText(id, layer) !== "")
        ? [row(words.interval, (layer) => intervalText(id, layer))]
        : []),
    ]),
  ];
}

function valueText(id: MeasureId, value: number | null): string {
  if (value === null) return "–";
  return measures[id].isCount ? String(value) : figure(value);
}

function intervalText(id: MeasureId, { intervals }: LayerReport): string {
  if (intervals === undefined || measures[id].interval === undefined) return "";
  const interval = intervals[id as IntervalMeasureId];
  return "notDefined" in interval ? "" : `${figure(interval.low)} … ${figure(interval.high)}`;
}

/** Four significant digits: what the intervals of clouds of this size leave standing. */
function figure(value: number): string {
  if (value === 0) return "0";
  const magnitude = Math.abs(value);
  if (magnitude >= 1e6 || magnitude < 1e-4) return value.toExponential(2);
  return value.toFixed(Math.max(0, Math.min(6, 3 - Math.floor(Math.log10(magnitude)))));
}

function heading(messages: Messages, report: MeasureReport): string {
  const { model, backend, unit, pooling, poolingFrom, specialTokens, zeta, seed, text, vectors, referencePoints } =
    report;
  const words = messages.report;
  const parts = [
    model,
    backend,
    vectors === undefined ? null : words.file(vectors.file, vectors.dtype),
    words.unit(unit, pooling, poolingFrom),
    specialTokens === undefined || pooling === "cls" ? null : words.specialTokens(specialTokens),
    text === undefined ? null : words.encoded(text.sentences, text.tokens),
    words.zeta(zeta, referencePoints),
    words.seed(seed),
  ];
  return parts.filter((part) => part !== null).join(" · ");
}

/** The outlier dimensions of each layer, why measures have no value, how intervals were made, and what was sampled. */
function notes(messages: Messages, layers: readonly LayerReport[]): string[] {
  const words = messages.report;
  const sampled = layers.find(({ n, neighbourPoints }) => neighbourPoints > 0 && neighbourPoints < n);
  const intervals = layers.find((layer) => (layer.intervals?.groups ?? 0) > 0)?.intervals;
  const unresolved = layers.flatMap(({ layer, unresolvedEigenvalues: count }) => (count > 0 ? [{ layer, count }] : []));
  const heavy = layers.filter((layer) => layer.intervals?.heaviestShare !== undefined);
  return [
    ...layers.flatMap((layer) => outlierNote(messages, layer)),
    ...(intervals === undefined ? [] : [words.intervalsMade(intervals.groups, intervals.grouping)]),
    ...(unresolved.length === 0 ? [] : [words.unresolved(unresolved)]),
    ...(heavy.length === 0 ? [] : [words.heavyTails(heavy.map(({ layer }) => layer))]),
    ...undefinedNotes(messages, layers),
    ...(sampled === undefined ? [] : [words.neighboursAmong(sampled.neighbourPoints)]),
  ];
}

function outlierNote(messages: Messages, { layer, outlierDimensions }: LayerReport): string[] {
  if (outlierDimensions.length === 0) return [];
  const named = outlierDimensions
    .toSorted((a, b) => b.variance - a.variance)
    .slice(0, outliersNamed)
    .map((outlier) => messages.report.outlier(outlier));
  return [messages.report.outliers(layer, named.join(", "), outlierDimensions.length - named.length)];
}

/** One line for each reason and set of layers, with the measures that it keeps from having a value. */
function undefinedNotes(messages: Messages, layers: readonly LayerReport[]): string[] {
  const idsOfReason = new Map<string, MeasureId[]>();
  for (const id of measureIds) {
    const reasons = layers.flatMap(({ notDefined }) => notDefined[id] ?? []);
    for (const reason of new Set(reasons)) {
      const at = layers.filter(({ notDefined }) => notDefined[id] === reason).map(({ layer }) => layer);
      const note = messages.report.notDefined(reason, at.length === layers.length ? null : at);
      idsOfReason.set(note, [...(idsOfReason.get(note) ?? []), id]);
    }
  }
  return [...idsOfReason].map(([note, ids]) => `${note}: ${ids.map((id) => messages.report.measures[id]).join(", ")}.`);
}
