/**
 * Partition isotropy (Mu & Viswanath 2018, "All-but-the-top", arXiv 1702.01417, after Arora et al. 2016):
 *
 *     I = min_c Z(c) / max_c Z(c),   Z(c) = Σ_i exp(c · x_i),   c over the unit eigenvectors of XᵀX
 *
 * An eigenvector has no sign of its own, and Z(c) ≠ Z(−c), so both signs are taken: the measure then depends on the
 * cloud alone and not on the sign that a solver happens to return. 1 is isotropic; a mean far from the origin drives it
 * to 0. It depends on the scale of the vectors.
 *
 * Where eigenvalues are equal, any directions of their space are eigenvectors: the measure is then no function of the
 * cloud, unless no direction of that space can have the least or the greatest Z.
 */
import { meanOf } from "./covariance.ts";
import type { Measure } from "./measure.ts";
import type { PointCloud } from "./pointCloud.ts";
import type { PrincipalAxes } from "./principalAxes.ts";
import type { Steps } from "./steps.ts";

/** Eigenvalues apart by no more than this part of the largest are equal: their directions are those of rounding. */
const EQUAL = 1e-9;
/** Directions taken between two looks at the bounds. */
const BLOCK = 16;
/** Up to this magnitude both e^p and e^−p keep all their digits. */
const LARGEST_EXPONENT = 700;

/**
 * Partition isotropy, in [0, 1]; 0 also when it is below the smallest positive number.
 *
 * Exact, though seldom all directions are visited. For a direction whose p_i = c·x_i are bounded, |p_i| ≤ b_i, with
 * mean_i p_i² ≤ s and |mean_i p_i| ≤ μ,
 *
 *     −μ ≤ log(Z / n) ≤ log(1 + μ + G),   G = max (1/n) Σ_i p_i² g(b_i) over Σ_i p_i² ≤ n s, p_i² ≤ b_i²,
 *
 * because g(p) = (eᵖ − 1 − p) / p² grows with p; G fills the points with the greatest b_i first. Strongest first, a
 * direction is measured only if these bounds, with the greatest |p_i| of all for each b_i, pass the extremes found. And
 * all directions not yet seen share the bounds of the next eigenvalue s = λ / n, the remainder of the mean for μ, and
 * the remainder of each point off the directions seen for b_i: once they pass no extreme, none of these can.
 *
 * @param axes the decomposition of the cloud about the origin.
 * @param mean the mean point, if the caller has it already.
 */
export function* partitionInSteps(cloud: PointCloud, axes: PrincipalAxes, mean = meanOf(cloud)): Steps<Measure> {
  const { n, d } = cloud;
  if (n === 0) return { notDefined: "needs-two-points" };
  const { rank, squaredSingularValues } = axes;
  const remainders = squaredLengths(cloud);
  const slack = 1e-12 * largestOf(remainders);
  let squaredMeanRemainder = 0;
  for (const entry of mean) squaredMeanRemainder += entry * entry;
  // Where the cloud does not reach, c · x = 0 and log(Z / n) = 0.
  let least = rank < d ? 0 : Infinity;
  let greatest = rank < d ? 0 : -Infinity;
  const spaces: EqualSpace[] = [];
  const isWithin = (magnitude: number, gain: number): boolean =>
    -magnitude >= least && Math.log(1 + magnitude + gain) <= greatest;
  for (let from = 0; from < rank; from += BLOCK) {
    const to = Math.min(rank, from + BLOCK);
    const count = to - from;
    const coordinates = axes.coordinates(from, to);
    const { means, largest } = extremesOf(coordinates, n, count);
    for (let k = 0; k < count; k++) {
      if (isOneOfEqual(squaredSingularValues, rank, from + k)) {
        const goesOn = from + k > 0 && areEqual(squaredSingularValues, from + k - 1);
        if (!goesOn)
          spaces.push({ square: squaredSingularValues[from + k], squaredMean: 0, squares: new Float64Array(n) });
        addDirection(spaces[spaces.length - 1], coordinates, n, count, k, means[k]);
        continue;
      }
      const gain = (squaredSingularValues[from + k] / n) * growth(largest[k] + Math.sqrt(slack));
      if (isWithin(Math.abs(means[k]) + Math.sqrt(slack), gain)) continue;
      for (const logZ of logPartitions(coordinates, n, count, k, largest[k])) {
        least = Math.min(least, logZ);
        greatest = Math.max(greatest, logZ);
      }
    }
    for (let i = 0; i < n; i++) {
      for (let k = 0; k < count; k++) remainders[i] -= coordinates[i * count + k] ** 2;
    }
    for (const entry of means) squaredMeanRemainder -= entry * entry;
    if (to < rank) {
      const meanLeft = Math.sqrt(Math.max(0, squaredMeanRemainder) + slack);
      // The plain bound first: it is at least as large, and takes no sorting.
      const square = squaredSingularValues[to] / n;
      const longest = Math.sqrt(largestOf(remainders) + slack);
      if (
        isWithin(meanLeft, square * growth(longest)) ||
        isWithin(meanLeft, greatestGain(remainders, slack, square * n) / n)
      )
        break;
    }
    yield to / rank;
  }
  for (const { square, squaredMean, squares } of spaces) {
    const gain = (square / n) * growth(Math.sqrt(largestOf(squares) + slack));
    if (!isWithin(Math.sqrt(squaredMean + slack), gain)) return { notDefined: "equal-eigenvalues" };
  }
  return Math.exp(least - greatest);
}

/** The space of directions of equal eigenvalues, as far as it has been visited. */
interface EqualSpace {
  /** The eigenvalue, the largest of them. */
  readonly square: number;
  /** Squared length of the mean point's part in it. */
  squaredMean: number;
  /** Squared length of each point's part in it, n. */
  readonly squares: Float64Array;
}

function areEqual(eigenvalues: Float64Array, index: number): boolean {
  return eigenvalues[index] - eigenvalues[index + 1] <= EQUAL * eigenvalues[0];
}

function isOneOfEqual(eigenvalues: Float64Array, rank: number, index: number): boolean {
  return (index > 0 && areEqual(eigenvalues, index - 1)) || (index + 1 < rank && areEqual(eigenvalues, index));
}

function addDirection(
  space: EqualSpace,
  coordinates: Float64Array,
  n: number,
  count: number,
  column: number,
  mean: number,
): void {
  space.squaredMean += mean ** 2;
  for (let i = 0, at = column; i < n; i++, at += count) space.squares[i] += coordinates[at] ** 2;
}

/** (eᵇ − 1 − b) / b². */
function growth(b: number): number {
  return b < 1e-4 ? 0.5 + b / 6 + b : (Math.expm1(b) - b) / (b * b);
}

/** max Σ p_i² g(b_i) over Σ p_i² ≤ total and p_i² ≤ b_i², where b_i² are the remainders. */
function greatestGain(remainders: Float64Array, slack: number, total: number): number {
  const sorted = remainders.slice().sort();
  let gain = 0;
  let left = total;
  for (let at = sorted.length - 1; at >= 0 && left > 0; at--) {
    const square = Math.max(0, sorted[at]) + slack;
    gain += Math.min(left, square) * growth(Math.sqrt(square));
    left -= square;
  }
  return gain;
}

/** Mean and greatest magnitude of each column. */
function extremesOf(
  coordinates: Float64Array,
  n: number,
  count: number,
): { means: Float64Array; largest: Float64Array } {
  const means = new Float64Array(count);
  const largest = new Float64Array(count);
  for (let i = 0, at = 0; i < n; i++) {
    for (let k = 0; k < count; k++, at++) {
      const p = coordinates[at];
      means[k] += p;
      const magnitude = Math.abs(p);
      if (magnitude > largest[k]) largest[k] = magnitude;
    }
  }
  return { means: means.map((sum) => sum / n), largest };
}

/** log(Z / n) of one direction in both signs. */
function logPartitions(
  coordinates: Float64Array,
  n: number,
  count: number,
  column: number,
  largest: number,
): [number, number] {
  // Shifted down only where the largest would overflow: e^−p is then 1 / e^p.
  const shift = Math.max(0, largest - LARGEST_EXPONENT);
  let plus = 0;
  let minus = 0;
  for (let at = column; at < n * count; at += count) {
    if (shift === 0) {
      const power = Math.exp(coordinates[at]);
      plus += power;
      minus += 1 / power;
    } else {
      plus += Math.exp(coordinates[at] - shift);
      minus += Math.exp(-coordinates[at] - shift);
    }
  }
  return [Math.log(plus / n) + shift, Math.log(minus / n) + shift];
}

function squaredLengths({ values, n, d }: PointCloud): Float64Array {
  const result = new Float64Array(n);
  for (let i = 0, k = 0; i < n; i++) {
    let squared = 0;
    for (let j = 0; j < d; j++, k++) squared += values[k] * values[k];
    result[i] = squared;
  }
  return result;
}

function largestOf(values: Float64Array): number {
  let largest = 0;
  for (const value of values) if (value > largest) largest = value;
  return largest;
}
