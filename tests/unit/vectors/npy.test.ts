import { english } from "../../../src/messages/en/catalogue.ts";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InputError } from "../../../src/corpora/inputError.ts";
import type { PointCloud } from "../../../src/geometry/pointCloud.ts";
import { bytesSource } from "../../../src/vectors/byteSource.ts";
import { readNpyHeader } from "../../../src/vectors/npyHeader.ts";
import { open, problemOf as problemOfFile } from "./openFile.ts";

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

const problemOf = (bytes: Uint8Array) => problemOfFile(bytesSource("array.npy", bytes));

async function readNpy(bytes: Uint8Array): Promise<PointCloud> {
  return (await open(bytesSource("array.npy", bytes))).layers[0].cloud;
}

describe("files that NumPy wrote", () => {
  const readable = readdirSync(folder).filter((name) => /^(float|version)/.test(name));

  test("are there", () => expect(readable).toHaveLength(14));

  test.each(readable)("%s holds the values that NumPy put there", async (name) => {
    const { values, n, d } = await readNpy(golden(name));
    expect([n, d]).toEqual([3, 4]);
    expect(values).toBeInstanceOf(name.startsWith("float64") ? Float64Array : Float32Array);
    expect([...values]).toEqual(expected.flat());
  });

  test("can lie anywhere in a larger buffer", async () => {
    const file = golden("float64_little_C.npy");
    const buffer = new Uint8Array(file.length + 3);
    buffer.set(file, 3);
    expect([...(await readNpy(buffer.subarray(3))).values]).toEqual(expected.flat());
  });

  test("of whole numbers and one column are read too", async () => {
    expect(await readNpy(golden("integers.npy"))).toEqual({ values: Float64Array.of(0, 0, 3), n: 3, d: 1 });
  });

  test("of other shapes are refused with what there is", async () => {
    expect(await problemOf(golden("one_dimension.npy"))).toEqual({
      code: "vectors-no-array",
      found: ["array (4,) <f8"],
    });
    expect(await problemOf(golden("no_rows.npy"))).toEqual({ code: "vectors-no-array", found: ["array (0, 4) <f8"] });
  });

  test("cut at any byte are refused, and so is a byte too many", async () => {
    const file = golden("float32_little_C.npy");
    for (let length = 0; length < file.length; length++) {
      expect((await problemOf(file.subarray(0, length))).code).toMatch(/^(npy-not-npy|npy-header-cut|vectors-length)$/);
    }
    expect(await problemOf(file.subarray(0, file.length - 5))).toEqual({
      code: "vectors-length",
      array: "array",
      shape: [3, 4],
      expected: 48,
      found: 43,
    });
    expect(await problemOf(Uint8Array.from([...file, 0]))).toMatchObject({ code: "vectors-length", found: 49 });
  });

  test("with any one byte of the header changed are read or refused, never a crash", async () => {
    const file = golden("float32_little_C.npy");
    await fc.assert(
      fc.asyncProperty(fc.nat(127), fc.nat(255), async (position, byte) => {
        const changed = Uint8Array.from(file);
        changed[position] = byte;
        try {
          const { n, d, values } = await readNpy(changed);
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
  test("may have its keys in any order, other quotes, other blanks and no last comma", async () => {
    const file = fileWith('{"shape":( 2 ,3 , ),\'fortran_order\' : False,"descr":"<f4"}', 24);
    expect(readNpyHeader(file)).toMatchObject({ shape: [2, 3], fortranOrder: false, descr: "<f4" });
    expect(await readNpy(file)).toMatchObject({ n: 2, d: 3 });
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
    [
      "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999, 4)}",
      "the number 100000000000000000000",
    ],
    ["{'descr': '<f4', 'fortran_order': False, 'shape': (1, 1)} + exit()", 'it has "+"'],
    ["{'descr': __import__('os').getcwd(), 'fortran_order': False, 'shape': (1, 1)}", 'it has "_"'],
    ["{'descr': [('x', '<f4')], 'fortran_order': False, 'shape': (1, 1)}", 'it has "["'],
    ["{'descr': '<f4', 'fortran_order': False, 'shape': (1, 1)", "it ends too early"],
  ])("%s is refused", async (header, detail) => {
    const problem = await problemOf(fileWith(header, 4));
    expect(problem.code).toBe("npy-header");
    expect(english.faults.input(problem)).toContain(detail);
  });

  test("that claims a huge array costs no memory", async () => {
    const file = fileWith("{'descr': '<f8', 'fortran_order': False, 'shape': (900000000, 4096), }", 8);
    expect(await problemOf(file)).toMatchObject({ code: "vectors-length", expected: 900000000 * 4096 * 8, found: 8 });
  });

  test("of another version, or of an absurd length, is refused", async () => {
    const file = golden("version_2.npy");
    expect(await problemOf(Uint8Array.from(file).fill(4, 6, 7))).toEqual({ code: "npy-version", major: 4, minor: 0 });
    expect(await problemOf(Uint8Array.from(file).fill(0xff, 8, 12))).toMatchObject({ code: "npy-header" });
  });
});

test("rows that are not finite are named, and left out where that is wished", async () => {
  const file = Uint8Array.from(golden("float64_little_F.npy"));
  const view = new DataView(file.buffer);
  view.setFloat64(128 + 8 * (3 * 2 + 1), NaN, true);
  view.setFloat64(128 + 8 * (3 * 3 + 1), -Infinity, true);
  expect(await problemOf(file)).toEqual({ code: "vectors-not-finite", rows: 1, empty: 0, first: [1], n: 3 });
  const { layers, rows, dropped, n } = await open(bytesSource("array.npy", file), { dropNotFinite: true });
  expect([[...layers[0].cloud.values], [...rows!], dropped, n]).toEqual([
    [...expected[0], ...expected[2]],
    [0, 2],
    1,
    2,
  ]);
});
