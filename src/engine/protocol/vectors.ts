/** Files of vectors, as the page hands them over and as the engine has read them. */
import type { DetectedColumns } from "../../vectors/column.ts";
import type { ArrayChoice, VectorOptions } from "../../vectors/vectorCloud.ts";
import type { PointTable } from "./pointTable.ts";

/** Files that a person has opened. A File is a handle: handing it to the worker copies no bytes. */
export interface VectorFiles {
  /** Another number for each opening, so that the same one need not be read twice. */
  readonly id: number;
  readonly files: readonly File[];
  readonly options: VectorOptions;
}

/** Words beside the points that are drawn. */
export interface DrawnColumn {
  readonly name: string;
  readonly entries: readonly string[];
  /** The entry of each point drawn. */
  readonly codes: Uint32Array;
}

/** A file of vectors as it was read. */
export interface OpenedVectors {
  readonly file: string;
  /** Type of the values in the file; "text" for a table. */
  readonly dtype: string;
  /** Number of points, and how many of them are drawn: all, or a random choice from the seed. */
  readonly n: number;
  /** Name and number of dimensions of each layer; its exponent where its values were scaled, as in VectorLayer. */
  readonly layers: readonly { readonly name: string; readonly d: number; readonly exponent?: number }[];
  readonly columns: readonly DrawnColumn[];
  readonly detected: DetectedColumns;
  readonly arrays: readonly ArrayChoice[];
  readonly array: string | null;
  readonly leftOut: readonly string[];
  /** Rows left out because of NaN or an infinity. */
  readonly dropped: number;
  /** The points drawn: `line` numbers them, `position` is the row of the file, counted from 0. */
  readonly points: PointTable;
}
