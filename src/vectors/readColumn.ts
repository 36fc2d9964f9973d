/** A one-dimensional array as words: labels or texts beside the vectors, or numbers that stand for classes. */
import { InputError } from "../corpora/inputError.ts";
import type { ArrayEntry } from "./arrayEntry.ts";
import { takeFirst } from "./byteSource.ts";
import { columnOf, type Column } from "./column.ts";
import { bytesOf, decodeValues } from "./valueType.ts";
import { mostValueBytes } from "./vectorCloud.ts";

/** NumPy's texts of fixed length: "<U12" has 12 UCS-4 characters, "|S12" 12 bytes. */
const fixedText = /^([<>|=])([US])(\d{1,9})$/;

/** True if readColumn can read the array. Python objects (pickles) are never opened. */
export function isColumn({ shape, type, typeName }: ArrayEntry): boolean {
  return shape.length === 1 && (type !== undefined || fixedText.test(typeName));
}

/** @throws InputError vectors-length, vectors-too-large, text-not-utf8. */
export async function readColumn(entry: ArrayEntry): Promise<Column> {
  const { name, shape, type, typeName, bytes } = entry;
  const match = fixedText.exec(typeName);
  const size = type !== undefined ? bytesOf(type) : Number(match![3]) * (match![2] === "U" ? 4 : 1);
  const expected = shape[0] * size;
  if (expected !== bytes) throw new InputError({ code: "vectors-length", array: name, shape, expected, found: bytes });
  if (expected > mostValueBytes)
    throw new InputError({ code: "vectors-too-large", bytes: expected, most: mostValueBytes });
  const { first, rest } = await takeFirst(entry.open(), expected);
  // Only at its end an archive's member tells whether its checksum fits.
  for await (const piece of rest) {
    if (piece.length > 0)
      throw new InputError({ code: "vectors-length", array: name, shape, expected, found: expected + piece.length });
  }
  if (first.length !== expected)
    throw new InputError({ code: "vectors-length", array: name, shape, expected, found: first.length });
  if (type !== undefined) return columnOf(name, Array.from(decodeValues(first, type), String));
  const item = (row: number) => first.subarray(row * size, (row + 1) * size);
  const decode =
    match![2] === "U"
      ? (row: number) => ucs4Text(item(row), match![1] === ">")
      : (row: number) => byteText(item(row), row);
  return columnOf(
    name,
    Array.from({ length: shape[0] }, (_, row) => decode(row)),
  );
}

/** Up to the padding of NULs at the end; numbers that are no characters become U+FFFD. */
function ucs4Text(bytes: Uint8Array, bigEndian: boolean): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let end = bytes.length;
  while (end > 0 && view.getUint32(end - 4, !bigEndian) === 0) end -= 4;
  let text = "";
  for (let at = 0; at < end; at += 4) {
    const point = view.getUint32(at, !bigEndian);
    text += String.fromCodePoint(point <= 0x10ffff ? point : 0xfffd);
  }
  return text;
}

function byteText(bytes: Uint8Array, row: number): string {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0) end--;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(0, end));
  } catch {
    throw new InputError({ code: "text-not-utf8", line: row + 1 });
  }
}
