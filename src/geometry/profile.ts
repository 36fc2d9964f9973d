/** All measures of one layer. What several of them need (moments, eigenvectors, neighbours) is computed once. */
import type { CreateArithmetic } from "./arithmetic/arithmetic.ts";
import { averageCosine, cosineShares } from "./cosine.ts";
import { momentsInSteps, type Moments } from "./covariance.ts";
import { effectivePoints } from "./effectivePoints.ts";
import { hasFiniteValues } from "./finite.ts";
import { distinctNeighboursInSteps } from "./distinctNeighbours.ts";
import { distanceRows, nearlyCoinciding, NEIGHBOURS } from "./intrinsicDimension.ts";
import { referenceNormsOf, shrink, type CovarianceNorms } from "./isoscore.ts";
import { spreadByMoments, spreadInOwnSpan } from "./layerSpread.ts";
import type { Measure, NotDefined } from "./measure.ts";
import type { LayerBasis, TokenContext } from "./measures/definition.ts";
import { measures, ofEachMeasure, type MeasureId } from "./measures/table.ts";
import { neighbourSample } from "./neighbourSample.ts";
import { nullSpectrum } from "./nullSpectrum.ts";
import { outlierDimensions, type OutlierDimension } from "./outliers.ts";
import { isWide } from "./ownSpan.ts";
import { partitionInSteps } from "./partition.ts";
import { principalComponents, type PrincipalComponents } from "./pca.ts";
import type { PointCloud } from "./pointCloud.ts";
import { portion, type Steps } from "./steps.ts";
import { unbiasedNormsOf } from "./unbiasedNorms.ts";
import { uniformityInSteps } from "./uniformity.ts";

/** How a layer is measured. */
export interface ProfileOptions {
  /** Weight on the reference covariance, in [0, 1]; 0 if left out. */
  readonly zeta?: number;
  /** Σ_S, d × d; needed if zeta is above 0. */
  readonly referenceCovariance?: Float64Array;
  /** Points that Σ_S was taken from; infinitely many if left out. */
  readonly referencePoints?: number;
  /** Principal components wanted; 10 if left out. */
  readonly components?: number;
  /** The cloud's own moments, if the caller has them already. */
  readonly moments?: Moments | undefined;
  /** Where the points are tokens of a text: the sentence and the word of each, n of either, sentences ascending. */
  readonly tokens?: TokenContext;
  /** Chooses the points among which pairs and neighbours are looked for, where there are too many; 1 if left out. */
  readonly seed?: number;
  /** Points among which neighbours are looked for at most; MOST_NEIGHBOUR_POINTS if left out. */
  readonly mostNeighbourPoints?: number;
  /** Does the inner loops; WebAssembly, or plain TypeScript where there is none, if left out. */
  readonly createArithmetic?: CreateArithmetic;
}

/** An outlier dimension with its figures. */
export interface MeasuredOutlier extends OutlierDimension {
  readonly variance: number;
  readonly mean: number;
  /** Share of the average cosine. */
  readonly cosineShare: number;
}

/** Everything measured of one layer: each measure of the table, and what it was made of. */
export interface LayerProfile extends Readonly<Record<MeasureId, Measure>> {
  readonly n: number;
  readonly d: number;
  /** Independent points that the n are worth, as tokens of one sentence and copies are not independent. */
  readonly effectivePoints: number;
  readonly zeta: number;
  /** T and F of the covariance, from which IsoScore⋆ follows for another ζ. */
  readonly norms: CovarianceNorms;
  /** Points that uniformity is taken from. */
  readonly uniformityPoints: number;
  /** Points that twoNN, mle and duplicates are taken from: n, or the size of a random choice of them. */
  readonly neighbourPoints: number;
  /** Of those, points that coincide with another one: twoNN and mle take them once. */
  readonly duplicates: number;
  /** Of the points taken, those that nearly coincide with another one: of many, twoNN and mle tell the noise. */
  readonly nearlyCoinciding: number;
  /** Points at the origin: left out of the average cosine. */
  readonly zeroVectors: number;
  /** By either rule, in order of dimension. */
  readonly outlierDimensions: readonly MeasuredOutlier[];
  /** Of the covariance, descending, d of them. All 0 where there is no variance. */
  readonly eigenvalues: Float64Array;
  /**
   * Of the min(d, n − 1) eigenvalues, how many are below what can be told from 0, max(n, d) · ε · λ₁, and are set to 0:
   * effectiveRank and alphaReQ go without them.
   */
  readonly unresolvedEigenvalues: number;
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
  const {
    zeta = 0,
    referenceCovariance,
    components = 10,
    seed = 1,
    mostNeighbourPoints,
    tokens,
    createArithmetic,
  } = options;
  if (zeta > 0 && !referenceCovariance) throw new RangeError(`ζ = ${zeta} needs a reference covariance`);
  if (!hasFiniteValues(cloud)) return notFiniteProfile(cloud, zeta);

  const cosine = averageCosine(cloud);
  const shares = cosineShares(cosine);
  const needsMoments = !isWide(cloud) || referenceCovariance !== undefined;
  const moments =
    options.moments ?? (needsMoments ? yield* portion(momentsInSteps(cloud, createArithmetic), 0, 0.2) : undefined);
  const spread =
    moments === undefined
      ? spreadInOwnSpan(cloud, tokens?.sentence, createArithmetic)
      : spreadByMoments(cloud, moments, tokens?.sentence, createArithmetic);
  const { mean, norms, variances, sums, aboutMean, aboutOrigin } = yield* portion(spread, 0.2, 0.5);
  const effective = effectivePoints(cloud, tokens, sums);
  const eigenvalues = aboutMean.squaredSingularValues.map((value) => (n > 1 ? value / (n - 1) : 0));

  const partition = yield* portion(partitionInSteps(cloud, aboutOrigin, mean), 0.5, 0.7);
  const { uniformity, points: uniformityPoints } = yield* portion(
    uniformityInSteps(cloud, seed, undefined, createArithmetic),
    0.7,
    0.72,
  );
  const sample = neighbourSample(cloud, seed, mostNeighbourPoints);
  const { neighbours, duplicates } = yield* portion(
    distinctNeighboursInSteps(sample.cloud, NEIGHBOURS, mean, createArithmetic),
    0.72,
    1,
  );
  const neighbourDistances = distanceRows(neighbours);
  const outliers = outlierDimensions(mean, variances);
  const basis: LayerBasis = {
    cloud,
    effectivePoints: effective,
    zeta,
    referencePoints: options.referencePoints,
    norms,
    shrunkNorms:
      zeta > 0 && referenceCovariance && moments
        ? shrink(norms, zeta, referenceNormsOf(moments, referenceCovariance))
        : norms,
    unbiasedNorms: unbiasedNormsOf(sums),
    eigenvalues,
    cosine,
    partition,
    uniformity,
    neighbourDistances,
    outlierDimensions: outliers,
    tokens,
  };

  return {
    n,
    d,
    effectivePoints: effective,
    zeta,
    norms,
    ...ofEachMeasure((id) => measures[id].of(basis)),
    uniformityPoints,
    neighbourPoints: sample.cloud.n,
    duplicates,
    nearlyCoinciding: nearlyCoinciding(neighbourDistances),
    zeroVectors: cosine.zeroVectors,
    outlierDimensions: outliers.map((outlier) => ({
      ...outlier,
      variance: variances[outlier.dimension],
      mean: mean[outlier.dimension],
      cosineShare: shares[outlier.dimension],
    })),
    eigenvalues,
    unresolvedEigenvalues: Math.max(0, Math.min(d, n - 1) - aboutMean.rank),
    nullEigenvalues: nullSpectrum(n, d, norms.trace),
    variances,
    means: mean,
    cosineShares: shares,
    components: principalComponents(cloud, aboutMean, components),
  };
}

/** The profile of a cloud with a NaN or an infinity in it: nothing is defined. */
function notFiniteProfile({ n, d }: PointCloud, zeta: number): LayerProfile {
  const zeros = (): Float64Array => new Float64Array(d);
  return {
    n,
    d,
    effectivePoints: n,
    zeta,
    norms: { n, d, trace: 0, squaredNorm: 0 },
    ...ofEachMeasure((): NotDefined => ({ notDefined: "not-finite" })),
    uniformityPoints: 0,
    neighbourPoints: 0,
    duplicates: 0,
    nearlyCoinciding: 0,
    zeroVectors: 0,
    outlierDimensions: [],
    eigenvalues: zeros(),
    unresolvedEigenvalues: 0,
    nullEigenvalues: zeros(),
    variances: zeros(),
    means: zeros(),
    cosineShares: zeros(),
    components: { count: 0, coordinates: new Float32Array(0), shares: new Float64Array(0), axes: new Float64Array(0) },
  };
}
