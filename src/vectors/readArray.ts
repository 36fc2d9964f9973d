/** The values of an array, as the clouds of its layers. */
import { InputError } from "../corpora/inputError.ts";
import { cloudShape, type CloudEntry } from "./arrayEntry.ts";
import type { RowFlags } from "./rowFlags.ts";
import { bytesOf, decodeValues, roomFor, type Values } from "./valueType.ts";
import { mostValueBytes, type VectorLayer } from "./vectorCloud.ts";

type Piece = ArrayLike<number> & { readonly subarray?: (start: number, end: number) => ArrayLike<number> };

/**
 * Bytes that the values of arrays will take in memory.
 * @throws InputError vectors-length, vectors-too-large: before any of it is taken.
 */
export function checkSizes(entries: readonly CloudEntry[]): number {
  let total = 0;
  for (const { name, shape, type, bytes } of entries) {
    const values = shape.reduce((product, size) => product * size, 1);
    const expected = values * bytesOf(type);
    if (expected !== bytes)
      throw new InputError({ code: "vectors-length", array: name, shape, expected, found: bytes });
    total += values * roomFor(type, 0).BYTES_PER_ELEMENT;
  }
  if (total > mostValueBytes) throw new InputError({ code: "vectors-too-large", bytes: total, most: mostValueBytes });
  return total;
}

/**
 * Reads an array whose size has been checked. Rows with a value that is no finite number are marked.
 *
 * @param onBytes called with the number of bytes just read; may throw to stop.
 * @throws InputError vectors-length if the stream gives another number of bytes than it was said to.
 */
export async function readArray(
  entry: CloudEntry,
  notFinite: RowFlags,
  onBytes: (bytes: number) => void,
): Promise<VectorLayer[]> {
  const { name, shape, type, bytes } = entry;
  const { layers, n, d } = cloudShape(entry);
  const targets = Array.from({ length: layers }, () => roomFor(type, n * d));
  const place = entry.fortranOrder ? placeByColumns(targets, n, d, notFinite) : placeByRows(targets, n, d, notFinite);
  const size = bytesOf(type);
  let carry = new Uint8Array(0);
  let received = 0;
  for await (const piece of entry.open()) {
    received += piece.length;
    if (received > bytes)
      throw new InputError({ code: "vectors-length", array: name, shape, expected: bytes, found: received });
    let whole = piece;
    if (carry.length > 0) {
      whole = new Uint8Array(carry.length + piece.length);
      whole.set(carry);
      whole.set(piece, carry.length);
    }
    const usable = whole.length - (whole.length % size);
    if (usable > 0) place(decodeValues(whole.subarray(0, usable), type));
    carry = whole.slice(usable);
    onBytes(piece.length);
  }
  if (received !== bytes)
    throw new InputError({ code: "vectors-length", array: name, shape, expected: bytes, found: received });
  return targets.map((values, layer) => ({ name: layers === 1 ? name : `${name}[${layer}]`, cloud: { values, n, d } }));
}

/** The last index runs fastest: values go where they come, layer after layer. */
function placeByRows(targets: readonly Values[], n: number, d: number, notFinite: RowFlags): (piece: Piece) => void {
  let layer = 0;
  let at = 0;
  return (piece) => {
    for (let from = 0; from < piece.length;) {
      const target = targets[layer];
      const count = Math.min(piece.length - from, n * d - at);
      target.set(
        count === piece.length || piece.subarray === undefined ? piece : piece.subarray(from, from + count),
        at,
      );
      markNotFinite(target, at, at + count, d, notFinite);
      from += count;
      at += count;
      if (at === n * d) {
        layer += 1;
        at = 0;
      }
    }
  };
}

function markNotFinite(values: Values, from: number, to: number, d: number, notFinite: RowFlags): void {
  for (let i = from; i < to; i++) {
    // Only of finite numbers the difference from themselves is 0.
    if (values[i] - values[i] !== 0) notFinite.mark(Math.floor(i / d));
  }
}

/** The first index runs fastest: layer, then row, then column. */
function placeByColumns(targets: readonly Values[], n: number, d: number, notFinite: RowFlags): (piece: Piece) => void {
  let layer = 0;
  let row = 0;
  let column = 0;
  return (piece) => {
    for (let i = 0; i < piece.length; i++) {
      const value = piece[i];
      targets[layer][row * d + column] = value;
      if (value - value !== 0) notFinite.mark(row);
      if (++layer < targets.length) continue;
      layer = 0;
      if (++row < n) continue;
      row = 0;
      column += 1;
    }
  };
}
