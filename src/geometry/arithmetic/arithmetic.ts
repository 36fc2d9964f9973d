/**
 * The inner loops in which nearly all the time of this folder goes. They run as WebAssembly with 128-bit SIMD where
 * there is any, and as plain TypeScript elsewhere; both are float64 and exact integers, and give the same results.
 */
import { createScriptArithmetic } from "./scriptArithmetic.ts";
import { createWasmArithmetic } from "./wasmArithmetic.ts";

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

/** Rows of 16-bit integers, row i at (from + i) · depth. */
export interface IntegerRows {
  readonly values: Int16Array;
  readonly depth: number;
  readonly from: number;
  /** Number of rows, a multiple of 4. */
  readonly rows: number;
}

/** A store of arrays, and the loops that work on them. Every operand must be an array made by the same store. */
export interface Arithmetic {
  float64(length: number): Float64Array;
  int16(length: number): Int16Array;
  int32(length: number): Int32Array;
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
   * Inner products of rows, exact modulo 2³²: products[i · stride + j] = Σ_r a_i[r] · b_j[r].
   *
   * @param a of the same depth as b, a multiple of 8.
   */
  innerProducts(a: IntegerRows, b: IntegerRows, products: Int32Array, stride: number): void;
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

/**
 * A new, empty store. Each computation makes its own, so that two that take turns do not share memory.
 *
 * @param bytes the sum of bytesFor of all arrays that will be made.
 */
export function createArithmetic(bytes: number): Arithmetic {
  return createWasmArithmetic(bytes) ?? createScriptArithmetic();
}
