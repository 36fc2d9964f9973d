/** All measures of one layer. What several of them need (moments, eigenvectors, neighbours) is computed once. */
import { averageCosine, cosineShares } from "./cosine.ts";
import { intraSentenceSimilarity, selfSimilarity } from "./contextSimilarity.ts";
import { momentsInSteps, type Moments } from "./covariance.ts";
import { hasFiniteValues } from "./finite.ts";
import { distanceRows, duplicateCount, maximumLikelihoodDimension, NEIGHBOURS, twoNN } from "./intrinsicDimension.ts";
import {
  isoScore,
  isoScoreNull,
  isoScoreStar,
  isoScoreUnbiased,
  normsOf,
  participationRatio,
  referenceNormsOf,
  type CovarianceNorms,
} from "./isoscore.ts";
import type { Measure, NotDefined } from "./measure.ts";
import { nearestNeighboursInSteps } from "./neighbours.ts";
import { neighbourSample } from "./neighbourSample.ts";
import { nullSpectrum } from "./nullSpectrum.ts";
import { outlierDimensions, type OutlierDimension } from "./outliers.ts";
import { partitionInSteps } from "./partition.ts";
import { principalComponents, type PrincipalComponents } from "./pca.ts";
import type { PointCloud } from "./pointCloud.ts";
import { principalAxesPairInSteps } from "./principalAxes.ts";
import { alphaReQ, componentsFor, effectiveRank, stableRank } from "./spectrum.ts";
import { portion, type Steps } from "./steps.ts";
import { uniformityInSteps } from "./uniformity.ts";

/** How a layer is measured. */
export interface ProfileOptions {
  /** Weight on the reference covariance, in [0, 1]; 0 if left out. */
  readonly zeta?: number;
  /** Σ_S, d × d; needed if zeta is above 0. */
  readonly referenceCovariance?: Float64Array;
  /** Principal components wanted; 10 if left out. */
  readonly components?: number;
  /** The cloud's own moments, if the caller has them already. */
  readonly moments?: Moments;
  /** Where the points are tokens of a text: the sentence and the word of each, n of either, sentences ascending. */
  readonly tokens?: TokenContext;
  /** Chooses the points among which pairs and neighbours are looked for, where there are too many; 1 if left out. */
  readonly seed?: number;
  /** Points among which neighbours are looked for at most; MOST_NEIGHBOUR_POINTS if left out. */
  readonly mostNeighbourPoints?: number;
}

/** What the measures of context need to know of tokens. */
export interface TokenContext {
  readonly sentence: Uint32Array;
  readonly word: Uint32Array;
}

/** An outlier dimension with its figures. */
export interface MeasuredOutlier extends OutlierDimension {
  readonly variance: number;
  readonly mean: number;
  /** Share of the average cosine. */
  readonly cosineShare: number;
}

/** Everything measured of one layer. */
export interface LayerProfile {
  readonly n: number;
  readonly d: number;
  readonly zeta: number;
  /** T and F of the covariance, from which IsoScore⋆ follows for another ζ. */
  readonly norms: CovarianceNorms;
  readonly isoScore: Measure;
  readonly isoScoreStar: Measure;
  /** What an isotropic Gaussian cloud of the same n, d and ζ scores. */
  readonly isoScoreNull: Measure;
  readonly isoScoreUnbiased: Measure;
  readonly participationRatio: Measure;
  readonly effectiveRank: Measure;
  readonly stableRank: Measure;
  readonly componentsFor90: Measure;
  readonly componentsFor95: Measure;
  readonly componentsFor99: Measure;
  readonly alphaReQ: Measure;
  readonly averageCosine: Measure;
  /** For tokens only, as is selfSimilarity. */
  readonly intraSentenceSimilarity: Measure;
  readonly selfSimilarity: Measure;
  readonly uniformity: Measure;
  /** Points that uniformity is taken from. */
  readonly uniformityPoints: number;
  readonly partition: Measure;
  readonly twoNN: Measure;
  readonly mle: Measure;
  /** Points that twoNN, mle and duplicates are taken from: n, or the size of a random choice of them. */
  readonly neighbourPoints: number;
  /** Of those, points at distance 0 from another one: left out of twoNN and mle. */
  readonly duplicates: number;
  /** Points at the origin: left out of the average cosine. */
  readonly zeroVectors: number;
  readonly outlierDimensions: readonly MeasuredOutlier[];
  /** Of the covariance, descending, d of them. All 0 where there is no variance. */
  readonly eigenvalues: Float64Array;
  /** The spectrum of an isotropic Gaussian cloud of the same n, d and total variance. */
  readonly nullEigenvalues: Float64Array;
  /** Of each dimension, d. */
  readonly variances: Float64Array;
  readonly means: Float64Array;
  /** Share of each dimension in the average cosine, d. All 0 if that is 0 or not defined. */
  readonly cosineShares: Float64Array;
  readonly components: PrincipalComponents;
}

/**
 * Measures a layer. Cheap figures first; the neighbours, the dearest, last.
 *
 * @throws RangeError if zeta is outside [0, 1], or above 0 without a reference, or if the reference is not d × d.
 */
export function* measureLayer(cloud: PointCloud, options: ProfileOptions = {}): Steps<LayerProfile> {
  const { n, d } = cloud;
  const { zeta = 0, referenceCovariance, components = 10, seed = 1, mostNeighbourPoints, tokens } = options;
  if (zeta > 0 && !referenceCovariance) throw new RangeError(`ζ = ${zeta} needs a reference covariance`);
  if (!hasFiniteValues(cloud)) return notFiniteProfile(cloud, zeta);

  const cosine = averageCosine(cloud);
  const shares = cosineShares(cosine);
  const moments = options.moments ?? (yield* portion(momentsInSteps(cloud), 0, 0.2));
  const norms = normsOf(moments);
  const variances = new Float64Array(d);
  if (n > 1) for (let j = 0; j < d; j++) variances[j] = moments.scatter[j * d + j] / (n - 1);

  const { aboutMean, aboutOrigin } = yield* portion(principalAxesPairInSteps(cloud, moments), 0.2, 0.5);
  const eigenvalues = aboutMean.squaredSingularValues.map((value) => (n > 1 ? value / (n - 1) : 0));
  const pointsAreEnough: NotDefined | undefined = n < 2 ? { notDefined: "needs-two-points" } : undefined;

  const partition = yield* portion(partitionInSteps(cloud, aboutOrigin, moments.mean), 0.5, 0.7);
  const { uniformity, points: uniformityPoints } = yield* portion(uniformityInSteps(cloud, seed), 0.7, 0.72);
  const sample = neighbourSample(cloud, seed, mostNeighbourPoints);
  const neighbours = yield* portion(nearestNeighboursInSteps(sample.cloud, NEIGHBOURS, moments.mean), 0.72, 1);
  const rows = distanceRows(neighbours);

  return {
    n,
    d,
    zeta,
    norms,
    isoScore: isoScore(norms),
    isoScoreStar:
      zeta > 0 && referenceCovariance
        ? isoScoreStar(norms, zeta, referenceNormsOf(moments, referenceCovariance))
        : isoScore(norms),
    isoScoreNull: isoScoreNull(n, d, zeta),
    isoScoreUnbiased: isoScoreUnbiased(norms),
    participationRatio: participationRatio(norms),
    effectiveRank: pointsAreEnough ?? effectiveRank(eigenvalues),
    stableRank: pointsAreEnough ?? stableRank(eigenvalues),
    componentsFor90: pointsAreEnough ?? componentsFor(eigenvalues, 0.9),
    componentsFor95: pointsAreEnough ?? componentsFor(eigenvalues, 0.95),
    componentsFor99: pointsAreEnough ?? componentsFor(eigenvalues, 0.99),
    alphaReQ: pointsAreEnough ?? alphaReQ(eigenvalues),
    averageCosine: cosine.average,
    intraSentenceSimilarity:
      tokens === undefined ? { notDefined: "needs-tokens" } : intraSentenceSimilarity(cloud, tokens.sentence),
    selfSimilarity: tokens === undefined ? { notDefined: "needs-tokens" } : selfSimilarity(cloud, tokens.word),
    uniformity,
    uniformityPoints,
    partition,
    twoNN: twoNN(rows),
    mle: maximumLikelihoodDimension(rows),
    neighbourPoints: sample.cloud.n,
    duplicates: duplicateCount(neighbours),
    zeroVectors: cosine.zeroVectors,
    outlierDimensions: outlierDimensions(moments.mean, variances).map((outlier) => ({
      ...outlier,
      variance: variances[outlier.dimension],
      mean: moments.mean[outlier.dimension],
      cosineShare: shares[outlier.dimension],
    })),
    eigenvalues,
    nullEigenvalues: nullSpectrum(n, d, norms.trace),
    variances,
    means: moments.mean,
    cosineShares: shares,
    components: principalComponents(cloud, aboutMean, components),
  };
}

/** The profile of a cloud with a NaN or an infinity in it: nothing is defined. */
function notFiniteProfile({ n, d }: PointCloud, zeta: number): LayerProfile {
  const none: NotDefined = { notDefined: "not-finite" };
  const zeros = (): Float64Array => new Float64Array(d);
  return {
    n,
    d,
    zeta,
    norms: { n, d, trace: 0, squaredNorm: 0 },
    isoScore: none,
    isoScoreStar: none,
    isoScoreNull: none,
    isoScoreUnbiased: none,
    participationRatio: none,
    effectiveRank: none,
    stableRank: none,
    componentsFor90: none,
    componentsFor95: none,
    componentsFor99: none,
    alphaReQ: none,
    averageCosine: none,
    intraSentenceSimilarity: none,
    selfSimilarity: none,
    uniformity: none,
    uniformityPoints: 0,
    partition: none,
    twoNN: none,
    mle: none,
    neighbourPoints: 0,
    duplicates: 0,
    zeroVectors: 0,
    outlierDimensions: [],
    eigenvalues: zeros(),
    nullEigenvalues: zeros(),
    variances: zeros(),
    means: zeros(),
    cosineShares: zeros(),
    components: { count: 0, coordinates: new Float32Array(0), shares: new Float64Array(0), axes: new Float64Array(0) },
  };
}
