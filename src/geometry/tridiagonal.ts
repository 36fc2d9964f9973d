/** Householder reduction of a symmetric matrix to tridiagonal form (Golub & Van Loan, 4th ed., section 8.3.1). */
import { type CreateArithmetic, bytesFor } from "./arithmetic/arithmetic.ts";
import { createArithmetic } from "./arithmetic/createArithmetic.ts";
import type { Steps } from "./steps.ts";

/** A tridiagonal matrix, and the reflections that made it. */
export interface Tridiagonal {
  readonly diagonal: Float64Array;
  readonly offDiagonal: Float64Array;
  /** Row k holds reflector k (its first k entries), scaled so that I − vvᵀ reflects. */
  readonly reflectors: Float64Array;
  /** The reflector, of all n entries, that was applied to the matrix before these; absent if none was. */
  readonly first?: Float64Array;
}

/** Yield after about this many inner-loop steps: a few milliseconds. */
const STEP_WORK = 3e6;

/**
 * Reduces the matrix to tridiagonal form from its last row upwards, which reads the lower triangle along its rows.
 * Each pass over the matrix applies the previous reflection's update and gathers the next one's product A v.
 *
 * @param matrix n × n; only its lower triangle is read. It is not changed.
 * @param scale a positive number that the matrix is divided by.
 * @param first a reflector of all entries to be applied before the others.
 * @param lastRow n entries that, after `first`, take the place of the last row and column.
 */
export function* tridiagonalise(
  matrix: Float64Array,
  n: number,
  scale: number,
  first?: Float64Array,
  lastRow?: Float64Array,
  create: CreateArithmetic = createArithmetic,
): Steps<Tridiagonal> {
  const arithmetic = create(bytesFor(n * n, 8) + 4 * bytesFor(n, 8));
  const a = arithmetic.float64(n * n);
  for (let i = 0; i < n; i++) {
    for (let at = i * n, end = at + i; at <= end; at++) a[at] = matrix[at] / scale;
  }
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
    if (k === n - 1 && lastRow !== undefined) a.set(lastRow, row);
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
 * Finds v, with |v|² = 2 or v = 0, such that (I − vvᵀ) x = (0, …, 0, β) for x = entries 0 … end of a row.
 *
 * @returns β.
 */
export function reflectRow(a: Float64Array, row: number, end: number, reflector: Float64Array): number {
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
