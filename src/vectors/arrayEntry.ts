/** An array of numbers in a file, before its values are read: what .npy, .npz and .safetensors have in common. */
import type { ByteStream } from "./byteSource.ts";
import type { ValueType } from "./valueType.ts";

export interface ArrayEntry {
  readonly name: string;
  readonly shape: readonly number[];
  /** The type as the file names it. */
  readonly typeName: string;
  /** Absent if the values are no numbers. */
  readonly type?: ValueType;
  /** True if the first index runs fastest. */
  readonly fortranOrder: boolean;
  /** Bytes that the file has for the values. */
  readonly bytes: number;
  /** The bytes of the values. Can be called again. */
  readonly open: () => ByteStream;
}

/** An array that makes one layer or several. */
export interface CloudEntry extends ArrayEntry {
  readonly type: ValueType;
}

/**
 * Layers, points and dimensions of an array: n × d is one layer, layers × n × d several. n × 1 × d is n points, such as
 * the only token of n texts: layers of a single point would have nothing to measure.
 */
export function cloudShape({ shape }: ArrayEntry): { readonly layers: number; readonly n: number; readonly d: number } {
  if (shape.length === 2) return { layers: 1, n: shape[0], d: shape[1] };
  return shape[1] === 1 ? { layers: 1, n: shape[0], d: shape[2] } : { layers: shape[0], n: shape[1], d: shape[2] };
}

/** True if an array can be shown as a cloud. */
export function isCloud(entry: ArrayEntry): entry is CloudEntry {
  return (
    entry.type !== undefined &&
    (entry.shape.length === 2 || entry.shape.length === 3) &&
    entry.shape.every((size) => size > 0)
  );
}

/** As NumPy writes it. */
export function shapeText(shape: readonly number[]): string {
  return shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(", ")})`;
}
