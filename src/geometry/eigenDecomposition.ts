/** What a decomposition of a symmetric matrix hands out, whichever way it was made. */

/** The eigenvalues of a symmetric matrix, and its eigenvectors on demand. */
export interface SymmetricEigen {
  /** Order of the matrix. */
  readonly n: number;
  /** All eigenvalues, descending. Each is exact to a few ε ‖A‖. */
  readonly values: Float64Array;
  /** Unit eigenvectors of values[from … to − 1], as the rows of a (to − from) × n matrix. Signs are arbitrary. */
  readonly vectors: (from: number, to: number) => Float64Array;
}
