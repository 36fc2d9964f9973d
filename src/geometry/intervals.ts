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
import type { CreateArithmetic } from "./arithmetic/arithmetic.ts";
import { clusterSumsInSteps, removeClusterSums, type ClusterSums } from "./clusterSums.ts";
import { averageCosineOf, cosineSums, removeCosineSums, type CosineSums } from "./cosine.ts";
import { momentsInSteps, momentsOf, removeMoments, type Moments } from "./covariance.ts";
import { distinctNeighboursInSteps } from "./distinctNeighbours.ts";
import { hasFiniteValues } from "./finite.ts";
import { distanceRows, NEIGHBOURS } from "./intrinsicDimension.ts";
import { normsOf, referenceNormsOf, shrink } from "./isoscore.ts";
import { dealGroups, jackknifeHalfWidth, LEVEL } from "./jackknife.ts";
import { isDefined, type Measure, type NotDefined } from "./measure.ts";
import type { IntervalBasis, IntervalRule } from "./measures/definition.ts";
import { ofEachInterval, type IntervalMeasureId } from "./measures/table.ts";
import type { Neighbours } from "./neighbours.ts";
import { neighbourSample } from "./neighbourSample.ts";
import type { PointCloud } from "./pointCloud.ts";
import { principalAxesInSteps } from "./principalAxes.ts";
import { createRandom } from "./random.ts";
import { rowsOf } from "./rows.ts";
import { portion, runToEnd, type Steps } from "./steps.ts";
import { unbiasedNormsOf } from "./unbiasedNorms.ts";

/** A range around a measure's value. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** An interval, or the reason why the measure has none. */
export type IntervalEstimate = Interval | NotDefined;

/** Intervals of one layer, each at the level 90 %. */
export interface IntervalEstimates extends Readonly<Record<IntervalMeasureId, IntervalEstimate>> {
  readonly level: number;
  /** Number of groups that were left out in turn. */
  readonly groups: number;
  /** Points that the intervals of twoNN and mle are taken from: n, or the size of a random choice of them. */
  readonly neighbourPoints: number;
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
  /** Does the inner loops; WebAssembly, or plain TypeScript where there is none, if left out. */
  readonly createArithmetic?: CreateArithmetic;
}

/** Neighbours found beyond the 20 in use, so that enough remain when some are left out. */
const SPARE_NEIGHBOURS = 12;

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

  const moments = options.moments ?? (yield* portion(momentsInSteps(cloud, options.createArithmetic), 0, 0.1));
  const sample = neighbourSample(cloud, options.seed, options.mostNeighbourPoints);
  const { neighbours, kind } = yield* portion(
    distinctNeighboursInSteps(sample.cloud, NEIGHBOURS + SPARE_NEIGHBOURS, moments.mean, options.createArithmetic),
    0.1,
    0.3,
  );
  const clusterSums = yield* clusterSumsInSteps(
    cloud,
    moments.mean,
    moments,
    options.clusters,
    options.createArithmetic,
  );
  const cosine = cosineSums(cloud);
  const groupOf = new Uint8Array(cloud.n);
  groups.forEach((points, group) => points.forEach((point) => (groupOf[point] = group)));
  const groupOfDistinct = commonGroups(kind, neighbours.n, (point) => groupOf[sample.rows[point]]);
  const everyPoint = Uint32Array.from({ length: cloud.n }, (_, point) => point);

  const ofWhole = basisOf(cloud, everyPoint, moments, clusterSums, cosine, nearestRows(neighbours), options);
  const whole = yield* portion(ofWhole, 0.3, progressBefore(0, groups.length));
  const leftOut: IntervalBasis[] = [];
  for (const [group, points] of groups.entries()) {
    const part = rowsOf(cloud, points);
    const partMoments = momentsOf(part, options.createArithmetic);
    const { clusters } = options;
    const partClusters = clusters && points.map((point) => clusters[point]);
    const partSums = runToEnd(
      clusterSumsInSteps(part, moments.mean, partMoments, partClusters, options.createArithmetic),
    );
    const ofRest = basisOf(
      cloud,
      everyPoint.filter((point) => groupOf[point] !== group),
      removeMoments(moments, partMoments),
      removeClusterSums(clusterSums, partSums),
      removeCosineSums(cosine, cosineSums(part)),
      rowsWithoutGroup(neighbours, groupOfDistinct, group),
      options,
    );
    const [start, end] = [progressBefore(group, groups.length), progressBefore(group + 1, groups.length)];
    yield start;
    leftOut.push(yield* portion(ofRest, start, end));
  }

  const sizes = groups.map((points) => points.length);
  return {
    level: LEVEL,
    groups: groups.length,
    neighbourPoints: sample.cloud.n,
    ...ofEachInterval((rule) => intervalOf(rule, whole, leftOut, sizes, cloud.d)),
  };
}

/** The fraction done when this many groups have been left out: the whole and each rest take equally long. */
function progressBefore(group: number, groups: number): number {
  return 0.3 + (0.7 * (group + 1)) / (groups + 1);
}

function* basisOf(
  cloud: PointCloud,
  points: Uint32Array,
  moments: Moments,
  clusterSums: ClusterSums,
  cosine: CosineSums,
  neighbourDistances: readonly Float64Array[],
  { zeta = 0, referenceCovariance, createArithmetic }: IntervalOptions,
): Steps<IntervalBasis> {
  const norms = normsOf(moments);
  // From d points on the spectrum follows from the moments, and of the points nothing but their number is needed.
  const part = points.length < cloud.d ? rowsOf(cloud, points) : { ...cloud, n: points.length };
  const axes = yield* principalAxesInSteps(part, moments.mean, () => moments.scatter, createArithmetic);
  return {
    norms,
    shrunkNorms: referenceCovariance ? shrink(norms, zeta, referenceNormsOf(moments, referenceCovariance)) : norms,
    unbiasedNorms: unbiasedNormsOf(clusterSums),
    // What is taken from them does not depend on their scale.
    eigenvalues: axes.squaredSingularValues,
    averageCosine: averageCosineOf(cosine).average,
    neighbourDistances,
  };
}

function intervalOf(
  { of, scale, least = -Infinity, at = (value) => value }: IntervalRule,
  whole: IntervalBasis,
  leftOut: readonly IntervalBasis[],
  sizes: readonly number[],
  d: number,
): IntervalEstimate {
  const spread = spreadOf([whole, ...leftOut].map(of), sizes, scale);
  if ("notDefined" in spread) return spread;
  const low = at(Math.max(least, spread.low), d);
  const high = at(Math.max(least, spread.high), d);
  if (!isDefined(low)) return low;
  if (!isDefined(high)) return high;
  return { low, high };
}

/** @param values of the whole, then of what is left without each group. */
function spreadOf(
  values: readonly Measure[],
  sizes: readonly number[],
  scale: IntervalRule["scale"],
): IntervalEstimate {
  const missing = values.find((value) => !isDefined(value));
  if (missing !== undefined && !isDefined(missing)) return missing;
  const [estimate, ...leftOut] = values.filter(isDefined);
  if (scale === "linear" || estimate <= 0 || leftOut.some((value) => value <= 0)) {
    const half = jackknifeHalfWidth(estimate, leftOut, sizes);
    return { low: estimate - half, high: estimate + half };
  }
  const half = jackknifeHalfWidth(Math.log(estimate), leftOut.map(Math.log), sizes);
  return { low: estimate * Math.exp(-half), high: estimate * Math.exp(half) };
}

function nearestRows(neighbours: Neighbours): Float64Array[] {
  return distanceRows(neighbours).map((row) => row.subarray(0, NEIGHBOURS));
}

/** The group that all copies of a distinct point are in; −1 if one of them is left whichever group is not there. */
function commonGroups(kind: Uint32Array, distinct: number, groupOf: (point: number) => number): Int16Array {
  const groups = new Int16Array(distinct).fill(-2);
  kind.forEach((index, point) => {
    const group = groupOf(point);
    groups[index] = groups[index] === -2 || groups[index] === group ? group : -1;
  });
  return groups;
}

/** The distances between the points that are left when a group is not there. */
function rowsWithoutGroup(
  { distances, indices, n, k }: Neighbours,
  groupOf: Int16Array,
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
  return { level: LEVEL, groups: 0, neighbourPoints: 0, ...ofEachInterval((): NotDefined => ({ notDefined })) };
}
