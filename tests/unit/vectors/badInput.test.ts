import { english } from "../../../src/messages/en/catalogue.ts";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InputError, type InputProblem } from "../../../src/corpora/inputError.ts";
import { bytesSource, type ByteSource } from "../../../src/vectors/byteSource.ts";
import { golden, goldenFolder, open, problemOf, textFile } from "./openFile.ts";

function bytesOf(name: string): Uint8Array {
  return Uint8Array.from(readFileSync(join(goldenFolder, name)));
}

function changed(name: string, change: (bytes: Uint8Array, view: DataView) => void): ByteSource {
  const bytes = bytesOf(name);
  change(bytes, new DataView(bytes.buffer));
  return bytesSource(name, bytes);
}

/** A .npy whose header claims a shape, over a file that says it is as long as that and gives nothing. */
function claimed(shape: string, bytes: number): ByteSource {
  const header = `{'descr': '<f8', 'fortran_order': False, 'shape': ${shape}, }\n`;
  const head = Uint8Array.from([
    0x93,
    ...new TextEncoder().encode("NUMPY"),
    1,
    0,
    header.length,
    0,
    ...new TextEncoder().encode(header),
  ]);
  const read = (start: number, end: number): Promise<Uint8Array> => {
    const piece = new Uint8Array(end - start);
    piece.set(head.subarray(start, end));
    return Promise.resolve(piece);
  };
  return { name: "claimed.npy", size: head.length + bytes, read };
}

function safetensors(header: unknown, dataBytes: number): ByteSource {
  const text = new TextEncoder().encode(JSON.stringify(header));
  const bytes = new Uint8Array(8 + text.length + dataBytes);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true);
  bytes.set(text, 8);
  return bytesSource("t.safetensors", bytes);
}

const cases: [string, ByteSource | readonly ByteSource[], Partial<InputProblem>, string][] = [
  ["an empty file", textFile("a.csv", ""), { code: "vectors-empty" }, "a.csv holds no points."],
  ["a header alone", textFile("a.csv", "x,y\n"), { code: "vectors-no-numbers" }, "There is no column of numbers"],
  [
    "a picture",
    bytesSource("a.png", Uint8Array.of(0x89, 0x50, 0, 1, 2)),
    { code: "vectors-unknown-file" },
    "none that vectors are read from",
  ],
  ["words alone", textFile("a.csv", "a,b\nc,d\n"), { code: "vectors-no-numbers" }, "the columns are"],
  [
    "a ragged row",
    textFile("a.csv", "1,2\n3,4\n5\n"),
    { code: "vectors-ragged", line: 3, expected: 2, found: 1 },
    "Line 3 has 1 value, the first line has 2",
  ],
  [
    "a word among numbers",
    textFile("a.csv", `x,y\n${"1,2\n".repeat(150)}3,oops\n`),
    { code: "vectors-not-number", line: 152, column: "y", value: "oops" },
    "Line 152 has “oops”",
  ],
  [
    "a hole",
    textFile("a.csv", "x,y\n1,2\n,4\ninf,1\n"),
    { code: "vectors-not-finite", rows: 2, empty: 0, first: [1, 2], n: 3 },
    "2 of 3 rows have NaN or an infinity in it: rows 1, 2",
  ],
  [
    "nothing but holes",
    textFile("a.csv", "x,y\nnan,1\n1,nan\n"),
    { code: "vectors-not-finite", rows: 2 },
    "Every row has NaN",
  ],
  ["an open quote", textFile("a.csv", '1,"x\n2,y\n'), { code: "table-quote", line: 1 }, "line 1"],
  [
    "bytes that are no UTF-8",
    bytesSource("a.csv", Uint8Array.of(0x31, 0x2c, 0x32, 0x0a, 0xff, 0x0a)),
    { code: "text-not-utf8" },
    "not valid UTF-8",
  ],
  [
    "lists of two lengths",
    textFile("a.csv", 'v\n"[1, 2]"\n"[3]"\n'),
    { code: "vectors-ragged-list", row: 1 },
    "every point needs as many dimensions",
  ],
  [
    "labels for other points",
    [textFile("a.csv", "1,2\n3,4\n"), textFile("labels.txt", "a\nb\nc\n")],
    { code: "vectors-beside", expected: 2, found: 3 },
    "labels.txt has 3 entries, and there are 2 points",
  ],
  [
    "two files of vectors",
    [golden("int8.npy"), golden("stored.npz")],
    { code: "vectors-two-files" },
    "one file of vectors at a time",
  ],
  [
    "more than memory holds",
    claimed("(200000, 2000)", 200000 * 2000 * 8),
    { code: "vectors-too-large", bytes: 3.2e9 },
    "The values would take 3.0 GB of memory; up to 1.5 GB can be opened.",
  ],
  [
    "a shape that the file is too short for",
    claimed("(200000, 768)", 4096),
    { code: "vectors-length", expected: 200000 * 768 * 8, found: 4096 },
    "should have 1228800000 bytes",
  ],
  [
    "a shape beyond all numbers",
    claimed("(9007199254740991, 9007199254740991)", 8),
    { code: "vectors-length" },
    "“claimed” should have",
  ],
  [
    "a cut archive",
    bytesSource("a.npz", bytesOf("stored.npz").subarray(0, 900)),
    { code: "vectors-zip" },
    "it has no directory at its end; the file may be cut",
  ],
  [
    "a member that is not where it should be",
    changed("stored.npz", (bytes) => bytes.fill(0, 0, 4)),
    { code: "vectors-zip" },
    "is not where its directory says",
  ],
  [
    "a damaged member",
    changed("deflated.npz", (bytes) => bytes.fill(0xff, 80, 200)),
    { code: "vectors-zip" },
    "damaged",
  ],
  [
    "tensors that overlap",
    safetensors(
      {
        a: { dtype: "F32", shape: [1, 2], data_offsets: [0, 8] },
        b: { dtype: "F32", shape: [1, 2], data_offsets: [4, 12] },
      },
      12,
    ),
    { code: "vectors-safetensors" },
    "overlaps",
  ],
  [
    "a tensor beyond the end",
    safetensors({ a: { dtype: "F32", shape: [3, 2], data_offsets: [0, 24] } }, 8),
    { code: "vectors-safetensors" },
    "ends at byte",
  ],
  [
    "tensors of no shape of a cloud",
    safetensors({ a: { dtype: "F32", shape: [2], data_offsets: [0, 8] } }, 8),
    { code: "vectors-no-array", found: ["a (2,) F32"] },
    "the file has a (2,) F32",
  ],
  [
    "8-bit floats",
    safetensors({ a: { dtype: "F8_E4M3", shape: [2, 2], data_offsets: [0, 4] } }, 4),
    { code: "vectors-no-array" },
    "F8_E4M3",
  ],
  [
    "a Parquet file without its end",
    bytesSource("a.parquet", bytesOf("columns.parquet").subarray(0, 500)),
    { code: "vectors-parquet" },
    "The Parquet file can't be read",
  ],
];

test.each(cases)("%s is refused in one sentence", async (_, files, problem, sentence) => {
  const found = await problemOf(files);
  expect(found).toMatchObject(problem);
  expect(english.faults.input(found)).toContain(sentence);
  expect(english.faults.input(found)).not.toMatch(/\n|undefined|\[object/);
});

describe("files with any bytes changed are read or refused, never a crash", () => {
  test.each([
    "stored.npz",
    "deflated.npz",
    "half.safetensors",
    "lists_snappy.parquet",
    "lists_gzip.parquet",
    "lists_brotli.parquet",
    "lists_zstd.parquet",
    "columns.parquet",
    "savetxt.csv",
  ])("%s", async (name) => {
    const original = bytesOf(name);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(original.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 }),
        async (changes) => {
          const bytes = Uint8Array.from(original);
          for (const [at, byte] of changes) bytes[at] = byte;
          try {
            const { layers, n } = await open(bytesSource(name, bytes));
            for (const { cloud } of layers) {
              expect(cloud.values).toHaveLength(cloud.n * cloud.d);
              expect(cloud.n).toBe(n);
            }
          } catch (error) {
            expect(error).toBeInstanceOf(InputError);
          }
        },
      ),
      { numRuns: 150, seed: 20261122 },
    );
  });
});

test("reading stops where it is told to, between two pieces", async () => {
  let reads = 0;
  const source = claimed("(100000, 768)", 100000 * 768 * 8);
  const counting: ByteSource = { ...source, read: (start, end) => ((reads += 1), source.read(start, end)) };
  const { readVectors } = await import("../../../src/vectors/readVectors.ts");
  const stop = new Error("stopped");
  const reading = readVectors([counting], {
    options: { array: null, dropNotFinite: false },
    onProgress: (done) => {
      if (done > 0) throw stop;
    },
  });
  await expect(reading).rejects.toBe(stop);
  expect(reads).toBeLessThan(6);
});
