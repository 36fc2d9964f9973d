/**
 * Eigenvalues and eigenvectors of a real symmetric matrix.
 *
 * Householder reduction to tridiagonal form, then implicit QR sweeps with Wilkinson's shift (Golub & Van Loan, Matrix
 * Computations, 4th ed., sections 8.3.1–8.3.5). The rotations of the sweeps are kept, so that any few eigenvectors can
 * be had later at a small part of the cost of all: each is a unit vector taken back through rotations and reflections.
 * As a product of orthogonal maps they stay orthogonal to rounding, however close the eigenvalues.
 */
import { bytesFor, createArithmetic } from "./arithmetic/arithmetic.ts";
import { portion, runToEnd, type Steps } from "./steps.ts";

/** The eigenvalues of a symmetric matrix, and its eigenvectors on demand. */
export interface SymmetricEigen {
  /** Order of the matrix. */
  readonly n: number;
  /** All eigenvalues, descending. Each is exact to a few ε ‖A‖. */
  readonly values: Float64Array;
  /** Unit eigenvectors of values[from … to − 1], as the rows of a (to − from) × n matrix. Signs are arbitrary. */
  vectors(from: number, to: number): Float64Array;
}

/** A sweep's rotations: of coordinates (low, low + 1), (low + 1, low + 2), … */
interface Sweep {
  readonly low: number;
  readonly cosines: Float64Array;
  readonly sines: Float64Array;
}

interface Tridiagonal {
  readonly diagonal: Float64Array;
  readonly offDiagonal: Float64Array;
  /** Row k holds reflector k (its first k entries), scaled so that I − vvᵀ reflects. */
  readonly reflectors: Float64Array;
  /** The reflector, of all n entries, that was applied to the matrix before these; absent if none was. */
  readonly first?: Float64Array;
}

const EPSILON = Number.EPSILON;
/** Yield after about this many inner-loop steps: a few milliseconds. */
const STEP_WORK = 3e6;

/**
 * Decomposes a symmetric matrix. About 2n³/3 multiplications for the values and 4n² for each vector.
 *
 * @param matrix n × n, finite; only its lower triangle is read. It is not changed.
 */
export function symmetricEigen(matrix: Float64Array, n: number): SymmetricEigen {
  return runToEnd(symmetricEigenInSteps(matrix, n));
}

/** symmetricEigen, in steps. */
export function* symmetricEigenInSteps(matrix: Float64Array, n: number): Steps<SymmetricEigen> {
  const scale = scaleOf(matrix);
  const tridiagonal = yield* portion(tridiagonalise(matrix, n, scale), 0, 0.8);
  return yield* portion(eigenOf(tridiagonal, scale), 0.8, 1);
}

/**
 * Decomposes a symmetric matrix A, and A + vvᵀ, by one reduction: a reflection first turns v to the last axis, which no
 * reflector of the reduction touches, so that the two tridiagonal matrices differ in their last entry alone.
 *
 * @param matrix A, n × n, finite; only its lower triangle is read. It is not changed.
 * @param vector v, n.
 */
export function* symmetricEigenPairInSteps(
  matrix: Float64Array,
  n: number,
  vector: Float64Array,
): Steps<{ readonly ofMatrix: SymmetricEigen; readonly ofSum: SymmetricEigen }> {
  const scale = scaleOf(matrix);
  const first = new Float64Array(n);
  const length = n > 0 ? reflectRow(vector, 0, n - 1, first) : 0;
  const tridiagonal = yield* portion(tridiagonalise(matrix, n, scale, first), 0, 0.7);
  const diagonal = tridiagonal.diagonal.slice();
  const offDiagonal = tridiagonal.offDiagonal.slice();
  // Whichever of the two is larger sets the scale of the sum, so that its square does not overflow.
  const largest = Math.max(scale, length * length);
  for (let k = 0; k < n; k++) {
    diagonal[k] *= scale / largest;
    offDiagonal[k] *= scale / largest;
  }
  if (n > 0) diagonal[n - 1] += (length * length) / largest;
  const ofMatrix = yield* portion(eigenOf(tridiagonal, scale), 0.7, 0.85);
  const ofSum = yield* portion(eigenOf({ ...tridiagonal, diagonal, offDiagonal }, largest), 0.85, 1);
  return { ofMatrix, ofSum };
}

function scaleOf(matrix: Float64Array): number {
  const largest = largestMagnitude(matrix);
  return largest > 0 ? largest : 1;
}

/** The eigenvalues and vectors of a reduced matrix. Its diagonals are used up. */
function* eigenOf({ diagonal, offDiagonal, reflectors, first }: Tridiagonal, scale: number): Steps<SymmetricEigen> {
  const n = diagonal.length;
  const sweeps = yield* diagonalise(diagonal, offDiagonal);
  const order = Uint32Array.from({ length: n }, (_, index) => index).sort((a, b) => diagonal[b] - diagonal[a]);
  const values = Float64Array.from(order, (index) => diagonal[index] * scale);

  function vectors(from: number, to: number): Float64Array {
    const count = to - from;
    const stride = count + (count % 2);
    const work = createArithmetic(bytesFor(n * stride, 8) + 3 * bytesFor(n, 8) + bytesFor(stride, 8));
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

/**
 * Reduces the matrix to tridiagonal form from its last row upwards, which reads the lower triangle along its rows.
 * Each pass over the matrix applies the previous reflection's update and gathers the next one's product A v.
 *
 * @param first a reflector of all entries to be applied before the others.
 */
function* tridiagonalise(matrix: Float64Array, n: number, scale: number, first?: Float64Array): Steps<Tridiagonal> {
  const arithmetic = createArithmetic(bytesFor(n * n, 8) + 4 * bytesFor(n, 8));
  const a = arithmetic.float64(n * n);
  for (let i = 0; i < n * n; i++) a[i] = matrix[i] / scale;
  const diagonal = new Float64Array(n);
  const offDiagonal = new Float64Array(n);
  let reflector = arithmetic.float64(n);
  let correction = arithmetic.float64(n);
  let nextReflector = arithmetic.float64(n);
  let product = arithmetic.float64(n);
  if (first !== undefined) {
    reflector.set(first);
    // Nothing is to be taken off yet: correction is still 0.
    arithmetic.updateAndMultiply(a, n, n, correction, correction, reflector, product);
    correctFor(reflector, product, n);
    [correction, product] = [product, correction];
  }
  let work = 0;
  for (let k = n - 1; k >= 0; k--) {
    const row = k * n;
    const reflectorK = reflector[k];
    const correctionK = correction[k];
    for (let j = 0; j <= k; j++) a[row + j] -= reflectorK * correction[j] + correctionK * reflector[j];
    diagonal[k] = a[row + k];
    if (k === 0) break;
    offDiagonal[k - 1] = reflectRow(a, row, k - 1, nextReflector);
    arithmetic.updateAndMultiply(a, n, k, reflector, correction, nextReflector, product);
    correctFor(nextReflector, product, k);
    for (let j = 0; j < k; j++) a[row + j] = nextReflector[j];
    [reflector, nextReflector] = [nextReflector, reflector];
    [correction, product] = [product, correction];
    work += k * k;
    if (work > STEP_WORK) {
      work = 0;
      yield 1 - (k / n) ** 3;
    }
  }
  return { diagonal, offDiagonal, reflectors: a, ...(first && { first }) };
}

/** Turns A v into w = A v − ½ (vᵀA v) v, with which (I − vvᵀ) A (I − vvᵀ) = A − v wᵀ − w vᵀ. */
function correctFor(v: Float64Array, product: Float64Array, k: number): void {
  let half = 0;
  for (let j = 0; j < k; j++) half += product[j] * v[j];
  half /= 2;
  for (let j = 0; j < k; j++) product[j] -= half * v[j];
}

/**
 * Finds v with (I − vvᵀ) x = (0, …, 0, β) for x = entries 0 … end of a row.
 *
 * @returns β.
 */
function reflectRow(a: Float64Array, row: number, end: number, reflector: Float64Array): number {
  const last = a[row + end];
  let rest = 0;
  for (let j = 0; j < end; j++) rest += a[row + j] ** 2;
  if (rest === 0) {
    reflector.fill(0, 0, end + 1);
    return last;
  }
  const norm = Math.sqrt(rest + last * last);
  const beta = last > 0 ? -norm : norm;
  const pivot = last - beta;
  const scale = Math.sqrt(1 / (norm * Math.abs(pivot)));
  for (let j = 0; j < end; j++) reflector[j] = a[row + j] * scale;
  reflector[end] = pivot * scale;
  return beta;
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

function largestMagnitude(values: Float64Array): number {
  let largest = 0;
  for (const value of values) largest = Math.max(largest, Math.abs(value));
  return largest;
}
