/** What the command prints, as plain data: the shape of its JSON. */
import { isDefined, type NotDefinedReason } from "../geometry/measure.ts";
import type { LayerProfile } from "../geometry/profile.ts";

/** The single numbers of a layer, in the order of the JSON. */
export const measureNames = [
  "isoScore",
  "isoScoreStar",
  "isoScoreNull",
  "isoScoreUnbiased",
  "participationRatio",
  "effectiveRank",
  "stableRank",
  "componentsFor90",
  "componentsFor95",
  "componentsFor99",
  "averageCosine",
  "intraSentenceSimilarity",
  "selfSimilarity",
  "uniformity",
  "partition",
  "twoNN",
  "mle",
] as const satisfies readonly (keyof LayerProfile)[];
export type MeasureName = (typeof measureNames)[number];

export interface OutlierReport {
  readonly dimension: number;
  readonly variance: number;
  readonly mean: number;
  /** Share of the average cosine; null where there is none to share. */
  readonly cosineShare: number | null;
}

/** One layer: each measure as a number, or null with its reason in notDefined. */
export interface LayerReport extends Readonly<Record<MeasureName, number | null>> {
  readonly layer: number;
  /** Name of the layer's array; there only if a file of vectors has several. */
  readonly name?: string;
  readonly n: number;
  readonly d: number;
  readonly outlierDimensions: readonly OutlierReport[];
  /** Points that twoNN, mle and duplicates are taken from: n, or the size of a random choice of them. */
  readonly neighbourPoints: number;
  /** Points that uniformity is taken from, chosen likewise. */
  readonly uniformityPoints: number;
  /** Of the neighbour points, those that coincide with another one; twoNN and mle leave them out. */
  readonly duplicates: number;
  readonly notDefined: Readonly<Partial<Record<MeasureName, NotDefinedReason>>>;
  /** Of the covariance, descending. */
  readonly eigenvalues: readonly number[];
}

/** The text that was encoded. */
export interface TextReport {
  readonly sentences: number;
  /** Special tokens included. */
  readonly tokens: number;
  /** Lines of the input, counted from 1, that were cut at the model's limit. */
  readonly truncatedLines: readonly number[];
  /** What the input holds in all; there only if a random choice of its sentences was encoded. */
  readonly sampledFrom?: { readonly sentences: number; readonly tokens: number };
}

/** The file of vectors that was read. */
export interface VectorsReport {
  readonly file: string;
  /** Type of the values in the file; "text" for a table. */
  readonly dtype: string;
  /** Rows left out because of NaN or an infinity. */
  readonly dropped: number;
}

export interface MeasureReport {
  /** Name of the model; null for --vectors. */
  readonly model: string | null;
  readonly backend: string | null;
  readonly unit: "tokens" | "sentences" | "vectors";
  /** For sentences only. */
  readonly pooling?: "mean" | "cls";
  readonly specialTokens?: boolean;
  readonly seed: number;
  /** Weight of the reference covariance in isoScoreStar. */
  readonly zeta: number;
  /** Points that the reference covariance was taken from; there only for ζ > 0. */
  readonly referencePoints?: number;
  readonly text?: TextReport;
  /** For --vectors only. */
  readonly vectors?: VectorsReport;
  readonly layers: readonly LayerReport[];
}

/** A layer's profile as plain data. */
export function layerReport(layer: number, profile: LayerProfile): LayerReport {
  const notDefined: Partial<Record<MeasureName, NotDefinedReason>> = {};
  const measures = Object.fromEntries(
    measureNames.map((name) => {
      const measure = profile[name];
      if (isDefined(measure)) return [name, measure];
      notDefined[name] = measure.notDefined;
      return [name, null];
    }),
  );
  const hasCosine = isDefined(profile.averageCosine) && profile.averageCosine !== 0;
  const outlierDimensions = profile.outlierDimensions.map(({ dimension, variance, mean, cosineShare }) => ({
    dimension,
    variance,
    mean,
    cosineShare: hasCosine ? cosineShare : null,
  }));
  return {
    layer,
    n: profile.n,
    d: profile.d,
    ...(measures as Record<MeasureName, number | null>),
    outlierDimensions,
    neighbourPoints: profile.neighbourPoints,
    uniformityPoints: profile.uniformityPoints,
    duplicates: profile.duplicates,
    notDefined,
    eigenvalues: Array.from(profile.eigenvalues),
  };
}
