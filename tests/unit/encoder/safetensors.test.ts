import { worded } from "../sentences.ts";
import { expect, test } from "vitest";
import { EncoderError, type EncoderErrorCode } from "../../../src/encoder/encoderError.ts";
import { parseSafetensors, readTensor } from "../../../src/encoder/safetensors.ts";
import { writeSafetensors } from "../../../src/encoder/safetensorsWriter.ts";

const floats = (...values: number[]) => new Uint8Array(Float32Array.from(values).buffer);

const good = writeSafetensors(
  [
    { name: "a", dtype: "F32", shape: [2, 2], bytes: floats(1, 2, 3, 4) },
    { name: "h", dtype: "F16", shape: [3], bytes: new Uint8Array(Uint16Array.of(0x3c00, 0xc000, 0x3555).buffer) },
    { name: "b", dtype: "BF16", shape: [1], bytes: new Uint8Array(Uint16Array.of(0x3f80).buffer) },
    { name: "i", dtype: "I64", shape: [1], bytes: new Uint8Array(8) },
    { name: "none", dtype: "F32", shape: [0, 3], bytes: new Uint8Array(0) },
  ],
  { format: "pt" },
);

/** A file with the given header (an object, or raw text) and number of data bytes. */
function file(header: unknown, dataBytes: number): Uint8Array {
  const json = new TextEncoder().encode(typeof header === "string" ? header : JSON.stringify(header));
  const bytes = new Uint8Array(8 + json.length + dataBytes);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(json.length), true);
  bytes.set(json, 8);
  return bytes;
}

function codeOf(run: () => unknown): EncoderErrorCode | undefined {
  try {
    run();
  } catch (error) {
    if (error instanceof EncoderError) return error.code;
    throw error;
  }
  return undefined;
}

test("F32, F16 and BF16 tensors are read as float32, whatever the alignment of the bytes", () => {
  const shifted = new Uint8Array(good.length + 3);
  shifted.set(good, 3);
  for (const bytes of [good, shifted.subarray(3), Buffer.from(good)]) {
    const parsed = parseSafetensors(bytes);
    expect([...readTensor(parsed, "a", [2, 2])]).toEqual([1, 2, 3, 4]);
    expect([...readTensor(parsed, "h", [3])]).toEqual([1, -2, 0.333251953125]);
    expect([...readTensor(parsed, "b", [1])]).toEqual([1]);
    expect(readTensor(parsed, "none", [0, 3]).length).toBe(0);
  }
});

test("a file cut at any byte is refused", () => {
  for (let length = 0; length < good.length; length++) {
    expect(
      codeOf(() => parseSafetensors(good.slice(0, length))),
      `cut at ${length}`,
    ).toBe("safetensors-truncated");
  }
});

test("a header that is not a JSON object is refused", () => {
  for (const header of ["{", "[]", "null", "3", '"text"', "\u0000"]) {
    expect(codeOf(() => parseSafetensors(file(header, 0)))).toBe("safetensors-header-invalid");
  }
});

test("an absurd header length is refused before memory is taken", () => {
  const bytes = new Uint8Array(16).fill(0xff);
  expect(codeOf(() => parseSafetensors(bytes))).toBe("safetensors-header-invalid");
  const html = new TextEncoder().encode("<!doctype html><title>Not found</title>");
  expect(codeOf(() => parseSafetensors(html))).toBe("safetensors-header-invalid");
});

test.each<[string, unknown, number, EncoderErrorCode]>([
  [
    "an overlap",
    { a: { dtype: "F32", shape: [1], data_offsets: [0, 4] }, b: { dtype: "F32", shape: [1], data_offsets: [2, 6] } },
    6,
    "safetensors-offsets-invalid",
  ],
  [
    "a hole",
    { a: { dtype: "F32", shape: [1], data_offsets: [0, 4] }, b: { dtype: "F32", shape: [1], data_offsets: [8, 12] } },
    12,
    "safetensors-offsets-invalid",
  ],
  [
    "bytes after the last tensor",
    { a: { dtype: "F32", shape: [1], data_offsets: [0, 4] } },
    5,
    "safetensors-offsets-invalid",
  ],
  [
    "a range that does not fit the shape",
    { a: { dtype: "F32", shape: [2], data_offsets: [0, 4] } },
    4,
    "safetensors-offsets-invalid",
  ],
  [
    "a range that runs backwards",
    { a: { dtype: "F32", shape: [1], data_offsets: [4, 0] } },
    4,
    "safetensors-offsets-invalid",
  ],
  [
    "a shape too large for any memory",
    { a: { dtype: "F32", shape: [1e9, 1e9], data_offsets: [0, 4] } },
    4,
    "safetensors-offsets-invalid",
  ],
  ["a negative size", { a: { dtype: "F32", shape: [-1], data_offsets: [0, 4] } }, 4, "safetensors-header-invalid"],
  ["a fractional size", { a: { dtype: "F32", shape: [0.5], data_offsets: [0, 2] } }, 2, "safetensors-header-invalid"],
  ["a tensor that is null", { a: null }, 0, "safetensors-dtype-unsupported"],
  ["an unknown type", { a: { dtype: "F31", shape: [1], data_offsets: [0, 4] } }, 4, "safetensors-dtype-unsupported"],
  [
    "a type named like an object's method",
    { a: { dtype: "toString", shape: [1], data_offsets: [0, 4] } },
    4,
    "safetensors-dtype-unsupported",
  ],
  ["a tensor beyond the file", { a: { dtype: "F32", shape: [2], data_offsets: [0, 8] } }, 4, "safetensors-truncated"],
])("%s is refused", (_, header, dataBytes, code) => {
  expect(codeOf(() => parseSafetensors(file(header, dataBytes)))).toBe(code);
});

test("a missing tensor, a wrong shape and a type without weights are told apart, with the numbers", () => {
  const parsed = parseSafetensors(good);
  expect(codeOf(() => readTensor(parsed, "z", [1]))).toBe("tensor-missing");
  expect(codeOf(() => readTensor(parsed, "i", [1]))).toBe("safetensors-dtype-unsupported");
  expect(worded(() => readTensor(parsed, "a", [4]))).toThrow(
    '"a" has the shape [2, 2]; the configuration asks for [4].',
  );
  expect(codeOf(() => readTensor(parsed, "a", [4]))).toBe("tensor-shape-wrong");
});
