/** A matrix in float64 whose rows and columns are padded with zeros to whole groups, as products want them. */
import { bytesFor, GROUP, type Arithmetic } from "../../geometry/arithmetic/arithmetic.ts";
import { groupsOf } from "../../geometry/panels.ts";

export interface PaddedMatrix {
  /** Entry (i, j) is at i · stride + j. */
  readonly values: Float64Array;
  readonly stride: number;
}

/** A matrix for at most this many rows and columns. */
export function createMatrix(arithmetic: Arithmetic, rows: number, columns: number): PaddedMatrix {
  return { values: arithmetic.float64(paddedLength(rows, columns)), stride: groupsOf(columns) * GROUP };
}

/** Numbers that such a matrix holds. */
export function paddedLength(rows: number, columns: number): number {
  return groupsOf(rows) * GROUP * groupsOf(columns) * GROUP;
}

/** Bytes of its store that such a matrix takes. */
export function matrixBytes(rows: number, columns: number): number {
  return bytesFor(paddedLength(rows, columns), 8);
}
