/**
 * Eigenvalues and eigenvectors of a symmetric matrix once it is tridiagonal: implicit QR sweeps with Wilkinson's shift
 * (Golub & Van Loan, 4th ed., sections 8.3.2–8.3.5). The rotations of the sweeps are kept, so that any few eigenvectors
 * can be computed later at a small part of the cost of all: each is a unit vector taken back through rotations and
 * reflections. As a product of orthogonal maps they stay orthogonal to rounding, however close the eigenvalues.
 */
import { type CreateArithmetic, bytesFor } from "./arithmetic/arithmetic.ts";
import { createArithmetic } from "./arithmetic/createArithmetic.ts";
import { largestMagnitude } from "./largestMagnitude.ts";
import type { Steps } from "./steps.ts";
import type { SymmetricEigen } from "./eigenDecomposition.ts";
import type { Tridiagonal } from "./tridiagonal.ts";

/** A sweep's rotations: of coordinates (low, low + 1), (low + 1, low + 2), … */
interface Sweep {
  readonly low: number;
  readonly cosines: Float64Array;
  readonly sines: Float64Array;
}

const EPSILON = Number.EPSILON;
/** Yield after about this many inner-loop steps: a few milliseconds. */
const STEP_WORK = 3e6;

/**
 * The eigenvalues and vectors of a reduced matrix. Its diagonals are used up.
 *
 * @param scale what the matrix was divided by.
 */
export function* eigenOf(
  { diagonal, offDiagonal, reflectors, first }: Tridiagonal,
  scale: number,
  create: CreateArithmetic = createArithmetic,
): Steps<SymmetricEigen> {
  const n = diagonal.length;
  const sweeps = yield* diagonalise(diagonal, offDiagonal);
  const order = Uint32Array.from({ length: n }, (_, index) => index).sort((a, b) => diagonal[b] - diagonal[a]);
  const values = Float64Array.from(order, (index) => diagonal[index] * scale);

  function vectors(from: number, to: number): Float64Array {
    const count = to - from;
    const stride = count + (count % 2);
    const work = create(bytesFor(n * stride, 8) + 3 * bytesFor(n, 8) + bytesFor(stride, 8));
    const columns = work.float64(n * stride);
    const [cosines, sines, reflector] = [work.float64(n), work.float64(n), work.float64(n)];
    const products = work.float64(stride);
    for (let j = 0; j < count; j++) columns[order[from + j] * stride + j] = 1;
    for (let s = sweeps.length - 1; s >= 0; s--) {
      const sweep = sweeps[s];
      cosines.set(sweep.cosines);
      sines.set(sweep.sines);
      work.rotateRows(columns, stride, sweep.low, sweep.cosines.length, cosines, sines);
    }
    for (let k = 1; k < n; k++) {
      reflector.set(reflectors.subarray(k * n, k * n + k));
      work.reflectRows(columns, stride, reflector, k, products);
    }
    if (first !== undefined) {
      reflector.set(first);
      work.reflectRows(columns, stride, reflector, n, products);
    }
    const rows = new Float64Array(count * n);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < count; j++) rows[j * n + i] = columns[i * stride + j];
    }
    return rows;
  }

  return { n, values, vectors };
}

/** Turns the diagonal into the eigenvalues, in no order, and returns the rotations that did it. */
function* diagonalise(diagonal: Float64Array, offDiagonal: Float64Array): Steps<Sweep[]> {
  const n = diagonal.length;
  const negligible = EPSILON * EPSILON * (largestMagnitude(diagonal) + largestMagnitude(offDiagonal));
  const sweeps: Sweep[] = [];
  let work = 0;
  let high = n - 1;
  while (high > 0) {
    if (isNegligible(high - 1)) {
      offDiagonal[--high] = 0;
      continue;
    }
    let low = high - 1;
    while (low > 0 && !isNegligible(low - 1)) low--;
    if (low > 0) offDiagonal[low - 1] = 0;
    sweeps.push(sweep(diagonal, offDiagonal, low, high));
    if (sweeps.length > 40 * n) throw new Error("the QR iteration did not converge: are all entries finite?");
    work += 20 * (high - low);
    if (work > STEP_WORK) {
      work = 0;
      yield 1 - (high / n) ** 2;
    }
  }
  return sweeps;

  function isNegligible(i: number): boolean {
    return Math.abs(offDiagonal[i]) <= EPSILON * (Math.abs(diagonal[i]) + Math.abs(diagonal[i + 1])) + negligible;
  }
}

/** One implicit QR sweep with Wilkinson's shift over rows low … high. */
function sweep(diagonal: Float64Array, offDiagonal: Float64Array, low: number, high: number): Sweep {
  const cosines = new Float64Array(high - low);
  const sines = new Float64Array(high - low);
  const corner = offDiagonal[high - 1];
  const halfGap = (diagonal[high - 1] - diagonal[high]) / 2;
  const root = Math.sqrt(halfGap * halfGap + corner * corner);
  const shift = diagonal[high] - (corner * corner) / (halfGap + (halfGap < 0 ? -root : root));
  let x = diagonal[low] - shift;
  let z = offDiagonal[low];
  for (let k = low; k < high; k++) {
    const radius = Math.sqrt(x * x + z * z);
    const c = radius > 0 ? x / radius : 1;
    const s = radius > 0 ? z / radius : 0;
    cosines[k - low] = c;
    sines[k - low] = s;
    if (k > low) offDiagonal[k - 1] = radius;
    const upper = diagonal[k];
    const middle = offDiagonal[k];
    const lower = diagonal[k + 1];
    const moved = s * (s * (lower - upper) + 2 * c * middle);
    diagonal[k] = upper + moved;
    diagonal[k + 1] = lower - moved;
    offDiagonal[k] = c * s * (lower - upper) + (c * c - s * s) * middle;
    x = offDiagonal[k];
    if (k + 1 < high) {
      z = s * offDiagonal[k + 1];
      offDiagonal[k + 1] *= c;
    }
  }
  return { low, cosines, sines };
}
