/**
 * Reader of the safetensors format: 8 bytes header length (little-endian), a JSON header with dtype, shape and byte
 * range of each tensor, then the values. Everything is checked before memory is taken; nothing in the file is executed.
 * Format: https://github.com/huggingface/safetensors#format
 */
import { isNestedDeeper } from "../files/nesting.ts";
import { shownValue } from "../files/shownValue.ts";
import { EncoderError, type EncoderFault } from "./encoderError.ts";
import { decodeBFloat16, decodeFloat16 } from "./float16.ts";

/** The reference implementation's own limit on the header, against files made to exhaust memory. */
const maximumHeaderBytes = 100_000_000;

const bytesPerElement = {
  F64: 8,
  F32: 4,
  F16: 2,
  BF16: 2,
  F8_E4M3: 1,
  F8_E5M2: 1,
  I64: 8,
  I32: 4,
  I16: 2,
  I8: 1,
  U64: 8,
  U32: 4,
  U16: 2,
  U8: 1,
  BOOL: 1,
} as const;

export type SafetensorsDtype = keyof typeof bytesPerElement;

/** Where one tensor is: its type, its shape and its bytes [start, end), counted from the start of the file. */
export interface TensorEntry {
  readonly dtype: SafetensorsDtype;
  readonly shape: readonly number[];
  readonly start: number;
  readonly end: number;
  /** The bytes that these places are in, where a file is joined of several. */
  readonly bytes?: Uint8Array;
}

/** A checked file: the header's entries over the bytes, none of which are decoded yet. */
export interface SafetensorsFile {
  readonly bytes: Uint8Array;
  readonly entries: ReadonlyMap<string, TensorEntry>;
}

/**
 * Parses and checks the header of a safetensors file.
 * @throws EncoderError `safetensors-truncated`, `safetensors-header-invalid`, `safetensors-offsets-invalid` or
 *   `safetensors-dtype-unsupported`.
 */
export function parseSafetensors(bytes: Uint8Array): SafetensorsFile {
  const headerEnd = safetensorsHeaderBytes(bytes, bytes.length);
  return { bytes, entries: parseSafetensorsHeader(bytes.subarray(0, headerEnd), bytes.length) };
}

/**
 * What the header says of the file as a whole: its `__metadata__`, empty if there is none.
 * @throws EncoderError as parseSafetensors.
 */
export function safetensorsMetadata(bytes: Uint8Array): Readonly<Record<string, unknown>> {
  const header = parseHeader(bytes.subarray(8, safetensorsHeaderBytes(bytes, bytes.length)));
  const metadata = (header as Readonly<Record<string, unknown>>).__metadata__;
  return typeof metadata === "object" && metadata !== null ? (metadata as Record<string, unknown>) : {};
}

/**
 * Where the header ends, so that a large file's header can be read alone.
 * @param bytes the file's first 8 bytes, or more.
 * @param fileBytes the size of the whole file.
 * @throws EncoderError `safetensors-truncated` or `safetensors-header-invalid`.
 */
export function safetensorsHeaderBytes(bytes: Uint8Array, fileBytes: number): number {
  if (bytes.length < 8) throw truncated({ detail: "cut-before-header", fileBytes: bytes.length });
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headerBytes = Number(view.getBigUint64(0, true));
  if (headerBytes > maximumHeaderBytes) {
    throw new EncoderError("safetensors-header-invalid", { detail: "header-too-long", headerBytes });
  }
  if (8 + headerBytes > fileBytes)
    throw truncated({ detail: "cut-in-header", headerBytes: 8 + headerBytes, fileBytes });
  return 8 + headerBytes;
}

/**
 * The checked entries of a header.
 * @param header the file's bytes up to the end of its header.
 * @param fileBytes the size of the whole file.
 * @throws EncoderError as parseSafetensors.
 */
export function parseSafetensorsHeader(header: Uint8Array, fileBytes: number): ReadonlyMap<string, TensorEntry> {
  const entries = new Map<string, TensorEntry>();
  for (const [name, entry] of Object.entries(parseHeader(header.subarray(8)))) {
    if (name !== "__metadata__") entries.set(name, checkedEntry(name, entry, header.length));
  }
  checkCoverage(entries, header.length, fileBytes);
  return entries;
}

/**
 * Several files as one: a checkpoint in shards. Nothing is copied.
 * @throws EncoderError `safetensors-header-invalid` if two hold a tensor of the same name.
 */
export function joinSafetensors(files: readonly SafetensorsFile[]): SafetensorsFile {
  if (files.length === 1) return files[0];
  const entries = new Map<string, TensorEntry>();
  for (const file of files) {
    for (const [name, entry] of file.entries) {
      if (entries.has(name)) throw new EncoderError("safetensors-header-invalid", { detail: "tensor-twice", name });
      entries.set(name, { ...entry, bytes: file.bytes });
    }
  }
  return { bytes: new Uint8Array(0), entries };
}

/**
 * Decodes one tensor to float32 values, row-major.
 * @param shape the shape the model's configuration asks for; the file's must be equal.
 * @throws EncoderError `tensor-missing`, `tensor-shape-wrong` or `safetensors-dtype-unsupported`.
 */
export function readTensor(file: SafetensorsFile, name: string, shape: readonly number[]): Float32Array {
  const entry = file.entries.get(name);
  if (entry === undefined) throw new EncoderError("tensor-missing", { detail: "no-such-tensor", name });
  if (entry.shape.length !== shape.length || entry.shape.some((size, axis) => size !== shape[axis])) {
    throw new EncoderError("tensor-shape-wrong", {
      detail: "shape",
      name,
      found: shownShape(entry.shape),
      expected: shape.join(", "),
    });
  }
  return decodeTensor(file, name, entry);
}

/** Decodes F32, F16 and BF16; other types hold no weights of an encoder. */
export function decodeTensor(file: SafetensorsFile, name: string, entry: TensorEntry): Float32Array {
  // A copy is aligned, which typed arrays ask for and the format does not promise. (Not slice: Node's Buffer overrides
  // it with a view.)
  const copy = new Uint8Array(entry.end - entry.start);
  copy.set((entry.bytes ?? file.bytes).subarray(entry.start, entry.end));
  const { buffer } = copy;
  switch (entry.dtype) {
    case "F32":
      return new Float32Array(buffer);
    case "F16":
      return decodeFloat16(new Uint16Array(buffer));
    case "BF16":
      return decodeBFloat16(new Uint16Array(buffer));
    case "F64":
    case "F8_E4M3":
    case "F8_E5M2":
    case "I64":
    case "I32":
    case "I16":
    case "I8":
    case "U64":
    case "U32":
    case "U16":
    case "U8":
    case "BOOL":
      throw new EncoderError("safetensors-dtype-unsupported", { detail: "dtype-not-read", name, dtype: entry.dtype });
  }
}

function truncated(fault: EncoderFault): EncoderError {
  return new EncoderError("safetensors-truncated", fault);
}

function parseHeader(bytes: Uint8Array): Record<string, unknown> {
  try {
    const header: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    if (typeof header === "object" && header !== null && !Array.isArray(header) && !isNestedDeeper(header))
      return header as Record<string, unknown>;
  } catch (cause) {
    throw new EncoderError("safetensors-header-invalid", { detail: "header-not-json" }, { cause });
  }
  throw new EncoderError("safetensors-header-invalid", { detail: "header-no-object" });
}

/** A file may state a shape of any number of axes. */
function shownShape(shape: readonly number[]): string {
  const most = 8;
  return shape.length > most ? `${shape.slice(0, most).join(", ")}, …` : shape.join(", ");
}

function isSize(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function checkedEntry(name: string, entry: unknown, dataStart: number): TensorEntry {
  const { dtype, shape, data_offsets: offsets } = (entry ?? {}) as Record<string, unknown>;
  if (typeof dtype !== "string" || !Object.hasOwn(bytesPerElement, dtype)) {
    throw new EncoderError("safetensors-dtype-unsupported", {
      detail: "dtype-unknown",
      name,
      dtype: shownValue(dtype),
    });
  }
  if (!Array.isArray(shape) || !shape.every(isSize)) {
    throw new EncoderError("safetensors-header-invalid", {
      detail: "shape-invalid",
      name,
      shape: shownValue(shape),
    });
  }
  if (!Array.isArray(offsets) || offsets.length !== 2 || !offsets.every(isSize)) {
    throw new EncoderError("safetensors-offsets-invalid", {
      detail: "range-invalid",
      name,
      range: shownValue(offsets),
    });
  }
  const [start, end] = offsets as [number, number];
  const elements = shape.reduce((product, size) => product * size, 1);
  const expected = elements * bytesPerElement[dtype as SafetensorsDtype];
  if (end - start !== expected) {
    throw new EncoderError("safetensors-offsets-invalid", {
      detail: "range-length",
      name,
      found: end - start,
      dtype,
      shape: shownShape(shape),
      expected,
    });
  }
  return { dtype: dtype as SafetensorsDtype, shape, start: dataStart + start, end: dataStart + end };
}

/** The tensors must fill the data exactly: an overlap, a hole or bytes at the end mean that the file is damaged. */
function checkCoverage(entries: ReadonlyMap<string, TensorEntry>, dataStart: number, fileBytes: number): void {
  let covered = dataStart;
  const inOrder = [...entries].sort(([, a], [, b]) => a.start - b.start || a.end - b.end);
  for (const [name, { start, end }] of inOrder) {
    if (end > fileBytes) throw truncated({ detail: "cut-in-tensor", name, end, fileBytes });
    if (start !== covered) {
      if (start < covered)
        throw new EncoderError("safetensors-offsets-invalid", { detail: "overlap", name, start, covered });
      throw new EncoderError("safetensors-offsets-invalid", { detail: "hole", name, start, covered });
    }
    covered = end;
  }
  if (covered !== fileBytes) {
    throw new EncoderError("safetensors-offsets-invalid", { detail: "rest", covered, fileBytes });
  }
}
