/**
 * The inner loops in which nearly all the time of this folder goes. They run as WebAssembly with 128-bit SIMD where
 * there is any, and as plain TypeScript elsewhere; both are float64 and exact integers, and give the same results.
 */

/** Vectors are packed in groups of this many. */
export const GROUP = 4;

/**
 * Vectors of equal depth, packed four abreast: each group as `depth` consecutive quadruples, so that a loop reads in
 * order and keeps a 4 × 4 tile of sums in registers.
 */
export interface Panel {
  /** Group g, entry r, lane l is at (g · depth + r) · 4 + l. May be longer than needed. */
  readonly values: Float64Array;
  readonly groups: number;
  readonly depth: number;
}

/** Integers of 16 bits that a 128-bit register holds. */
export const LANES = 8;

/** Rows of 16-bit integers, interleaved by fours, so that a loop reads in order. */
export interface IntegerRows {
  /** Number j of row i is at (⌊i / 4⌋ · depth + ⌊j / 8⌋ · 8) · 4 + (i mod 4) · 8 + j mod 8. */
  readonly values: Int16Array;
  /** Numbers of each row, a multiple of 8. */
  readonly depth: number;
  /** Squared length of each row, below 2³⁰. */
  readonly squaredLengths: Int32Array;
  /** The squared distance up to which each row looks for others. */
  readonly limits: Int32Array;
}

/** Some of them, one after another. */
export interface RowRange {
  /** A multiple of 4. */
  readonly from: number;
  /** How many, a multiple of 4, at most 32,768. */
  readonly count: number;
}

/**
 * Makes a new, empty store. Each computation makes its own, so that two that take turns do not share memory. Every
 * computation of this folder takes it as a parameter, so that another device can do the loops.
 *
 * @param bytes the sum of bytesFor of all arrays that will be made.
 */
export type CreateArithmetic = (bytes: number) => Arithmetic;

/** A store of arrays, and the loops that work on them. Every operand must be an array made by the same store. */
export interface Arithmetic {
  float64(length: number): Float64Array;
  float32(length: number): Float32Array;
  int16(length: number): Int16Array;
  int32(length: number): Int32Array;
  uint32(length: number): Uint32Array;
  /**
   * Adds the inner products of every vector of panel a with every vector of panel b to a matrix:
   * c[start + i · stride + j] += Σ_r a_i[r] · b_j[r].
   *
   * @param a of the same depth as b.
   * @param c padded like the panels.
   * @param upperOnly only the tiles on and above the diagonal (for a = b).
   */
  addProducts(a: Panel, b: Panel, c: Float64Array, stride: number, start?: number, upperOnly?: boolean): void;
  /**
   * The pairs of a row of range a and a row of range b whose squared distance, exact, is within the limit of either.
   *
   * @param found receives i · 2¹⁶ + j (counted from the starts of the ranges) and the squared distance of each pair;
   *   has room for 2 · a.count · b.count numbers.
   * @returns the number of pairs.
   */
  nearPairs(rows: IntegerRows, a: RowRange, b: RowRange, found: Int32Array): number;
  /**
   * Squared distances of a row to others, in float64 from the differences of coordinates.
   *
   * @param values rows of d numbers.
   * @param others indices of rows.
   * @param squares receives `count` squared distances.
   */
  squaredDistances(
    values: Float32Array | Float64Array,
    d: number,
    row: number,
    others: Uint32Array,
    count: number,
    squares: Float64Array,
  ): void;
  /**
   * Coordinates of rows on axes: coordinates[i · count + c] = Σ_j (values[i · d + j] − centre[j]) · axis_c[j].
   *
   * @param values rows of d numbers, and one number more for an odd d.
   * @param centre d numbers, and a 0 for an odd d.
   * @param axes `count` of them, a multiple of 4, interleaved by fours and pairs: number j of axis c is at
   *   (⌊c / 4⌋ · depth + ⌊j / 2⌋ · 2) · 4 + (c mod 4) · 2 + j mod 2, where depth is d made even by a 0.
   * @param pair working space for two rows of that depth.
   */
  project(
    values: Float32Array | Float64Array,
    rows: number,
    d: number,
    centre: Float64Array,
    axes: Float64Array,
    count: number,
    pair: Float64Array,
    coordinates: Float64Array,
  ): void;
  /**
   * One pass over the leading k rows of the lower triangle of a symmetric matrix with the given stride:
   * A −= u wᵀ + w uᵀ, and product = A v for the new A.
   */
  updateAndMultiply(
    a: Float64Array,
    stride: number,
    k: number,
    u: Float64Array,
    w: Float64Array,
    v: Float64Array,
    product: Float64Array,
  ): void;
  /**
   * Rotates pairs of rows of a matrix, the last pair first: rows low + r and low + r + 1 become
   * c_r y_r − s_r y_{r+1} and s_r y_r + c_r y_{r+1}, for r = length − 1 … 0.
   *
   * @param matrix row-major with `count` columns, an even number.
   */
  rotateRows(
    matrix: Float64Array,
    count: number,
    low: number,
    length: number,
    cosines: Float64Array,
    sines: Float64Array,
  ): void;
  /**
   * Applies I − vvᵀ to the first k rows of a matrix.
   *
   * @param matrix row-major with `count` columns, an even number.
   * @param v its first k entries are used.
   * @param products working space for `count` numbers.
   */
  reflectRows(matrix: Float64Array, count: number, v: Float64Array, k: number, products: Float64Array): void;
}

/** Bytes that an array of this many numbers of this size takes in a store. */
export function bytesFor(length: number, size: 2 | 4 | 8): number {
  return Math.ceil((length * size) / 16) * 16;
}
