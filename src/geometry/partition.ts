/**
 * Partition isotropy (Mu & Viswanath 2018, "All-but-the-top", arXiv 1702.01417, after Arora et al. 2016):
 *
 *     I = min_c Z(c) / max_c Z(c),   Z(c) = Σ_i exp(c · x_i),   c over the unit eigenvectors of XᵀX
 *
 * An eigenvector has no sign of its own, and Z(c) ≠ Z(−c), so both signs are taken: the measure then depends on the
 * cloud alone and not on the sign that a solver happens to return. 1 is isotropic; a mean far from the origin drives it
 * to 0. It depends on the scale of the vectors.
 */
import type { Measure } from "./measure.ts";
import type { PointCloud } from "./pointCloud.ts";
import type { PrincipalAxes } from "./principalAxes.ts";
import type { Steps } from "./steps.ts";

/** Directions taken between two looks at the bounds. */
const BLOCK = 32;

/**
 * Partition isotropy, in [0, 1]; 0 also when it is below the smallest positive number.
 *
 * Exact, though seldom all directions are visited. Strongest first, and after each block the rest is bounded: along a
 * direction not yet seen |c·x_i| ≤ b, the longest remainder of a point off the directions seen; mean_i (c·x_i)² ≤ s,
 * the next eigenvalue over n; |mean_i c·x_i| ≤ μ, the remainder of the mean. Since (eᵖ − 1 − p) / p² grows with p,
 *
 *     −μ ≤ log(Z / n) ≤ log(1 + μ + s (eᵇ − 1 − b) / b²),
 *
 * and once neither bound passes the extremes found, no remaining direction can.
 *
 * @param axes the decomposition of the cloud about the origin.
 */
export function* partitionInSteps(cloud: PointCloud, axes: PrincipalAxes): Steps<Measure> {
  const { n, d } = cloud;
  if (n === 0) return { notDefined: "needs-two-points" };
  const { rank, squaredSingularValues } = axes;
  const remainders = squaredLengths(cloud);
  const slack = 1e-12 * largestOf(remainders);
  let squaredMeanRemainder = 0;
  for (const mean of columnMeans(cloud)) squaredMeanRemainder += mean * mean;
  // Where the cloud does not reach, c · x = 0 and log(Z / n) = 0.
  let least = rank < d ? 0 : Infinity;
  let greatest = rank < d ? 0 : -Infinity;
  for (let from = 0; from < rank; from += BLOCK) {
    const to = Math.min(rank, from + BLOCK);
    const coordinates = axes.coordinates(from, to);
    for (const logZ of logPartitions(coordinates, n, to - from)) {
      least = Math.min(least, logZ);
      greatest = Math.max(greatest, logZ);
    }
    squaredMeanRemainder -= removeSeen(remainders, coordinates, n, to - from);
    if (to < rank) {
      const longest = Math.sqrt(largestOf(remainders) + slack);
      const mean = Math.sqrt(Math.max(0, squaredMeanRemainder) + slack);
      const square = squaredSingularValues[to] / n;
      const upper = Math.log(1 + mean + (square * (Math.expm1(longest) - longest)) / longest ** 2);
      if (-mean >= least && upper <= greatest) break;
    }
    yield to / rank;
  }
  return Math.exp(least - greatest);
}

/** log(Z / n) of each direction in both signs. */
function logPartitions(coordinates: Float64Array, n: number, count: number): Float64Array {
  const largest = new Float64Array(2 * count).fill(-Infinity);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < count; k++) {
      const p = coordinates[i * count + k];
      if (p > largest[2 * k]) largest[2 * k] = p;
      if (-p > largest[2 * k + 1]) largest[2 * k + 1] = -p;
    }
  }
  const sums = new Float64Array(2 * count);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < count; k++) {
      const p = coordinates[i * count + k];
      sums[2 * k] += Math.exp(p - largest[2 * k]);
      sums[2 * k + 1] += Math.exp(-p - largest[2 * k + 1]);
    }
  }
  return sums.map((sum, index) => Math.log(sum / n) + largest[index]);
}

/** Takes the squares of these coordinates off the remainders, and returns the squared length of their mean. */
function removeSeen(remainders: Float64Array, coordinates: Float64Array, n: number, count: number): number {
  const means = new Float64Array(count);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < count; k++) {
      const p = coordinates[i * count + k];
      remainders[i] -= p * p;
      means[k] += p / n;
    }
  }
  return means.reduce((sum, mean) => sum + mean * mean, 0);
}

function squaredLengths({ values, n, d }: PointCloud): Float64Array {
  const result = new Float64Array(n);
  for (let i = 0, k = 0; i < n; i++) {
    for (let j = 0; j < d; j++, k++) result[i] += values[k] * values[k];
  }
  return result;
}

function columnMeans({ values, n, d }: PointCloud): Float64Array {
  const means = new Float64Array(d);
  for (let i = 0, k = 0; i < n; i++) {
    for (let j = 0; j < d; j++, k++) means[j] += values[k] / n;
  }
  return means;
}

function largestOf(values: Float64Array): number {
  return values.reduce((largest, value) => Math.max(largest, value), 0);
}
