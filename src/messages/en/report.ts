/** Words of the tables that the command prints. */
import type { NotDefinedReason } from "../../geometry/measure.ts";
import type { MeasureId } from "../../geometry/measures/table.ts";

/** Short names: a table has one row for each. */
const measures: Record<MeasureId, string> = {
  isoScore: "IsoScore",
  isoScoreStar: "IsoScore⋆",
  isoScoreNull: "IsoScore⋆ of an isotropic cloud",
  isoScoreUnbiased: "IsoScore, unbiased",
  participationRatio: "Participation ratio",
  effectiveRank: "Effective rank",
  stableRank: "Stable rank",
  componentsFor90: "Components for 90 %",
  componentsFor95: "Components for 95 %",
  componentsFor99: "Components for 99 %",
  twoNN: "TwoNN dimension",
  mle: "MLE dimension",
  averageCosine: "Average cosine",
  intraSentenceSimilarity: "Intra-sentence similarity",
  selfSimilarity: "Self-similarity",
  uniformity: "Uniformity",
  partition: "Partition isotropy",
  alphaReQ: "α-ReQ",
  outliersByVariance: "Outliers by variance (≥ 5 × mean)",
  outliersByMagnitude: "Outliers by mean (beyond 3 sd)",
};

const reasons: Record<NotDefinedReason, string> = {
  "needs-two-points": "fewer than two points",
  "needs-three-points": "fewer than three points",
  "needs-four-points": "fewer than four points",
  "needs-four-sentences": "tokens of fewer than four sentences",
  "needs-two-dimensions": "fewer than two dimensions",
  "zero-variance": "no variance",
  "zero-vectors": "too few points away from the origin",
  "needs-tokens": "for tokens of a text only",
  "needs-repeated-words": "no token occurs twice",
  "too-few-distinct-points": "too few distinct points",
  "equal-eigenvalues": "as several eigenvalues are equal and their directions arbitrary",
  "not-finite": "a value is not a finite number",
};

interface Outlier {
  readonly dimension: number;
  readonly byVariance: boolean;
  readonly byMagnitude: boolean;
  readonly cosineShare: number | null;
}

function outlierText({ dimension, byVariance, byMagnitude, cosineShare }: Outlier): string {
  const rules = [...(byVariance ? ["variance"] : []), ...(byMagnitude ? ["mean"] : [])].join(" and ");
  const share = cosineShare === null ? "" : `, ${Math.round(100 * cosineShare)} % of the cosine`;
  return `${dimension} (by ${rules}${share})`;
}

export const reportWords = {
  layer: "layer",
  points: "n",
  dimensions: "d",
  measures,
  interval: "  90 % interval",
  file: (name: string, dtype: string) => `${name}, ${dtype}`,
  unit: (
    unit: "tokens" | "sentences" | "vectors",
    pooling: "mean" | "cls" | undefined,
    from: "setting" | "model" | "default" | undefined,
  ) => {
    if (unit !== "sentences") return unit;
    const way = pooling === "cls" ? "first special token" : "mean of tokens";
    return from === "model" ? `sentences (${way}, as the model's files say)` : `sentences (${way})`;
  },
  specialTokens: (included: boolean) => (included ? "with special tokens" : "without special tokens"),
  encoded: (sentences: number, tokens: number) => `${sentences} sentences, ${tokens} tokens encoded`,
  zeta: (zeta: number, referencePoints: number | undefined) =>
    referencePoints === undefined ? `ζ ${zeta}` : `ζ ${zeta} on a reference of ${referencePoints} points`,
  seed: (seed: number) => `seed ${seed}`,
  outlier: outlierText,
  outliers: (layer: number, named: string, more: number) =>
    `Outlier dimensions of layer ${layer}: ${named}${more > 0 ? ` and ${more} more` : ""}.`,
  intervalsMade: (groups: number, grouping: "random" | "blocks") =>
    grouping === "random"
      ? `Intervals from ${groups} random groups, left out in turn, or for TwoNN and MLE compared by halves.`
      : `Intervals from ${groups} blocks of sentences in the order of the text, left out in turn, or for TwoNN and MLE compared by halves. Other passages of the same work can differ by more.`,
  unresolved: (layers: readonly { readonly layer: number; readonly count: number }[]) =>
    `Eigenvalues too small to be told from 0, which effective rank and α-ReQ go without: ${layers.map(({ layer, count }) => `${count} in layer ${layer}`).join(", ")}.`,
  heavyTails: (layers: readonly number[]) =>
    `A few points hold much of the variance in layer ${layers.join(", ")}: the intervals of the IsoScores, the participation ratio and the ranks are too narrow there.`,
  /** @param layers where it holds; null for all. */
  notDefined: (reason: NotDefinedReason, layers: readonly number[] | null) =>
    `– Not defined, ${reasons[reason]}${layers === null ? "" : ` in layer ${layers.join(", ")}`}`,
  neighboursAmong: (points: number) =>
    `TwoNN and MLE are from the distances among ${points} of the points, chosen by the seed.`,
  cka: (pairs: string) => `Linear CKA, layers of the first run down, of the second across; on ${pairs}.`,
  ckaPairs: (compared: number, pairs: number, ofSentences: boolean, rule: string) =>
    `${compared} of ${pairs} pairs${ofSentences ? " of sentences" : ""}, paired by ${rule.replaceAll("-", " ")}`,
  ckaNotDefined: (reason: string) => `Linear CKA between the layers is not defined: ${reason.replaceAll("-", " ")}.`,
  ckaShuffled: (least: string, most: string) => `In random order: ${least} to ${most}.`,
};
