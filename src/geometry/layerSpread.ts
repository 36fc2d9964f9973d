/**
 * How the points of a layer spread: what its measures share, by one of two ways with the same figures. From the d × d
 * scatter matrix; or, for n < d, from the points in their own span, in memory by n² and n · d: 3 points of 20,000
 * dimensions would else ask for gigabytes.
 */
import { clusterSumsInSteps, type ClusterSums } from "./clusterSums.ts";
import type { CreateArithmetic } from "./arithmetic/arithmetic.ts";
import { meanOf, momentsInSteps, type Moments } from "./covariance.ts";
import { normsOf, type CovarianceNorms } from "./isoscore.ts";
import { inOwnSpan } from "./ownSpan.ts";
import type { PointCloud } from "./pointCloud.ts";
import { principalAxesPairInSteps, type PrincipalAxes } from "./principalAxes.ts";
import { portion, type Steps } from "./steps.ts";

export interface LayerSpread {
  /** The mean point, d. */
  readonly mean: Float64Array;
  readonly norms: CovarianceNorms;
  /** Of each dimension, d; 0 for fewer than two points. */
  readonly variances: Float64Array;
  /** About the mean. */
  readonly sums: ClusterSums;
  readonly aboutMean: PrincipalAxes;
  readonly aboutOrigin: PrincipalAxes;
}

/** @param clusters the sentence of each point, n; each point is its own if left out. */
export function* spreadByMoments(
  cloud: PointCloud,
  moments: Moments,
  clusters: Uint32Array | undefined,
  create: CreateArithmetic | undefined,
): Steps<LayerSpread> {
  const { n, d } = cloud;
  const { mean, scatter } = moments;
  const variances = new Float64Array(d);
  if (n > 1) for (let j = 0; j < d; j++) variances[j] = scatter[j * d + j] / (n - 1);
  const sums = yield* portion(clusterSumsInSteps(cloud, mean, moments, clusters, create), 0, 0.2);
  const axes = yield* portion(
    principalAxesPairInSteps(cloud, mean, () => moments, create),
    0.2,
    1,
  );
  return { mean, norms: normsOf(moments), variances, sums, ...axes };
}

/** The same for n < d, without a d × d matrix. */
export function* spreadInOwnSpan(
  cloud: PointCloud,
  clusters: Uint32Array | undefined,
  create: CreateArithmetic | undefined,
): Steps<LayerSpread> {
  const { values, n, d } = cloud;
  const mean = meanOf(cloud);
  const variances = new Float64Array(d);
  for (let i = 0, k = 0; i < n; i++) for (let j = 0; j < d; j++, k++) variances[j] += (values[k] - mean[j]) ** 2;
  for (let j = 0; j < d; j++) variances[j] /= Math.max(1, n - 1);
  const axes = yield* portion(
    principalAxesPairInSteps(cloud, mean, () => momentsNotNeeded(), create),
    0,
    0.8,
  );
  const own = inOwnSpan(cloud, axes.aboutMean);
  const moments = yield* portion(momentsInSteps(own, create), 0.8, 0.9);
  const sums = yield* portion(clusterSumsInSteps(own, moments.mean, moments, clusters, create), 0.9, 1);
  return { mean, norms: { ...normsOf(moments), d }, variances, sums, ...axes };
}

function momentsNotNeeded(): never {
  throw new RangeError("a cloud of fewer points than dimensions is decomposed by its Gram matrix");
}
