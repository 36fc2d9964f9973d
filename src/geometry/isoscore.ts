/**
 * IsoScore (Rudman, Gillman, Rayne & Eickhoff 2022, arXiv 2108.07344) and IsoScore⋆ (Rudman & Eickhoff 2024,
 * arXiv 2305.19358): how evenly a cloud's variance fills its dimensions, from 0 (one direction) to 1 (Σ ∝ I).
 *
 * The published steps need the eigenvalues of Σ_ζ = (1 − ζ) Σ_X + ζ Σ_S. With T = tr Σ_ζ, F = ‖Σ_ζ‖_F² and the
 * participation ratio PR = T² / F they reduce exactly to
 *
 *     ι = (PR − 1) / (d − 1)
 *
 * ζ is the weight on Σ_S, as in the authors' code; the text of the paper's section 3 writes the weights the other way
 * round. IsoScore is IsoScore⋆ at ζ = 0.
 */
import type { Measure, NotDefined } from "./measure.ts";
import type { Moments } from "./covariance.ts";
import type { UnbiasedNorms } from "./unbiasedNorms.ts";

/** What the scores need to know of a covariance Σ. */
export interface CovarianceNorms {
  /** Number of points that it was taken from. */
  readonly n: number;
  /** Number of dimensions. */
  readonly d: number;
  /** T = tr Σ. */
  readonly trace: number;
  /** F = ‖Σ‖_F². */
  readonly squaredNorm: number;
}

/** What IsoScore⋆ needs to know of a reference covariance Σ_S beside the cloud's own Σ_X. */
export interface ReferenceNorms {
  /** tr Σ_S. */
  readonly trace: number;
  /** ‖Σ_S‖_F². */
  readonly squaredNorm: number;
  /** ⟨Σ_X, Σ_S⟩ = Σ_ij Σ_X,ij Σ_S,ij. */
  readonly innerProduct: number;
}

/** T and F of the sample covariance. For n < 2 both are 0. */
export function normsOf(moments: Moments): CovarianceNorms {
  const { n, d, scatter } = moments;
  if (n < 2) return { n, d, trace: 0, squaredNorm: 0 };
  let trace = 0;
  for (let j = 0; j < d; j++) trace += scatter[j * d + j];
  return { n, d, trace: trace / (n - 1), squaredNorm: innerProduct(scatter, scatter) / (n - 1) ** 2 };
}

/**
 * The norms of a reference covariance, and its inner product with the cloud's covariance.
 *
 * @param reference Σ_S, d × d, symmetric.
 * @throws RangeError if it is not d × d.
 */
export function referenceNormsOf(moments: Moments, reference: Float64Array): ReferenceNorms {
  const { n, d, scatter } = moments;
  if (reference.length !== d * d) {
    throw new RangeError(`a reference covariance of ${reference.length} entries does not fit ${d} dimensions`);
  }
  let trace = 0;
  for (let j = 0; j < d; j++) trace += reference[j * d + j];
  return {
    trace,
    squaredNorm: innerProduct(reference, reference),
    innerProduct: n < 2 ? 0 : innerProduct(scatter, reference) / (n - 1),
  };
}

/**
 * Participation ratio PR = T² / F, in [1, min(d, n − 1)]: the number of dimensions in use, ι (d − 1) + 1 in the terms
 * of IsoScore. Unchanged by rotation, translation and scale. About d² multiplications.
 */
export function participationRatio(norms: CovarianceNorms): Measure {
  if (norms.n < 2) return { notDefined: "needs-two-points" };
  if (!(norms.squaredNorm > 0)) return { notDefined: "zero-variance" };
  return norms.trace ** 2 / norms.squaredNorm;
}

/** ι = (PR − 1) / (d − 1). */
export function isoScoreOf(ratio: Measure, d: number): Measure {
  if (d < 2) return { notDefined: "needs-two-dimensions" };
  if (typeof ratio !== "number") return ratio;
  return (ratio - 1) / (d - 1);
}

/** IsoScore, in [0, 1]. Needs two points, two dimensions and some variance. */
export function isoScore(norms: CovarianceNorms): Measure {
  return isoScoreOf(participationRatio(norms), norms.d);
}

/**
 * The norms of Σ_ζ = (1 − ζ) Σ_X + ζ Σ_S.
 *
 *     T_ζ = (1−ζ) T_X + ζ T_S,   F_ζ = (1−ζ)² F_X + 2ζ(1−ζ) ⟨Σ_X, Σ_S⟩ + ζ² F_S
 *
 * @param zeta weight on the reference, in [0, 1].
 * @throws RangeError if ζ is outside [0, 1].
 */
export function shrink(norms: CovarianceNorms, zeta: number, reference: ReferenceNorms): CovarianceNorms {
  checkZeta(zeta);
  const weight = 1 - zeta;
  return {
    n: norms.n,
    d: norms.d,
    trace: weight * norms.trace + zeta * reference.trace,
    squaredNorm:
      weight ** 2 * norms.squaredNorm + 2 * zeta * weight * reference.innerProduct + zeta ** 2 * reference.squaredNorm,
  };
}

/**
 * IsoScore⋆, in [0, 1]: IsoScore of Σ_ζ.
 *
 * @throws RangeError if ζ is outside [0, 1].
 */
export function isoScoreStar(norms: CovarianceNorms, zeta: number, reference: ReferenceNorms): Measure {
  return isoScore(shrink(norms, zeta, reference));
}

/**
 * The null value: what an isotropic Gaussian cloud of the same n, d and ζ scores. With w = 1 − ζ and the variances of the
 * two covariances, v = w² / (n − 1) + ζ² / (n_S − 1),
 *
 *     ι₀ = (1 − v) / (1 + v (d + 1)),      at ζ = 0: (n − 2) / (n + d)
 *
 * From the Wishart moments E T² = d² + 2dv and E F = d + d (d + 1) v for Σ = I, as (E T² / E F − 1) / (d − 1); at ζ = 0
 * this is exactly the score of the harmonic mean of PR, since T and PR are independent.
 *
 * @param n independent points that the cloud is worth (effectivePoints.ts), which need not be whole.
 * @param referencePoints n_S, points that Σ_S was taken from; infinitely many if left out.
 * @throws RangeError if ζ is outside [0, 1].
 */
export function isoScoreNull(n: number, d: number, zeta = 0, referencePoints = Infinity): Measure {
  checkZeta(zeta);
  if (n < 2) return { notDefined: "needs-two-points" };
  if (d < 2) return { notDefined: "needs-two-dimensions" };
  const variance = (1 - zeta) ** 2 / (n - 1) + zeta ** 2 / (referencePoints - 1);
  return Math.max(0, (1 - variance) / (1 + variance * (d + 1)));
}

/**
 * The participation ratio of the population that independent points, or independent clusters of points, were drawn from:
 * the ratio of the unbiased estimates of (tr Σ)² and ‖Σ‖_F² (unbiasedNorms.ts), itself nearly unbiased. The ratio of the
 * sample is too low, because 1 / PR of a sample is too high by about 1 / (n − 1). Chance can push it above d.
 */
export function participationRatioUnbiased(norms: UnbiasedNorms | NotDefined): Measure {
  if ("notDefined" in norms) return norms;
  if (!(norms.sampleSquaredNorm > 0)) return { notDefined: "zero-variance" };
  // PR ≤ n − 1, and a sample that uses all the directions it can alike only says "more than that".
  if (!(norms.squaredNorm > 1e-12 * norms.sampleSquaredNorm)) return { notDefined: "too-few-distinct-points" };
  return norms.squaredTrace / norms.squaredNorm;
}

/** IsoScore of participationRatioUnbiased. Chance can push it above 1: it is an estimate and is not clipped. */
export function isoScoreUnbiased(norms: UnbiasedNorms | NotDefined, d: number): Measure {
  return isoScoreOf(participationRatioUnbiased(norms), d);
}

function innerProduct(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

function checkZeta(zeta: number): void {
  if (!(zeta >= 0 && zeta <= 1)) throw new RangeError(`ζ must lie in [0, 1], not ${zeta}`);
}
