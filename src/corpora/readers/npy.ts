/** Reads a cloud of points out of a NumPy .npy file. */
import type { PointCloud } from "../../geometry/pointCloud.ts";
import { InputError } from "../inputError.ts";
import { readNpyHeader } from "./npyHeader.ts";

/** How values of one type are read. */
interface ValueType {
  readonly bytes: 2 | 4 | 8;
  readonly littleEndian: boolean;
}

const valueTypes: ReadonlyMap<string, ValueType> = new Map([
  ["<f2", { bytes: 2, littleEndian: true }],
  [">f2", { bytes: 2, littleEndian: false }],
  ["<f4", { bytes: 4, littleEndian: true }],
  [">f4", { bytes: 4, littleEndian: false }],
  ["<f8", { bytes: 8, littleEndian: true }],
  [">f8", { bytes: 8, littleEndian: false }],
]);

/** The value of an IEEE 754 binary16 number, from its 16 bits. */
export function decodeFloat16(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : NaN;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

function readValue(view: DataView, offset: number, type: ValueType): number {
  switch (type.bytes) {
    case 2:
      return decodeFloat16(view.getUint16(offset, type.littleEndian));
    case 4:
      return view.getFloat32(offset, type.littleEndian);
    case 8:
      return view.getFloat64(offset, type.littleEndian);
  }
}

/**
 * Reads a two-dimensional array of float16, float32 or float64, in C or Fortran order, of either byte order. All
 * lengths are checked against the file's before memory is taken.
 *
 * @param bytes The whole file.
 * @returns n × d values, row-major: float64 for float64, else float32, which holds both other types exactly.
 * @throws InputError with a code that begins with npy-.
 */
export function readNpy(bytes: Uint8Array): PointCloud {
  const { descr, fortranOrder, shape, dataOffset } = readNpyHeader(bytes);
  const type = valueTypes.get(descr);
  if (type === undefined) throw new InputError({ code: "npy-type", descr });
  if (shape.length !== 2) throw new InputError({ code: "npy-dimensions", shape });
  const [rows, columns] = shape as readonly [number, number];
  if (rows === 0 || columns === 0) throw new InputError({ code: "npy-empty", rows, columns });
  const expected = rows * columns * type.bytes;
  const found = bytes.length - dataOffset;
  if (expected !== found) throw new InputError({ code: "npy-length", rows, columns, expected, found });

  const view = new DataView(bytes.buffer, bytes.byteOffset + dataOffset, expected);
  const values = type.bytes === 8 ? new Float64Array(rows * columns) : new Float32Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const index = fortranOrder ? column * rows + row : row * columns + column;
      const value = readValue(view, index * type.bytes, type);
      if (!Number.isFinite(value)) throw new InputError({ code: "npy-not-finite", row, column, value: String(value) });
      values[row * columns + column] = value;
    }
  }
  return { values, n: rows, d: columns };
}
