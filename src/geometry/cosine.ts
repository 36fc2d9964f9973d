/**
 * The average cosine between different points, and the share of it that each dimension holds; exact, over all pairs.
 *
 * With x̂ = x / ‖x‖ and s = Σ x̂_i: the sum over all ordered pairs i ≠ k of x̂_ij x̂_kj is s_j² − Σ_i x̂_ij², so that
 * dimension j contributes c_j = (s_j² − Σ_i x̂_ij²) / (n (n − 1)), and the average cosine is Σ_j c_j =
 * (‖s‖² − n) / (n (n − 1)). Ethayarajh 2019 (arXiv 1909.00512) and, for the share of a dimension, Timkey & van Schijndel
 * 2021 (arXiv 2109.04404), who sample random pairs where this takes them all.
 */
import type { Measure } from "./measure.ts";
import type { PointCloud } from "./pointCloud.ts";

/** The average cosine of a cloud, by dimension. */
export interface AverageCosine {
  /** In [−1 / (n − 1), 1]. */
  readonly average: Measure;
  /** c_j, d of them, summing to the average; all 0 if that is not defined. */
  readonly contributions: Float64Array;
  /** Points at the origin. They have no direction and are left out. */
  readonly zeroVectors: number;
}

/** What the average cosine needs to know of a cloud; sums of parts can be subtracted. */
export interface CosineSums {
  /** Number of points. */
  readonly n: number;
  /** Points at the origin. */
  readonly zeroVectors: number;
  /** s = Σ x̂_i, d. */
  readonly sums: Float64Array;
  /** Σ_i x̂_ij², d. */
  readonly squares: Float64Array;
}

/** Average cosine of a cloud. About 3 n d multiplications. */
export function averageCosine(cloud: PointCloud): AverageCosine {
  return averageCosineOf(cosineSums(cloud));
}

/** The sums over the unit vectors of a cloud. */
export function cosineSums({ values, n, d }: PointCloud): CosineSums {
  const sums = new Float64Array(d);
  const squares = new Float64Array(d);
  let zeroVectors = 0;
  for (let i = 0, start = 0; i < n; i++, start += d) {
    let squaredLength = 0;
    for (let j = 0; j < d; j++) squaredLength += values[start + j] * values[start + j];
    if (squaredLength === 0) {
      zeroVectors++;
      continue;
    }
    const inverse = 1 / Math.sqrt(squaredLength);
    for (let j = 0; j < d; j++) {
      const unit = values[start + j] * inverse;
      sums[j] += unit;
      squares[j] += unit * unit;
    }
  }
  return { n, zeroVectors, sums, squares };
}

/** The sums of a cloud without a part of it. */
export function removeCosineSums(whole: CosineSums, part: CosineSums): CosineSums {
  return {
    n: whole.n - part.n,
    zeroVectors: whole.zeroVectors - part.zeroVectors,
    sums: whole.sums.map((sum, j) => sum - part.sums[j]),
    squares: whole.squares.map((sum, j) => sum - part.squares[j]),
  };
}

/** The average cosine from its sums. */
export function averageCosineOf({ n, zeroVectors, sums, squares }: CosineSums): AverageCosine {
  const counted = n - zeroVectors;
  const contributions = new Float64Array(sums.length);
  if (counted < 2) {
    return { average: { notDefined: n < 2 ? "needs-two-points" : "zero-vectors" }, contributions, zeroVectors };
  }
  let average = 0;
  for (let j = 0; j < sums.length; j++) {
    contributions[j] = (sums[j] * sums[j] - squares[j]) / (counted * (counted - 1));
    average += contributions[j];
  }
  return { average, contributions, zeroVectors };
}

/**
 * Each dimension's share of the average cosine, c_j / Σ c: d numbers with sum 1. Contributions of both signs can cancel
 * in the sum, so a share can be negative or above 1. All 0 if the average is 0 or not defined.
 */
export function cosineShares({ average, contributions }: AverageCosine): Float64Array {
  if (typeof average !== "number" || average === 0) return new Float64Array(contributions.length);
  return contributions.map((contribution) => contribution / average);
}
