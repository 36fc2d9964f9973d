/** The report as a table for people. */
import type { NotDefinedReason } from "../geometry/measure.ts";
import { measureNames, type LayerReport, type MeasureName, type MeasureReport } from "./report.ts";

interface Column {
  readonly title: string;
  readonly value: (layer: LayerReport) => string;
}

/** Outlier dimensions named in a row; of more, their number only. */
const outliersNamed = 3;

/** Four significant digits: what bootstrap intervals of clouds of this size leave standing. */
function formatNumber(value: number): string {
  if (value === 0) return "0";
  const magnitude = Math.abs(value);
  if (magnitude >= 1e6 || magnitude < 1e-4) return value.toExponential(2);
  return value.toFixed(Math.max(0, Math.min(6, 3 - Math.floor(Math.log10(magnitude)))));
}

function measureColumn(title: string, name: MeasureName): Column {
  return { title, value: (layer) => (layer[name] === null ? "–" : formatNumber(layer[name])) };
}

function formatOutliers({ outlierDimensions }: LayerReport): string {
  if (outlierDimensions.length === 0) return "none";
  const named = [...outlierDimensions]
    .sort((a, b) => b.variance - a.variance)
    .slice(0, outliersNamed)
    .map(({ dimension, cosineShare }) =>
      cosineShare === null ? `${dimension}` : `${dimension} (${Math.round(100 * cosineShare)} %)`,
    );
  const more = outlierDimensions.length - named.length;
  return named.join(", ") + (more > 0 ? ` +${more}` : "");
}

const columns: readonly Column[] = [
  { title: "layer", value: ({ layer, name }) => (name === undefined ? String(layer) : `${layer} ${name}`) },
  { title: "n", value: ({ n }) => String(n) },
  { title: "d", value: ({ d }) => String(d) },
  measureColumn("IsoScore", "isoScore"),
  measureColumn("IsoScore⋆", "isoScoreStar"),
  measureColumn("null", "isoScoreNull"),
  measureColumn("part. ratio", "participationRatio"),
  measureColumn("eff. rank", "effectiveRank"),
  measureColumn("stable rank", "stableRank"),
  measureColumn("cosine", "averageCosine"),
  measureColumn("partition", "partition"),
  measureColumn("TwoNN", "twoNN"),
  measureColumn("MLE", "mle"),
];
/** Last, flush left: its cells differ much in length. */
const outlierColumn: Column = { title: "outlier dimensions (share of cosine)", value: formatOutliers };

/** Why a measure has no value, as the table's footnotes say it. */
function describeReason(reason: NotDefinedReason): string {
  switch (reason) {
    case "needs-two-points":
      return "less than two points";
    case "needs-three-points":
      return "less than three points";
    case "needs-two-dimensions":
      return "less than two dimensions";
    case "zero-variance":
      return "no variance";
    case "zero-vectors":
      return "too few points away from the origin";
    case "needs-tokens":
      return "for tokens of a text only";
    case "needs-repeated-words":
      return "no token occurs twice";
    case "too-few-distinct-points":
      return "too few distinct points";
    case "not-finite":
      return "a value that is no finite number";
  }
}

function heading(report: MeasureReport): string {
  const { model, backend, unit, pooling, specialTokens, zeta, seed, text, vectors, referencePoints } = report;
  const points =
    unit === "sentences" ? `sentences (${pooling === "cls" ? "first special token" : "mean of tokens"})` : unit;
  const parts = [
    model,
    backend,
    vectors === undefined ? null : `${vectors.file}, ${vectors.dtype}`,
    points,
    specialTokens === undefined || pooling === "cls"
      ? null
      : specialTokens
        ? "with special tokens"
        : "without special tokens",
    text === undefined ? null : `${text.sentences} sentences, ${text.tokens} tokens encoded`,
    referencePoints === undefined ? `ζ ${zeta}` : `ζ ${zeta} on a reference of ${referencePoints} points`,
    `seed ${seed}`,
  ];
  return parts.filter((part) => part !== null).join(" · ");
}

/**
 * One line for each reason and set of layers, with the measures that it keeps from having a value, and one if not all
 * points have been searched for neighbours.
 */
function footnotes(layers: readonly LayerReport[]): string[] {
  const namesOfReason = new Map<string, string[]>();
  for (const name of measureNames) {
    for (const reason of new Set(
      layers.map(({ notDefined }) => notDefined[name]).filter((found) => found !== undefined),
    )) {
      const at = layers.filter(({ notDefined }) => notDefined[name] === reason).map(({ layer }) => layer);
      const where = at.length === layers.length ? "" : ` in layer ${at.join(", ")}`;
      const note = `${describeReason(reason)}${where}`;
      namesOfReason.set(note, [...(namesOfReason.get(note) ?? []), name]);
    }
  }
  const notes = [...namesOfReason].map(([note, names]) => `– Not defined, ${note}: ${names.join(", ")}.`);
  const sampled = layers.find(({ n, neighbourPoints }) => neighbourPoints > 0 && neighbourPoints < n);
  if (sampled !== undefined) {
    notes.push(
      `– twoNN and mle are from the distances among ${sampled.neighbourPoints} of the points, chosen by the seed.`,
    );
  }
  return notes;
}

/** Heading, table and footnotes, ending in a line break. */
export function formatTable(report: MeasureReport): string {
  const cells = [
    columns.map(({ title }) => title),
    ...report.layers.map((layer) => columns.map(({ value }) => value(layer))),
  ];
  const widths = columns.map((_, column) => Math.max(...cells.map((row) => row[column]!.length)));
  const last = [outlierColumn.title, ...report.layers.map(outlierColumn.value)];
  const rows = cells.map((row, index) =>
    [...row.map((cell, column) => cell.padStart(widths[column]!)), last[index]!].join("  "),
  );
  return `${[heading(report), "", ...rows, "", ...footnotes(report.layers)].join("\n").trimEnd()}\n`;
}
