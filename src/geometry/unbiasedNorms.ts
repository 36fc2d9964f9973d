/**
 * Unbiased estimates of (tr Σ)² and ‖Σ‖_F² of the population that points were drawn from, whatever their distribution:
 *
 *     ‖Σ‖_F² = E[(x₁·x₂)² − 2 (x₁·x₂)(x₁·x₃) + (x₁·x₂)(x₃·x₄)]
 *     (tr Σ)² = E[‖x₁‖² ‖x₂‖² − 2 ‖x₁‖² (x₂·x₃) + (x₁·x₂)(x₃·x₄)]
 *
 * over independent x₁ … x₄, each term averaged over all pairs, triples and quadruples of points from different clusters
 * (U-statistics). Where every point is a cluster of its own these are the estimates of Himeno & Yamada (2014, "Estimations
 * for some functions of covariance matrix in high dimension under non-normality", Journal of Multivariate Analysis 130),
 * which need no Gaussian points as those from Wishart moments do.
 */
import type { ClusterSums } from "./clusterSums.ts";
import type { NotDefined } from "./measure.ts";

export interface UnbiasedNorms {
  /** Estimate of (tr Σ)². */
  readonly squaredTrace: number;
  /** Estimate of ‖Σ‖_F²; chance can make it negative. */
  readonly squaredNorm: number;
  /** ‖S‖_F² of the sample, against which a difference of rounding is told from a value. */
  readonly sampleSquaredNorm: number;
}

/** @returns the reason where there are too few independent points. */
export function unbiasedNormsOf(sums: ClusterSums): UnbiasedNorms | NotDefined {
  const { sizes, points, clusters, sum, inner, lengths, squares, scalars } = sums;
  const [count, n, n2, n3, n4] = sizes;
  if (count < 4) return { notDefined: clusters === points ? "needs-four-points" : "needs-four-sentences" };
  const pairs = n ** 2 - n2;
  const triples = n ** 3 - 3 * n * n2 + 2 * n3;
  const quadruples = n ** 4 - 6 * n ** 2 * n2 + 3 * n2 ** 2 + 8 * n * n3 - 6 * n4;

  // Independent points are their own clusters, and the products of matrices are one and the same.
  const areOwn = clusters === points;
  const ofPoints = product(points, points);
  const ofClusters = areOwn ? ofPoints : product(clusters, clusters);
  const ofBoth = areOwn ? ofPoints : product(clusters, points);
  const formOfPoints = quadraticForm(points, sum);
  const formOfClusters = areOwn ? formOfPoints : quadraticForm(clusters, sum);

  // Σ (a_s·a_t) over s ≠ t, and Σ_s (Σ_{t≠s} a_s·a_t)².
  const crossed = product(sum, sum) - scalars.squaredLength;
  const squaredRows = formOfClusters - 2 * product(sum, lengths) + scalars.quarticLength;
  const fourth = crossed ** 2 - 4 * squaredRows + 2 * (ofClusters - scalars.quarticLength);

  const secondOfNorm = ofPoints - scalars.squaredNorm;
  const thirdOfNorm = formOfPoints - 2 * product(sum, inner) + 2 * scalars.innerProduct - ofBoth;

  const secondOfTrace = scalars.trace ** 2 - scalars.squaredTrace;
  const thirdOfTrace = crossed * scalars.trace - 2 * (product(sum, squares) - scalars.traceLength);

  return {
    squaredNorm: secondOfNorm / pairs - (2 * thirdOfNorm) / triples + fourth / quadruples,
    squaredTrace: secondOfTrace / pairs - (2 * thirdOfTrace) / triples + fourth / quadruples,
    sampleSquaredNorm: ofPoints / (n - 1) ** 2,
  };
}

function product(a: Float64Array, b: Float64Array): number {
  let total = 0;
  for (let k = 0; k < a.length; k++) total += a[k] * b[k];
  return total;
}

/** vᵀ A v. */
function quadraticForm(matrix: Float64Array, vector: Float64Array): number {
  const d = vector.length;
  let total = 0;
  for (let i = 0; i < d; i++) {
    let row = 0;
    for (let j = 0; j < d; j++) row += matrix[i * d + j] * vector[j];
    total += vector[i] * row;
  }
  return total;
}
