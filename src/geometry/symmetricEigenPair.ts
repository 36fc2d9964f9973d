/**
 * Two symmetric matrices that belong together, decomposed by one Householder reduction. A reflection first turns the
 * direction in which they differ to the last axis, which no reflector of the reduction touches; so the two tridiagonal
 * matrices differ in their last row and column alone.
 */
import type { CreateArithmetic } from "./arithmetic/arithmetic.ts";
import { createArithmetic } from "./arithmetic/createArithmetic.ts";
import { largestMagnitude } from "./largestMagnitude.ts";
import { portion, type Steps } from "./steps.ts";
import type { SymmetricEigen } from "./eigenDecomposition.ts";
import { reflectRow, tridiagonalise, type Tridiagonal } from "./tridiagonal.ts";
import { eigenOf } from "./tridiagonalEigen.ts";

/** The decompositions of a matrix, and of its sum with something. */
export interface SymmetricEigenPair {
  readonly ofMatrix: SymmetricEigen;
  readonly ofSum: SymmetricEigen;
}

/**
 * Decomposes a symmetric matrix A, and A + vvᵀ.
 *
 * @param matrix A, n × n, finite; only its lower triangle is read. It is not changed.
 * @param vector v, n.
 */
export function* symmetricEigenPairInSteps(
  matrix: Float64Array,
  n: number,
  vector: Float64Array,
  create: CreateArithmetic = createArithmetic,
): Steps<SymmetricEigenPair> {
  const scale = largestMagnitude(matrix) || 1;
  const first = new Float64Array(n);
  const length = n > 0 ? reflectRow(vector, 0, n - 1, first) : 0;
  const tridiagonal = yield* portion(tridiagonalise(matrix, n, scale, first, undefined, create), 0, 0.7);
  // Whichever of the two is larger sets the scale of the sum, so that its square does not overflow.
  const largest = Math.max(scale, length * length);
  const sum = rescaled(tridiagonal, scale / largest);
  if (n > 0) sum.diagonal[n - 1] += (length * length) / largest;
  return yield* eigenPairOf(tridiagonal, scale, sum, largest, create);
}

/**
 * Decomposes the Gram matrices of n points about their mean m and about another point c. With A = XcXcᵀ the first and
 * p = Xc(m − c) the other is
 *
 *     A + p1ᵀ + 1pᵀ + ‖m − c‖² 11ᵀ
 *
 * As A1 = 0, the reflection Q with Q1 = β e_n leaves A without a last row and column. There the other has β Qp, and
 * 2 β (Qp)_n + n ‖m − c‖² at the end; elsewhere the two are equal. Turning that row to the off-diagonal is the first
 * step of the reduction of both.
 *
 * @param gram A, n × n, finite, its rows and columns with sum 0; only its lower triangle is read. It is not changed.
 * @param products p, n.
 * @param squaredDistance ‖m − c‖².
 */
export function* gramEigenPairInSteps(
  gram: Float64Array,
  n: number,
  products: Float64Array,
  squaredDistance: number,
  create: CreateArithmetic = createArithmetic,
): Steps<SymmetricEigenPair> {
  const scale = largestMagnitude(gram) || 1;
  const first = new Float64Array(n);
  const border = products.slice();
  let corner = 0;
  if (n > 0) {
    const beta = reflectRow(new Float64Array(n).fill(1), 0, n - 1, first);
    let product = 0;
    for (let i = 0; i < n; i++) product += first[i] * products[i];
    for (let i = 0; i < n; i++) border[i] = beta * (products[i] - product * first[i]);
    corner = 2 * border[n - 1] + n * squaredDistance;
    border[n - 1] = 0;
  }
  // At a scale of its own: it only gives the direction of the first reflector and, in its own units, an entry.
  const unit = largestMagnitude(border) || 1;
  const lastRow = border.map((entry) => entry / unit);
  const tridiagonal = yield* portion(tridiagonalise(gram, n, scale, first, lastRow, create), 0, 0.7);
  const largest = Math.max(scale, unit, Math.abs(corner));
  const sum = rescaled(tridiagonal, scale / largest);
  if (n > 0) sum.diagonal[n - 1] = corner / largest;
  if (n > 1) {
    sum.offDiagonal[n - 2] = tridiagonal.offDiagonal[n - 2] * (unit / largest);
    tridiagonal.offDiagonal[n - 2] = 0;
  }
  return yield* eigenPairOf(tridiagonal, scale, sum, largest, create);
}

/** The same reflections, and copies of both diagonals times a factor. */
function rescaled(tridiagonal: Tridiagonal, factor: number): Tridiagonal {
  const times = (entry: number): number => entry * factor;
  return { ...tridiagonal, diagonal: tridiagonal.diagonal.map(times), offDiagonal: tridiagonal.offDiagonal.map(times) };
}

function* eigenPairOf(
  matrix: Tridiagonal,
  scale: number,
  sum: Tridiagonal,
  scaleOfSum: number,
  create: CreateArithmetic,
): Steps<SymmetricEigenPair> {
  const ofMatrix = yield* portion(eigenOf(matrix, scale, create), 0.7, 0.85);
  return { ofMatrix, ofSum: yield* portion(eigenOf(sum, scaleOfSum, create), 0.85, 1) };
}
