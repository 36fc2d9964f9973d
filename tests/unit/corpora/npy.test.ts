import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InputError, type InputProblem } from "../../../src/corpora/inputError.ts";
import { decodeFloat16, readNpy } from "../../../src/corpora/readers/npy.ts";
import { readNpyHeader } from "../../../src/corpora/readers/npyHeader.ts";

const folder = join(import.meta.dirname, "../../golden/npy");
/** What tests/golden/npy/make.py put into each of the files. */
const expected = [
  [0, -1.5, 2.25, 65504],
  [2 ** -24, -(2 ** -14), 0.333251953125, 1],
  [3, -7, 1024, -0],
];

function golden(name: string): Uint8Array {
  return readFileSync(join(folder, name));
}

/** A version 1.0 file with the given header and this many bytes after it. */
function fileWith(header: string, dataBytes = 0): Uint8Array {
  const text = new TextEncoder().encode(header);
  return Uint8Array.from([
    ...[0x93, ...new TextEncoder().encode("NUMPY"), 1, 0, text.length & 0xff, text.length >> 8],
    ...text,
    ...new Uint8Array(dataBytes),
  ]);
}

function problemOf(bytes: Uint8Array): InputProblem {
  try {
    readNpy(bytes);
  } catch (error) {
    if (error instanceof InputError) return error.problem;
    throw error;
  }
  throw new Error("The file was read.");
}

describe("files that NumPy wrote", () => {
  const readable = readdirSync(folder).filter((name) => /^(float|version)/.test(name));

  test("are there", () => expect(readable).toHaveLength(14));

  test.each(readable)("%s holds the values that NumPy put there", (name) => {
    const { values, n, d } = readNpy(golden(name));
    expect([n, d]).toEqual([3, 4]);
    expect(values).toBeInstanceOf(name.startsWith("float64") ? Float64Array : Float32Array);
    expect([...values]).toEqual(expected.flat());
  });

  test("can lie anywhere in a larger buffer", () => {
    const file = golden("float64_little_C.npy");
    const buffer = new Uint8Array(file.length + 3);
    buffer.set(file, 3);
    expect([...readNpy(buffer.subarray(3)).values]).toEqual(expected.flat());
  });

  test("of other shapes and types are refused with the figures", () => {
    expect(problemOf(golden("one_dimension.npy"))).toEqual({ code: "npy-dimensions", shape: [4] });
    expect(problemOf(golden("integers.npy"))).toEqual({ code: "npy-type", descr: "<i8" });
    expect(problemOf(golden("no_rows.npy"))).toEqual({ code: "npy-empty", rows: 0, columns: 4 });
  });

  test("cut at any byte are refused, and so is a byte too many", () => {
    const file = golden("float32_little_C.npy");
    for (let length = 0; length < file.length; length++) {
      expect(problemOf(file.subarray(0, length)).code).toMatch(/^npy-(not-npy|header-cut|length)$/);
    }
    expect(problemOf(file.subarray(0, file.length - 5))).toEqual({
      code: "npy-length",
      rows: 3,
      columns: 4,
      expected: 48,
      found: 43,
    });
    expect(problemOf(Uint8Array.from([...file, 0]))).toMatchObject({ code: "npy-length", found: 49 });
  });

  test("with any one byte of the header changed are read or refused, never a crash", () => {
    const file = golden("float32_little_C.npy");
    fc.assert(
      fc.property(fc.nat(127), fc.nat(255), (position, byte) => {
        const changed = Uint8Array.from(file);
        changed[position] = byte;
        try {
          const { n, d, values } = readNpy(changed);
          expect(values).toHaveLength(n * d);
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe("the header", () => {
  test("may have its keys in any order, other quotes, other blanks and no last comma", () => {
    const file = fileWith('{"shape":( 2 ,3 , ),\'fortran_order\' : False,"descr":"<f4"}', 24);
    expect(readNpyHeader(file)).toMatchObject({ shape: [2, 3], fortranOrder: false, descr: "<f4" });
    expect(readNpy(file)).toMatchObject({ n: 2, d: 3 });
  });

  test.each([
    ["", "it ends too early"],
    ["{}", "it has no descr"],
    ["{'descr': '<f4', 'fortran_order': False}", "it has no shape"],
    ["{'descr': '<f4', 'shape': (1, 1)}", "it has no fortran_order"],
    ["{'descr': '<f4', 'descr': '<f8', 'fortran_order': False, 'shape': (1, 1)}", "the key 'descr'"],
    ["{'descr': '<f4', 'fortran_order': False, 'shape': (1, 1), 'more': 'x'}", "the key 'more'"],
    ["{'descr': '<f4', 'fortran_order': 0, 'shape': (1, 1)}", 'it has "0"'],
    ["{'descr': '<f4', 'fortran_order': False, 'shape': (4)}", "a number, not a tuple"],
    ["{'descr': '<f4', 'fortran_order': False, 'shape': (-1, 4)}", 'it has "-"'],
    ["{'descr': '<f4', 'fortran_order': False, 'shape': (1.5, 4)}", 'it has "."'],
    ["{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999, 4)}", "the number 100000000000000000000"],
    ["{'descr': '<f4', 'fortran_order': False, 'shape': (1, 1)} + exit()", 'it has "+"'],
    ["{'descr': __import__('os').getcwd(), 'fortran_order': False, 'shape': (1, 1)}", 'it has "_"'],
    ["{'descr': [('x', '<f4')], 'fortran_order': False, 'shape': (1, 1)}", 'it has "["'],
    ["{'descr': '<f4', 'fortran_order': False, 'shape': (1, 1)", "it ends too early"],
  ])("%s is refused", (header, detail) => {
    const problem = problemOf(fileWith(header, 4));
    expect(problem).toMatchObject({ code: "npy-header", detail: expect.stringContaining(detail) as string });
  });

  test("that claims a huge array costs no memory", () => {
    const file = fileWith("{'descr': '<f8', 'fortran_order': False, 'shape': (900000000, 4096), }", 8);
    expect(problemOf(file)).toMatchObject({ code: "npy-length", expected: 900000000 * 4096 * 8, found: 8 });
  });

  test("of another version, or of an absurd length, is refused", () => {
    const file = golden("version_2.npy");
    expect(problemOf(Uint8Array.from(file).fill(4, 6, 7))).toEqual({ code: "npy-version", major: 4, minor: 0 });
    expect(problemOf(Uint8Array.from(file).fill(0xff, 8, 12))).toMatchObject({ code: "npy-header" });
  });
});

test("a value that is no finite number is named by its row and column", () => {
  const file = Uint8Array.from(golden("float64_little_F.npy"));
  new DataView(file.buffer).setFloat64(128 + 8 * (3 * 2 + 1), NaN, true);
  expect(problemOf(file)).toEqual({ code: "npy-not-finite", row: 1, column: 2, value: "NaN" });
});

test("every binary16 number is decoded as its sign, exponent and fraction say", () => {
  expect(decodeFloat16(0x0001)).toBe(2 ** -24);
  expect(decodeFloat16(0x03ff)).toBe(1023 * 2 ** -24);
  expect(decodeFloat16(0x0400)).toBe(2 ** -14);
  expect(decodeFloat16(0x3c00)).toBe(1);
  expect(decodeFloat16(0x3555)).toBe(0.333251953125);
  expect(decodeFloat16(0x7bff)).toBe(65504);
  expect(decodeFloat16(0xfc00)).toBe(-Infinity);
  expect(decodeFloat16(0x7e00)).toBeNaN();
  expect(decodeFloat16(0x8000)).toBe(-0);
});
