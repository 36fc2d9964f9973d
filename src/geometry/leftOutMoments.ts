/** What follows from a cloud's moments when groups of its points are left out, one at a time and two at a time. */
import type { CreateArithmetic } from "./arithmetic/arithmetic.ts";
import { clusterSumsInSteps, removeClusterSums, type ClusterSums } from "./clusterSums.ts";
import { averageCosineOf, cosineSums, removeCosineSums, type CosineSums } from "./cosine.ts";
import { momentsOf, removeMoments, type Moments } from "./covariance.ts";
import { normsOf, referenceNormsOf, shrink } from "./isoscore.ts";
import type { MomentBasis } from "./measures/definition.ts";
import type { PointCloud } from "./pointCloud.ts";
import { rowsOf } from "./rows.ts";
import { portion, runToEnd, type Steps } from "./steps.ts";
import { unbiasedNormsOf } from "./unbiasedNorms.ts";

/** Something of all points, and of those that are left. */
export interface LeftOut<Basis> {
  readonly sizes: readonly number[];
  readonly whole: Basis;
  /** Without each group. */
  readonly without: readonly Basis[];
  /** Without each group and the next, that of the last being the first; empty if not taken. */
  readonly withoutPairs: readonly Basis[];
}

/** What is known of the points, and what their covariance is shrunk to. */
export interface LeaveOutOptions {
  readonly zeta?: number;
  readonly referenceCovariance?: Float64Array;
  /** Which sentence each point belongs to. */
  readonly clusters?: Uint32Array;
  readonly createArithmetic?: CreateArithmetic;
}

/** Sums that can be subtracted. */
interface Sums {
  readonly moments: Moments;
  readonly clusters: ClusterSums;
  readonly cosine: CosineSums;
}

/** Takes one pass over the moments, and some over d × d for each group. */
export function* leaveOutMoments(
  cloud: PointCloud,
  moments: Moments,
  groups: readonly Uint32Array[],
  options: LeaveOutOptions,
): Steps<LeftOut<MomentBasis>> {
  const { clusters, createArithmetic } = options;
  const whole: Sums = {
    moments,
    clusters: yield* portion(
      clusterSumsInSteps(cloud, moments.mean, moments, clusters, createArithmetic),
      0,
      1 / (groups.length + 1),
    ),
    cosine: cosineSums(cloud),
  };
  const sumsOf = (points: Uint32Array): Sums => {
    const part = rowsOf(cloud, points);
    const partMoments = momentsOf(part, createArithmetic);
    const partClusters = clusters && points.map((point) => clusters[point]);
    return {
      moments: partMoments,
      clusters: runToEnd(clusterSumsInSteps(part, moments.mean, partMoments, partClusters, createArithmetic)),
      cosine: cosineSums(part),
    };
  };
  const without: MomentBasis[] = [];
  const withoutPairs: MomentBasis[] = [];
  let first: Sums | undefined;
  let latest: Sums | undefined;
  for (const [group, points] of groups.entries()) {
    const part = sumsOf(points);
    first ??= part;
    if (latest !== undefined) withoutPairs.push(basisOf(removed(latest, part), options));
    latest = removed(whole, part);
    without.push(basisOf(latest, options));
    yield (group + 2) / (groups.length + 1);
  }
  if (first !== undefined && latest !== undefined) withoutPairs.push(basisOf(removed(latest, first), options));
  const sizes = groups.map((points) => points.length);
  return { sizes, whole: basisOf(whole, options), without, withoutPairs };
}

function removed(whole: Sums, part: Sums): Sums {
  return {
    moments: removeMoments(whole.moments, part.moments),
    clusters: removeClusterSums(whole.clusters, part.clusters),
    cosine: removeCosineSums(whole.cosine, part.cosine),
  };
}

function basisOf({ moments, clusters, cosine }: Sums, { zeta = 0, referenceCovariance }: LeaveOutOptions): MomentBasis {
  const norms = normsOf(moments);
  return {
    norms,
    shrunkNorms: referenceCovariance ? shrink(norms, zeta, referenceNormsOf(moments, referenceCovariance)) : norms,
    isUnshrunk: referenceCovariance === undefined || zeta === 0,
    unbiasedNorms: unbiasedNormsOf(clusters),
    averageCosine: averageCosineOf(cosine).average,
  };
}
