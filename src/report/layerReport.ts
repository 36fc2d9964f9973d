/** A measured layer as plain data: the shape of a layer in JSON. */
import type { Interval } from "../geometry/interval.ts";
import type { IntervalEstimates } from "../geometry/intervals.ts";
import { isDefined, type NotDefinedReason } from "../geometry/measure.ts";
import {
  measureIds,
  measures,
  ofEachMeasure,
  type IntervalMeasureId,
  type MeasureId,
} from "../geometry/measures/table.ts";
import type { LayerProfile } from "../geometry/profile.ts";

export interface OutlierReport {
  readonly dimension: number;
  /** Which of the two rules make it an outlier. */
  readonly byVariance: boolean;
  readonly byMagnitude: boolean;
  readonly variance: number;
  readonly mean: number;
  /** Share of the average cosine; null where there is none to share. */
  readonly cosineShare: number | null;
}

/** An interval, or why there is none: `of-another-zeta` where the one that there is does not belong to the score. */
export type ReportedInterval = Interval | { readonly notDefined: NotDefinedReason | "of-another-zeta" };

export interface ReportedIntervals
  extends Omit<IntervalEstimates, IntervalMeasureId>, Readonly<Record<IntervalMeasureId, ReportedInterval>> {}

/** Intervals with the ζ that they were made at. */
export interface IntervalsAtZeta {
  readonly zeta: number;
  readonly estimates: IntervalEstimates;
}

/** One layer: each measure as a number, or null with its reason in notDefined. */
export interface LayerReport extends Readonly<Record<MeasureId, number | null>> {
  readonly layer: number;
  /** Name of the layer's array; there only if a file of vectors has several. */
  readonly name?: string;
  /** The values of the file are 2 to this power times those measured; there only if they had to be scaled. */
  readonly exponent?: number;
  readonly n: number;
  readonly d: number;
  /** Independent points that the n are worth, for isoScoreNull: tokens of one sentence and copies are not independent. */
  readonly effectivePoints: number;
  /** By either rule; outliersByVariance and outliersByMagnitude count them by each. */
  readonly outlierDimensions: readonly OutlierReport[];
  /** Points that twoNN, mle and duplicates are taken from: n, or the size of a random choice of them. */
  readonly neighbourPoints: number;
  /** Points that uniformity is taken from, chosen likewise. */
  readonly uniformityPoints: number;
  /** Of the neighbour points, those that coincide with another one; twoNN and mle take them once. */
  readonly duplicates: number;
  /** Of the neighbour points, those that nearly coincide with another one; of many, twoNN and mle tell the noise. */
  readonly nearlyCoinciding: number;
  readonly notDefined: Readonly<Partial<Record<MeasureId, NotDefinedReason>>>;
  /** There only if they have been estimated. */
  readonly intervals?: ReportedIntervals;
  /** Of the min(d, n − 1) eigenvalues, those too small to be told from 0; effectiveRank and alphaReQ go without them. */
  readonly unresolvedEigenvalues: number;
  /** Of the covariance, descending. */
  readonly eigenvalues: readonly number[];
}

/**
 * @param layer its number.
 * @param zeta that of the profile's IsoScore⋆: intervals of another ζ are not written beside it.
 */
export function layerReport(
  layer: number,
  profile: LayerProfile,
  zeta: number,
  intervals?: IntervalsAtZeta,
): LayerReport {
  const notDefined: Partial<Record<MeasureId, NotDefinedReason>> = {};
  for (const id of measureIds) {
    const measure = profile[id];
    if (!isDefined(measure)) notDefined[id] = measure.notDefined;
  }
  const hasCosine = isDefined(profile.averageCosine) && profile.averageCosine !== 0;
  return {
    layer,
    n: profile.n,
    d: profile.d,
    effectivePoints: profile.effectivePoints,
    ...ofEachMeasure((id) => {
      const measure = profile[id];
      return isDefined(measure) ? measure : null;
    }),
    outlierDimensions: profile.outlierDimensions.map(
      ({ dimension, byVariance, byMagnitude, variance, mean, cosineShare }) => ({
        dimension,
        byVariance,
        byMagnitude,
        variance,
        mean,
        cosineShare: hasCosine ? cosineShare : null,
      }),
    ),
    neighbourPoints: profile.neighbourPoints,
    uniformityPoints: profile.uniformityPoints,
    duplicates: profile.duplicates,
    nearlyCoinciding: profile.nearlyCoinciding,
    notDefined,
    ...(intervals !== undefined && { intervals: intervalsAt(zeta, intervals) }),
    unresolvedEigenvalues: profile.unresolvedEigenvalues,
    eigenvalues: Array.from(profile.eigenvalues),
  };
}

/** What does not depend on ζ keeps its interval. */
function intervalsAt(zeta: number, { zeta: madeAt, estimates }: IntervalsAtZeta): ReportedIntervals {
  if (zeta === madeAt) return estimates;
  const left = measureIds.filter((id) => measures[id].interval !== undefined && measures[id].dependsOnZeta === true);
  return { ...estimates, ...Object.fromEntries(left.map((id) => [id, { notDefined: "of-another-zeta" }])) };
}
