/** The types of numbers that files hold, and their bytes as numbers of ours. */
import { decodeBFloat16, decodeFloat16 } from "../encoder/float16.ts";

export type ValueName =
  | "float16"
  | "bfloat16"
  | "float32"
  | "float64"
  | "int8"
  | "int16"
  | "int32"
  | "int64"
  | "uint8"
  | "uint16"
  | "uint32"
  | "uint64"
  | "bool";

export interface ValueType {
  readonly name: ValueName;
  readonly bigEndian: boolean;
}

const sizes: Readonly<Record<ValueName, number>> = {
  float16: 2,
  bfloat16: 2,
  float32: 4,
  float64: 8,
  int8: 1,
  int16: 2,
  int32: 4,
  int64: 8,
  uint8: 1,
  uint16: 2,
  uint32: 4,
  uint64: 8,
  bool: 1,
};

/** Bytes of one value. */
export function bytesOf({ name }: ValueType): number {
  return sizes[name];
}

/** True if float32 holds every value of the type exactly; the others are kept as float64. */
function fitsFloat32({ name }: ValueType): boolean {
  switch (name) {
    case "float16":
    case "bfloat16":
    case "float32":
    case "int8":
    case "int16":
    case "uint8":
    case "uint16":
    case "bool":
      return true;
    case "float64":
    case "int32":
    case "int64":
    case "uint32":
    case "uint64":
      return false;
  }
}

/** Numbers of a type that fitsFloat32, or the others. */
export type Values = Float32Array | Float64Array;

/** Room for values of a type. @throws RangeError if there is not so much memory. */
export function roomFor(type: ValueType, length: number): Values {
  return fitsFloat32(type) ? new Float32Array(length) : new Float64Array(length);
}

const platformIsLittleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/**
 * The numbers that bytes stand for; 64-bit integers beyond 2⁵³ are rounded.
 * @param bytes a whole number of values. Bytes of float32 and float64 in the platform's order are not copied if they are
 *   aligned; otherwise they are copied first.
 */
export function decodeValues(bytes: Uint8Array, type: ValueType): ArrayLike<number> {
  const size = bytesOf(type);
  const swap = size > 1 && type.bigEndian === platformIsLittleEndian;
  const aligned = swap || bytes.byteOffset % size !== 0 ? copyOf(bytes) : bytes;
  if (swap) reverseEach(aligned, size);
  const { buffer, byteOffset } = aligned;
  const length = bytes.length / size;
  switch (type.name) {
    case "float16":
      return decodeFloat16(new Uint16Array(buffer, byteOffset, length));
    case "bfloat16":
      return decodeBFloat16(new Uint16Array(buffer, byteOffset, length));
    case "float32":
      return new Float32Array(buffer, byteOffset, length);
    case "float64":
      return new Float64Array(buffer, byteOffset, length);
    case "int8":
      return new Int8Array(buffer, byteOffset, length);
    case "int16":
      return new Int16Array(buffer, byteOffset, length);
    case "int32":
      return new Int32Array(buffer, byteOffset, length);
    case "int64":
      return Float64Array.from(new BigInt64Array(buffer, byteOffset, length), Number);
    case "uint16":
      return new Uint16Array(buffer, byteOffset, length);
    case "uint32":
      return new Uint32Array(buffer, byteOffset, length);
    case "uint64":
      return Float64Array.from(new BigUint64Array(buffer, byteOffset, length), Number);
    case "uint8":
      return aligned;
    case "bool":
      return aligned.map((byte) => (byte === 0 ? 0 : 1));
  }
}

function copyOf(bytes: Uint8Array): Uint8Array {
  const copy = new Uint8Array(bytes.length);
  copy.set(bytes);
  return copy;
}

function reverseEach(bytes: Uint8Array, size: number): void {
  for (let start = 0; start < bytes.length; start += size) bytes.subarray(start, start + size).reverse();
}

const npyNames: Readonly<Record<string, ValueName>> = {
  f2: "float16",
  f4: "float32",
  f8: "float64",
  i1: "int8",
  i2: "int16",
  i4: "int32",
  i8: "int64",
  u1: "uint8",
  u2: "uint16",
  u4: "uint32",
  u8: "uint64",
  b1: "bool",
};

/** NumPy's name of a type, such as "<f4"; undefined if it is none of numbers. */
export function valueTypeOfNpy(descr: string): ValueType | undefined {
  const match = /^([<>|=])([fiub]\d)$/.exec(descr);
  const name = match === null ? undefined : npyNames[match[2]];
  return name === undefined ? undefined : { name, bigEndian: match![1] === ">" };
}

const safetensorsNames: Readonly<Record<string, ValueName>> = {
  F16: "float16",
  BF16: "bfloat16",
  F32: "float32",
  F64: "float64",
  I8: "int8",
  I16: "int16",
  I32: "int32",
  I64: "int64",
  U8: "uint8",
  U16: "uint16",
  U32: "uint32",
  U64: "uint64",
  BOOL: "bool",
};

/** The name of a type in a safetensors header; undefined for the types of eight bits that are no whole numbers. */
export function valueTypeOfSafetensors(dtype: string): ValueType | undefined {
  const name = Object.hasOwn(safetensorsNames, dtype) ? safetensorsNames[dtype] : undefined;
  return name === undefined ? undefined : { name, bigEndian: false };
}
