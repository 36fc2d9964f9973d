/**
 * Eigenvalues and eigenvectors of a real symmetric matrix: Householder reduction to tridiagonal form, then implicit QR
 * sweeps (Golub & Van Loan, Matrix Computations, 4th ed., section 8.3).
 */
import type { CreateArithmetic } from "./arithmetic/arithmetic.ts";
import { createArithmetic } from "./arithmetic/createArithmetic.ts";
import type { SymmetricEigen } from "./eigenDecomposition.ts";
import { largestMagnitude } from "./largestMagnitude.ts";
import { portion, runToEnd, type Steps } from "./steps.ts";
import { tridiagonalise } from "./tridiagonal.ts";
import { eigenOf } from "./tridiagonalEigen.ts";

/**
 * Decomposes a symmetric matrix. About 2n³/3 multiplications for the values and 4n² for each vector.
 *
 * @param matrix n × n, finite; only its lower triangle is read. It is not changed.
 */
export function symmetricEigen(matrix: Float64Array, n: number): SymmetricEigen {
  return runToEnd(symmetricEigenInSteps(matrix, n));
}

/** symmetricEigen, in steps. */
export function* symmetricEigenInSteps(
  matrix: Float64Array,
  n: number,
  create: CreateArithmetic = createArithmetic,
): Steps<SymmetricEigen> {
  const scale = largestMagnitude(matrix) || 1;
  const tridiagonal = yield* portion(tridiagonalise(matrix, n, scale, undefined, undefined, create), 0, 0.8);
  return yield* portion(eigenOf(tridiagonal, scale, create), 0.8, 1);
}
