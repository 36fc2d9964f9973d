/**
 * Eigenvalues and eigenvectors of a real symmetric matrix: Householder reduction to tridiagonal form, then implicit QR
 * sweeps (Golub & Van Loan, Matrix Computations, 4th ed., section 8.3).
 */
import { largestMagnitude } from "./largestMagnitude.ts";
import { portion, runToEnd, type Steps } from "./steps.ts";
import { tridiagonalise } from "./tridiagonal.ts";
import { eigenOf } from "./tridiagonalEigen.ts";

/** The eigenvalues of a symmetric matrix, and its eigenvectors on demand. */
export interface SymmetricEigen {
  /** Order of the matrix. */
  readonly n: number;
  /** All eigenvalues, descending. Each is exact to a few ε ‖A‖. */
  readonly values: Float64Array;
  /** Unit eigenvectors of values[from … to − 1], as the rows of a (to − from) × n matrix. Signs are arbitrary. */
  vectors(from: number, to: number): Float64Array;
}

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
  const scale = largestMagnitude(matrix) || 1;
  const tridiagonal = yield* portion(tridiagonalise(matrix, n, scale), 0, 0.8);
  return yield* portion(eigenOf(tridiagonal, scale), 0.8, 1);
}
