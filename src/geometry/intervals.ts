/**
 * Intervals for the measures of a layer, from a seed.
 *
 * By the delete-a-group jackknife and not by the bootstrap: drawing with replacement puts copies of points in the
 * sample, which shrinks its covariance's rank (1 / PR is too high by another 1 / (n − 1), as large as the effect that
 * is measured) and makes nearest neighbours at distance 0. Leaving points out does neither.
 *
 * An interval tells how far the figure shown would vary from sample to sample of this n. It does not contain the bias
 * of small samples: for that see isoScoreUnbiased and the null value. Tokens of one sentence are not independent; give
 * the sentences as clusters and they are left out whole.
 *
 * Measured on Gaussian clouds (200 × 20, 60 × 30, 500 × 5): the moment-based ones cover in 90–95 % of samples; those of
 * TwoNN and MLE in 96–99 %, 1.3 to 1.8 times wider than they need be, because points left out also change the
 * neighbours of others. Keeping those neighbours would err on the other side (68–88 %).
 */
import { averageCosineOf, cosineSums, removeCosineSums, type CosineSums } from "./cosine.ts";
import { momentsInSteps, momentsOf, removeMoments, type Moments } from "./covariance.ts";
import { hasFiniteValues } from "./finite.ts";
import { distanceRows, maximumLikelihoodDimension, NEIGHBOURS, twoNN } from "./intrinsicDimension.ts";
import {
  isoScoreOf,
  normsOf,
  participationRatio,
  participationRatioUnbiased,
  referenceNormsOf,
  shrink,
} from "./isoscore.ts";
import { dealGroups, jackknifeHalfWidth, LEVEL } from "./jackknife.ts";
import { isDefined, type Measure, type NotDefined } from "./measure.ts";
import { nearestNeighboursInSteps, type Neighbours } from "./neighbours.ts";
import { neighbourSample } from "./neighbourSample.ts";
import type { PointCloud } from "./pointCloud.ts";
import { principalAxesInSteps } from "./principalAxes.ts";
import { createRandom } from "./random.ts";
import { rowsOf } from "./rows.ts";
import { effectiveRank, stableRank } from "./spectrum.ts";
import { portion, type Steps } from "./steps.ts";

/** A range around a measure's value. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** An interval, or the reason why the measure has none. */
export type IntervalEstimate = Interval | NotDefined;

/** Intervals of one layer, each at the level 90 %. */
export interface IntervalEstimates {
  readonly level: number;
  /** Number of groups that were left out in turn. */
  readonly groups: number;
  /** Points that the intervals of twoNN and mle are taken from: n, or the size of a random choice of them. */
  readonly neighbourPoints: number;
  readonly isoScore: IntervalEstimate;
  readonly isoScoreStar: IntervalEstimate;
  readonly isoScoreUnbiased: IntervalEstimate;
  readonly participationRatio: IntervalEstimate;
  readonly effectiveRank: IntervalEstimate;
  readonly stableRank: IntervalEstimate;
  readonly averageCosine: IntervalEstimate;
  readonly twoNN: IntervalEstimate;
  readonly mle: IntervalEstimate;
}

/** What the intervals are made from. */
export interface IntervalOptions {
  readonly seed: number;
  readonly zeta?: number;
  readonly referenceCovariance?: Float64Array;
  /** Which sentence each point belongs to; points of one are left out together. */
  readonly clusters?: Uint32Array;
  /** The cloud's own moments, if the caller has them already. */
  readonly moments?: Moments;
  /** Points among which neighbours are looked for at most; MOST_NEIGHBOUR_POINTS if left out. */
  readonly mostNeighbourPoints?: number;
}

/** Neighbours found beyond the 20 in use, so that enough remain when some are left out. */
const SPARE_NEIGHBOURS = 12;

/** The measures of one set of points, the whole or what is left of it. */
interface Estimates {
  readonly participationRatio: Measure;
  readonly participationRatioShrunk: Measure;
  readonly participationRatioUnbiased: Measure;
  readonly effectiveRank: Measure;
  readonly stableRank: Measure;
  readonly averageCosine: Measure;
  readonly twoNN: Measure;
  readonly mle: Measure;
}

/**
 * Intervals of a layer. Beyond the neighbours of the cloud this takes, for 20 groups, one more pass over its moments
 * and 20 decompositions of a d × d matrix, values only.
 *
 * @throws RangeError if zeta is outside [0, 1], or the reference is not d × d.
 */
export function* estimateIntervals(cloud: PointCloud, options: IntervalOptions): Steps<IntervalEstimates> {
  if (!hasFiniteValues(cloud)) return noIntervals("not-finite");
  const groups = dealGroups(cloud.n, createRandom(options.seed), options.clusters);
  if (groups.length < 3) return noIntervals("needs-three-points");

  const moments = options.moments ?? (yield* portion(momentsInSteps(cloud), 0, 0.1));
  const sample = neighbourSample(cloud, options.seed, options.mostNeighbourPoints);
  const neighbours = yield* portion(
    nearestNeighboursInSteps(sample.cloud, NEIGHBOURS + SPARE_NEIGHBOURS, moments.mean),
    0.1,
    0.3,
  );
  const cosine = cosineSums(cloud);
  const groupOf = new Uint8Array(cloud.n);
  groups.forEach((points, group) => points.forEach((point) => (groupOf[point] = group)));
  const groupOfSampled = Uint8Array.from(sample.rows, (row) => groupOf[row]);
  const everyPoint = Uint32Array.from({ length: cloud.n }, (_, point) => point);

  const ofWhole = estimatesOf(cloud, everyPoint, moments, cosine, nearestRows(neighbours), options);
  const whole = yield* portion(ofWhole, 0.3, progressBefore(0, groups.length));
  const leftOut: Estimates[] = [];
  for (const [group, points] of groups.entries()) {
    const part = rowsOf(cloud, points);
    const ofRest = estimatesOf(
      cloud,
      everyPoint.filter((point) => groupOf[point] !== group),
      removeMoments(moments, momentsOf(part)),
      removeCosineSums(cosine, cosineSums(part)),
      rowsWithoutGroup(neighbours, groupOfSampled, group),
      options,
    );
    const [start, end] = [progressBefore(group, groups.length), progressBefore(group + 1, groups.length)];
    yield start;
    leftOut.push(yield* portion(ofRest, start, end));
  }

  const sizes = groups.map((points) => points.length);
  const interval = (key: keyof Estimates, scale: Scale): IntervalEstimate =>
    intervalOf(
      whole[key],
      leftOut.map((estimates) => estimates[key]),
      sizes,
      scale,
    );
  const ratio = atLeast(interval("participationRatio", "logarithmic"), 1);
  return {
    level: LEVEL,
    groups: groups.length,
    neighbourPoints: sample.cloud.n,
    isoScore: scoreInterval(ratio, cloud.d),
    isoScoreStar: scoreInterval(atLeast(interval("participationRatioShrunk", "logarithmic"), 1), cloud.d),
    isoScoreUnbiased: scoreInterval(interval("participationRatioUnbiased", "logarithmic"), cloud.d),
    participationRatio: ratio,
    effectiveRank: atLeast(interval("effectiveRank", "logarithmic"), 1),
    stableRank: atLeast(interval("stableRank", "logarithmic"), 1),
    averageCosine: interval("averageCosine", "linear"),
    twoNN: interval("twoNN", "logarithmic"),
    mle: interval("mle", "logarithmic"),
  };
}

/** The fraction done when this many groups have been left out: the whole and each rest take equally long. */
function progressBefore(group: number, groups: number): number {
  return 0.3 + (0.7 * (group + 1)) / (groups + 1);
}

function* estimatesOf(
  cloud: PointCloud,
  points: Uint32Array,
  moments: Moments,
  cosine: CosineSums,
  rows: readonly Float64Array[],
  { zeta = 0, referenceCovariance }: IntervalOptions,
): Steps<Estimates> {
  const norms = normsOf(moments);
  const shrunk = referenceCovariance ? shrink(norms, zeta, referenceNormsOf(moments, referenceCovariance)) : norms;
  // From d points on the spectrum follows from the moments, and nothing but the number of points is looked at.
  const part = points.length < cloud.d ? rowsOf(cloud, points) : { ...cloud, n: points.length };
  const axes = yield* principalAxesInSteps(part, moments.mean, () => moments.scatter);
  return {
    participationRatio: participationRatio(norms),
    participationRatioShrunk: participationRatio(shrunk),
    participationRatioUnbiased: participationRatioUnbiased(norms),
    effectiveRank: effectiveRank(axes.squaredSingularValues),
    stableRank: stableRank(axes.squaredSingularValues),
    averageCosine: averageCosineOf(cosine).average,
    twoNN: twoNN(rows),
    mle: maximumLikelihoodDimension(rows),
  };
}

/** Measures that are positive and vary in proportion are taken on the scale of their logarithm. */
type Scale = "linear" | "logarithmic";

function intervalOf(
  estimate: Measure,
  leftOut: readonly Measure[],
  sizes: readonly number[],
  scale: Scale,
): IntervalEstimate {
  const measures = [estimate, ...leftOut];
  const missing = measures.find((measure) => !isDefined(measure));
  if (missing !== undefined && !isDefined(missing)) return missing;
  const values = measures.filter(isDefined);
  if (scale === "linear" || values.some((value) => value <= 0)) {
    const half = jackknifeHalfWidth(values[0], values.slice(1), sizes);
    return { low: values[0] - half, high: values[0] + half };
  }
  const logarithms = values.map(Math.log);
  const half = jackknifeHalfWidth(logarithms[0], logarithms.slice(1), sizes);
  return { low: values[0] * Math.exp(-half), high: values[0] * Math.exp(half) };
}

function atLeast(interval: IntervalEstimate, least: number): IntervalEstimate {
  if ("notDefined" in interval) return interval;
  return { low: Math.max(least, interval.low), high: Math.max(least, interval.high) };
}

function scoreInterval(ratio: IntervalEstimate, d: number): IntervalEstimate {
  if ("notDefined" in ratio) return ratio;
  const low = isoScoreOf(ratio.low, d);
  const high = isoScoreOf(ratio.high, d);
  if (!isDefined(low)) return low;
  if (!isDefined(high)) return high;
  return { low, high };
}

function nearestRows(neighbours: Neighbours): Float64Array[] {
  return distanceRows(neighbours).map((row) => row.subarray(0, NEIGHBOURS));
}

/** The distances between the points that are left when a group is not there. */
function rowsWithoutGroup(
  { distances, indices, n, k }: Neighbours,
  groupOf: Uint8Array,
  group: number,
): Float64Array[] {
  const rows: Float64Array[] = [];
  for (let i = 0; i < n; i++) {
    if (groupOf[i] === group) continue;
    const row = new Float64Array(NEIGHBOURS);
    let count = 0;
    for (let j = i * k; j < (i + 1) * k && count < NEIGHBOURS; j++) {
      if (groupOf[indices[j]] !== group) row[count++] = distances[j];
    }
    rows.push(row.subarray(0, count));
  }
  return rows;
}

function noIntervals(notDefined: NotDefined["notDefined"]): IntervalEstimates {
  const none: NotDefined = { notDefined };
  return {
    level: LEVEL,
    groups: 0,
    neighbourPoints: 0,
    isoScore: none,
    isoScoreStar: none,
    isoScoreUnbiased: none,
    participationRatio: none,
    effectiveRank: none,
    stableRank: none,
    averageCosine: none,
    twoNN: none,
    mle: none,
  };
}
