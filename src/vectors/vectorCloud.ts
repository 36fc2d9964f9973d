/** Vectors that somebody else has made, as they came out of a file. */
import { InputError } from "../corpora/inputError.ts";
import type { PointCloud } from "../geometry/pointCloud.ts";
import type { Column, DetectedColumns } from "./column.ts";

/** One cloud of the file. */
export interface VectorLayer {
  /** Name of its array, tensor or column; with its index where an array holds several. */
  readonly name: string;
  /** Finite. */
  readonly cloud: PointCloud;
  /** Those of the file are 2 to this power times the values here; absent for 0. */
  readonly exponent?: number;
}

/** An array of the file that can be shown, and how many layers it makes. */
export interface ArrayChoice {
  readonly name: string;
  readonly layers: number;
  readonly n: number;
}

export interface VectorCloud {
  /** Name of the file. */
  readonly file: string;
  /** Type of the values in the file, such as "float32"; of several types the first. */
  readonly dtype: string;
  /** At least one, all with the same number of points n ≥ 1. */
  readonly layers: readonly VectorLayer[];
  readonly n: number;
  /** Words beside the vectors, n entries each. */
  readonly columns: readonly Column[];
  readonly detected: DetectedColumns;
  /** Arrays that could be shown instead; empty where there is nothing to choose. */
  readonly arrays: readonly ArrayChoice[];
  /** The array chosen, or null for all that belong together. */
  readonly array: string | null;
  /** Names of columns of numbers that are taken for row numbers, and arrays of another size: not shown. */
  readonly leftOut: readonly string[];
  /** The row of the file that each point is, counted from 0; absent where no row was dropped. */
  readonly rows?: Uint32Array;
  /** Rows dropped because a value of theirs is no finite number. */
  readonly dropped: number;
}

/** What a person may choose about a file. */
export interface VectorOptions {
  /** Name of the array to show, or null for all that belong together. */
  readonly array: string | null;
  /** True drops rows that hold NaN or an infinity; false refuses the file. */
  readonly dropNotFinite: boolean;
}

export const defaultVectorOptions: VectorOptions = { array: null, dropNotFinite: false };

/** What a reader needs of whoever asked for it. */
export interface Reading {
  readonly options: VectorOptions;
  /** Called with bytes done and bytes in all. @throws to stop. */
  readonly onProgress: (done: number, total: number) => void;
}

/** Most layers of a cloud: no encoder has so many, and each takes its time however few its points are. */
const mostLayers = 1000;

/** @throws InputError vectors-many-layers. */
export function checkLayerCount(layers: number): void {
  if (layers > mostLayers) throw new InputError({ code: "vectors-many-layers", layers, most: mostLayers });
}

/**
 * Most memory that the values of a file may take, in bytes: what a browser's tab holds beside what is measured of them.
 * 200,000 × 768 float64 takes 1.2 · 10⁹.
 */
export const mostValueBytes = 1.5 * 2 ** 30;
