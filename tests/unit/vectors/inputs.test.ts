/** Files as other programs write them, whose points were once misread. The figures are NumPy's, of the same file. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { averageCosine } from "../../../src/geometry/cosine.ts";
import { momentsOf } from "../../../src/geometry/covariance.ts";
import { isoScore, normsOf } from "../../../src/geometry/isoscore.ts";
import { measureLayer, type LayerProfile } from "../../../src/geometry/profile.ts";
import { runToEnd } from "../../../src/geometry/steps.ts";
import { english } from "../../../src/messages/en/catalogue.ts";
import { bytesSource, type ByteSource } from "../../../src/vectors/byteSource.ts";
import type { VectorCloud } from "../../../src/vectors/vectorCloud.ts";
import { areWordVectors } from "../../../src/vectors/wordVectors.ts";
import { golden, goldenFolder, open, problemOf, textFile, wordsOf } from "./openFile.ts";

const folder = join(import.meta.dirname, "../../golden/inputs");

function input(name: string): ByteSource {
  return bytesSource(name, readFileSync(join(folder, name)));
}

function textOf(name: string): string {
  return readFileSync(join(folder, name), "utf8");
}

function isoScoreOf({ layers }: VectorCloud): unknown {
  expect(layers).toHaveLength(1);
  return isoScore(normsOf(momentsOf(layers[0].cloud)));
}

test.each<[string, number, number, number, number]>([
  ["python2_shape.npy", 60, 6, 0.283156319642, 12],
  ["axis_of_one.npy", 60, 6, 0.283156319642, 12],
  ["float16_list.parquet", 60, 6, 0.283169233, 9],
  ["decimal38.parquet", 60, 6, 0.283155629715, 12],
  ["time_of_day.parquet", 60, 6, 0.283156319642, 12],
  ["pandas_index.parquet", 60, 6, 0.283156319642, 12],
  ["counting_doc_id.csv", 60, 6, 0.283156319642, 7],
  ["glove.txt", 60, 6, 0.2831563640214, 12],
  ["header_012.csv", 40, 6, 0.8964700122765104, 12],
  ["index_header_012.csv", 40, 6, 0.8964700122765104, 12],
  ["int_header_label.csv", 40, 6, 0.8964700122765104, 12],
])("%s holds %i points in %i dimensions", async (name, n, d, score, digits) => {
  const cloud = await open(input(name));
  expect(cloud.layers[0].cloud).toMatchObject({ n, d });
  expect(isoScoreOf(cloud)).toBeCloseTo(score, digits);
});

test("the points of python2_shape.npy have NumPy's average cosine", async () => {
  const { layers } = await open(input("python2_shape.npy"));
  expect(averageCosine(layers[0].cloud).average).toBeCloseTo(0.310116012, 9);
});

test("300 × 1 × 8 is 300 points, in either order of indices", async () => {
  const header = (order: string) => `{'descr': '<f4', 'fortran_order': ${order}, 'shape': (3, 1, 2), }\n`;
  for (const [order, values] of [
    ["False", [1, 2, 3, 4, 5, 6]],
    ["True", [1, 3, 5, 2, 4, 6]],
  ] as const) {
    const text = header(order);
    const head = [0x93, ...new TextEncoder().encode("NUMPY"), 1, 0, text.length, 0, ...new TextEncoder().encode(text)];
    const bytes = Uint8Array.from([...head, ...new Uint8Array(Float32Array.from(values).buffer)]);
    const { layers, n } = await open(bytesSource("a.npy", bytes));
    expect([n, layers.length, [...layers[0].cloud.values]]).toEqual([3, 1, [1, 2, 3, 4, 5, 6]]);
  }
});

test("a column that counts rows is named among what is not shown, and one that only begins so is a dimension", async () => {
  expect((await open(input("counting_doc_id.csv"))).leftOut).toEqual(["doc_id"]);
  expect((await open(input("pandas_index.parquet"))).leftOut).toEqual(["doc_id"]);
  expect((await open(textFile("a.csv", "a,b\n1,5\n2,5.5\n3,6\n"))).leftOut).toEqual(["a"]);
  const other = await open(textFile("a.csv", "a,b\n1,5\n2,5.5\n4,6\n"));
  expect([other.layers[0].cloud.d, other.leftOut]).toEqual([2, []]);
  const all = await open(textFile("a.csv", "a,b\n0,1\n1,2\n2,3\n"));
  expect(all.layers[0].cloud.d).toBe(2);
});

test("a row without a vector is said to have none, and can be left out", async () => {
  const problem = await problemOf(input("null_vector_row_7.parquet"));
  expect(problem).toEqual({ code: "vectors-not-finite", rows: 1, empty: 1, first: [7], n: 60 });
  expect(english.faults.input(problem)).toContain("1 of 60 rows has no vector: row 7");
  const rest = await open(input("null_vector_row_7.parquet"), { dropNotFinite: true });
  expect(rest.n).toBe(59);
  expect(isoScoreOf(rest)).toBeCloseTo(0.2824699174967683, 12);
  expect(wordsOf(rest, "word")).toHaveLength(59);
});

test.each([
  ["in the first row", 'v,w\n,a\n"[1, 2]",b\n"[3, 5]",c\n', [1, 2, 3, 5]],
  ["as pandas writes nothing", 'v,w\n"[1, 2]",b\nnan,a\n"[3, 5]",c\n', [1, 2, 3, 5]],
  ["in the last row", 'v,w\n"[1, 2]",b\n"[3, 5]",c\n[],a\n', [1, 2, 3, 5]],
])("a missing vector %s leaves a hole", async (_, text, values) => {
  expect(await problemOf(textFile("a.csv", text))).toMatchObject({ code: "vectors-not-finite", rows: 1, empty: 1 });
  const cloud = await open(textFile("a.csv", text), { dropNotFinite: true });
  expect([...cloud.layers[0].cloud.values]).toEqual(values);
});

test("dots in place of numbers are said to be dots", async () => {
  const problem = await problemOf(input("numpy_ellipsis.csv"));
  expect(problem).toEqual({ code: "vectors-shortened", line: 2, column: "embedding" });
  expect(english.faults.input(problem)).toContain("the numbers are lost");
  expect(await problemOf(textFile("a.csv", "a,...,b\n1,...,2\n3,...,5\n"))).toMatchObject({
    code: "vectors-shortened",
  });
  const words = await open(textFile("a.csv", "token,x\n...,2\nso,3\n"));
  expect(wordsOf(words, "token")).toEqual(["...", "so"]);
});

test.each([
  ["damaged_brotli.parquet", "emb"],
  ["damaged_gzip.parquet", "id"],
])("the damaged pages of %s are refused before memory or time is taken", async (name, column) => {
  const problem = await problemOf(input(name));
  expect(problem).toEqual({ code: "vectors-parquet", fault: { detail: "damaged", column } });
  expect(english.faults.input(problem)).toContain(`its column “${column}” is damaged`);
});

test("an archive whose checksum does not fit is refused, whether it holds vectors or labels", async () => {
  const problem = await problemOf(input("flip_crc.npz"));
  expect(problem).toEqual({ code: "vectors-zip", fault: { detail: "member-checksum", member: "x.npy" } });
  for (const [name, member] of [
    ["stored.npz", "texts.npy"],
    ["deflated.npz", "layer_2.npy"],
  ] as const) {
    const bytes = Uint8Array.from(readFileSync(join(goldenFolder, name)));
    // In the directory, 16 bytes into a member's entry and 46 bytes before its name.
    const at = Buffer.from(bytes).lastIndexOf(member) - 30;
    bytes[at] ^= 1;
    expect(await problemOf(bytesSource(name, bytes))).toMatchObject({ fault: { detail: "member-checksum", member } });
  }
});

test("names are shown without what steers a terminal", async () => {
  const problem = await problemOf(input("zip_ansi.npz"));
  expect(problem).toEqual({ code: "vectors-no-array", found: ["\ufffd[31mred\ufffd]0;pwn\ufffdline2 (3,) <f8"] });
  const { columns } = await open(textFile("a.csv", "x,y,\u001b[2Jw\n1,2,a\n3,4,b\n"));
  expect(columns.map(({ name }) => name)).toEqual(["\ufffd[2Jw"]);
});

test("texts of half a million NULs are read in no time", async () => {
  const length = 500_000;
  const header = `{'descr': '<U${length}', 'fortran_order': False, 'shape': (2,), }\n`;
  const values = new Uint32Array(2 * length);
  // A NUL at the end is padding; before a letter it is a character.
  values.set([0x61, 0, 0x62]);
  values[2 * length - 1] = 0x63;
  const head = [0x93, ...new TextEncoder().encode(`NUMPY\u0001\u0000`), header.length, 0];
  const bytes = new Uint8Array(head.length + header.length + values.byteLength);
  bytes.set(head);
  bytes.set(new TextEncoder().encode(header), head.length);
  bytes.set(new Uint8Array(values.buffer), head.length + header.length);
  const started = performance.now();
  const cloud = await open([textFile("v.csv", "1,2\n3,4\n"), bytesSource("names.npy", bytes)]);
  const words = wordsOf(cloud, "names");
  expect([words[0], words[1].length, words[1].at(-1)]).toEqual(["a\0b", length, "c"]);
  expect(performance.now() - started).toBeLessThan(5000);
});

async function profileOf(name: string): Promise<LayerProfile[]> {
  const { layers } = await open(input(name));
  return layers.map(({ cloud }) => runToEnd(measureLayer(cloud)));
}

test("points that occur twice are one point, as neighbours too", async () => {
  const [profile] = await profileOf("copies.npy");
  // DADApy 0.3.4 after remove_identical_points has 10.7628; NumPy, among the distinct points, has these.
  expect(profile.twoNN).toBeCloseTo(10.762754950026302, 9);
  expect(profile.mle).toBeCloseTo(9.20427199521466, 9);
  expect(profile.duplicates).toBe(300);
});

test.each([
  ["times_1e80.npy", 0.551291258, 11.5102178],
  ["scale_76.npy", 0.14187894771859227, undefined],
])("%s is measured as at scale 1", async (name, score, dimension) => {
  const { layers } = await open(input(name));
  expect(layers[0].exponent).toBeGreaterThan(250);
  const [profile] = await profileOf(name);
  expect(profile.isoScore).toBeCloseTo(score, 9);
  if (dimension !== undefined) expect(profile.twoNN).toBeCloseTo(dimension, 7);
});

test("values are scaled by a power of two, which changes no digit, however large or small they are", async () => {
  for (const exponent of [-1000, -300, 300, 1000]) {
    const file = textFile("a.csv", [1, 3, -7, 5].map((value) => value * 2 ** exponent).join("\n"));
    const [layer] = (await open(file)).layers;
    expect([...layer.cloud.values].map((value) => value * 2 ** (layer.exponent! - exponent))).toEqual([1, 3, -7, 5]);
  }
});

test("a value that is too far from the others to be measured with them is named", async () => {
  const problem = await problemOf(input("sentinel_1e200.npy"));
  expect(problem).toMatchObject({ code: "vectors-range", layer: "sentinel_1e200", value: 1e200 });
  expect(english.faults.input(problem)).toContain("put NaN in its place");
});

test("centred points have no dimension whose mean stands out", async () => {
  const [profile] = await profileOf("centred.npy");
  expect(profile.outlierDimensions).toEqual([]);
});

test("pickled Python objects are named, with what to do", async () => {
  const problem = await problemOf(golden("objects.npy"));
  expect(problem).toEqual({ code: "vectors-objects", array: "objects" });
  expect(english.faults.input(problem)).toMatch(/pickled Python objects.*np\.stack/);
});

test("a Git LFS pointer is no table and no text", async () => {
  const problem = await problemOf(input("git_lfs_pointer.csv"));
  expect(problem).toEqual({ code: "git-lfs-pointer", file: "git_lfs_pointer.csv", bytes: 437955512 });
  expect(english.faults.input(problem)).toContain("run git lfs pull");
  expect(await problemOf(textFile("a.parquet", textOf("git_lfs_pointer.csv")))).toMatchObject({ file: "a.parquet" });
});

test("words keep their blanks, quotes and commas, and word2vec's first line is no point", async () => {
  const text = '4 2\nnew york 1 2\n" 3 4\n, 5 6.5\n. . 7 8\n';
  for (const content of [text, text.slice(4)]) {
    const cloud = await open(textFile("a.txt", content.replace("new ", content === text ? "new " : "")));
    expect([...cloud.layers[0].cloud.values]).toEqual([1, 2, 3, 4, 5, 6.5, 7, 8]);
    expect(wordsOf(cloud, "column 1").slice(1)).toEqual(['"', ",", ". ."]);
  }
  expect(wordsOf(await open(input("glove.txt")), "column 1").slice(0, 3)).toEqual(["the", "of", "and"]);
  const points = await open(textFile("a.txt", "4 2\n5 6\n7 1\n"));
  expect([...points.layers[0].cloud.values]).toEqual([4, 2, 5, 6, 7, 1]);
});

test("words with numbers are told from sentences", () => {
  const lines = textOf("glove.txt").split("\n", 20);
  expect(areWordVectors(lines)).toBe(true);
  expect(areWordVectors(["60 6", ...lines])).toBe(true);
  expect(areWordVectors([...lines, "a sentence"])).toBe(false);
  expect(areWordVectors(["Chapter 1", "Chapter 2"])).toBe(false);
  expect(areWordVectors([])).toBe(false);
});

test.each([
  ["whole numbers below", "0,1,2\n3,4,5\n6,7,9\n", 3],
  ["1, 2 above halves", "1,2\n3.5,4.5\n5.5,6.5\n", 3],
  ["numbers that do not count", "0,1,3\n0.5,0.25,0.5\n1.5,1.25,2.5\n", 3],
  ["eight numbers", "0,1,2,3,4,5,6,7\n3,4,5,3,4,5,3,4\n6,7,9,6,7,9,6,7\n", 2],
  ["two numbers above halves", "0,1\n3.5,4.5\n5.5,6.5\n", 2],
  ["from one, behind a blank", ",1,2\nr1,3,4\nr2,6,7\n", 2],
])("a first row of %s", async (_, text, n) => {
  expect((await open(textFile("a.csv", text))).n).toBe(n);
});

test.each([
  ["labels_one_column.tsv", ["tok0", "tok1", "tok59"]],
  ["labels_trailing_tab.tsv", ["tok0", "tok1", "tok59"]],
])("%s has 60 entries beside the tensors of the projector", async (name, [first, second, last]) => {
  const cloud = await open([input("tensors.tsv"), input(name)]);
  expect(isoScoreOf(cloud)).toBeCloseTo(0.2831563640214, 12);
  const words = wordsOf(cloud, cloud.columns[0].name);
  expect([words.length, words[0], words[1], words[59]]).toEqual([60, first, second, last]);
});

test("a quote in a file of tabs is a character", async () => {
  const cloud = await open([input("tensors.tsv"), input("labels_with_quotes.tsv")]);
  const expected = textOf("labels_with_quotes.tsv").split("\n").slice(0, 60);
  expect(expected.filter((line) => line.includes('"'))).not.toEqual([]);
  expect(wordsOf(cloud, cloud.columns[0].name)).toEqual(expected);
});

test("one column may still have a header, and quoted cells of tabs may hold line ends", async () => {
  const vectors = textFile("v.csv", "1,2\n3,4\n");
  expect(wordsOf(await open([vectors, textFile("a.tsv", "genre\nx\ny\n")]), "genre")).toEqual(["x", "y"]);
  const quoted = 'word\tvector\na\t"[1 2\n 3]"\nb\t"[4 5\n 6]"\n';
  expect([...(await open(textFile("a.tsv", quoted))).layers[0].cloud.values]).toEqual([1, 2, 3, 4, 5, 6]);
});

test("a CR alone ends a line, also where a file is cut into pieces", async () => {
  const cloud = await open(textFile("a.csv", "1,2\r3,4\r\n5,6\r"));
  expect([...cloud.layers[0].cloud.values]).toEqual([1, 2, 3, 4, 5, 6]);
});

test("a delimiter at the end of each line makes no column", async () => {
  const cloud = await open(textFile("a.csv", "x,y,\n1,2,\n3,4,\n"));
  expect([cloud.layers[0].cloud.d, cloud.columns, cloud.leftOut]).toEqual([2, [], ["column 3"]]);
});
