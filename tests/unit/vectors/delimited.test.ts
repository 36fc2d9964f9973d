import { expect, test } from "vitest";
import type { ByteSource } from "../../../src/vectors/byteSource.ts";
import { open, textFile, wordsOf } from "./openFile.ts";

async function valuesOf(text: string, name = "a.csv"): Promise<number[]> {
  return [...(await open(textFile(name, text))).layers[0].cloud.values];
}

test.each([
  ["commas", "1,2\n3,4\n"],
  ["semicolons and decimal commas", "1,0;2,0\n3;4,0\n"],
  ["tabs", "1\t2\n3\t4"],
  ["blanks", "  1   2\n 3 4 \n"],
  ["a header", "x,y\n1,2\n3,4\n"],
  ["CRLF, a byte order mark and blank lines", "\ufeffx,y\r\n\r\n1,2\r\n3,4\r\n\r\n"],
  ["a comment", "# made by hand\n1,2\n3,4\n"],
  ["quotes", '"1","2"\n"3","4"\n'],
  ["exponents and signs", "+1e0,.2e1\n30e-1,4.\n"],
  ["whole vectors in brackets", 'embedding\n"[1, 2]"\n"[3, 4]"\n'],
  ["NumPy's own brackets", "embedding\n[1. 2.]\n[3. 4.]\n"],
])("a table with %s", async (_, text) => {
  expect(await valuesOf(text)).toEqual([1, 2, 3, 4]);
});

test("words stand beside the numbers; row numbers, identifiers and labels are no dimensions", async () => {
  const cloud = await open(
    textFile(
      "a.csv",
      ',id,x,y,species,label,note\n0,17,1,2,setosa,1,"a, ""b"""\n1,18,3,4,virginica,0,c\n2,19,5,6,setosa,1,"two\nlines"\n',
    ),
  );
  expect([...cloud.layers[0].cloud.values]).toEqual([1, 2, 3, 4, 5, 6]);
  expect(cloud.leftOut).toEqual(["column 1", "id"]);
  expect(wordsOf(cloud, "note")).toEqual(['a, "b"', "c", "two\nlines"]);
  expect(wordsOf(cloud, "label")).toEqual(["1", "0", "1"]);
  expect(cloud.detected).toEqual({ label: "species", text: "note" });
});

test("a table without a header may end in a word", async () => {
  const cloud = await open(textFile("iris.data", "5.1,3.5,a\n4.9,3.0,a\n7,3.2,b\n"));
  expect(cloud.layers[0].cloud).toMatchObject({ n: 3, d: 2 });
  expect(wordsOf(cloud, "column 3")).toEqual(["a", "a", "b"]);
});

test("labels and texts come from lines or from a table beside it", async () => {
  const vectors = textFile("a.tsv", "1\t2\n3\t4\n");
  const lines = await open([textFile("words.txt", "one, two\n\n"), vectors]);
  expect(wordsOf(lines, "words")).toEqual(["one, two", ""]);
  const table = await open([vectors, textFile("b.csv", "label,text\nx,y\nz,w\n")]);
  expect([wordsOf(table, "label"), wordsOf(table, "text")]).toEqual([
    ["x", "z"],
    ["y", "w"],
  ]);
});

test("a row, a number and a character may lie across two pieces", async () => {
  const bytes = new TextEncoder().encode("x,y,ö\n1.25,-3,ü\n4,5.5,€\n".repeat(1));
  // Every read gives one byte more than the last, so that all places are cut once.
  for (let size = 1; size < bytes.length; size++) {
    const source: ByteSource = {
      name: "a.csv",
      size: bytes.length,
      read: (start, end) => Promise.resolve(bytes.slice(start, end)),
    };
    const { delimitedRows, linesOf } = await import("../../../src/vectors/delimitedStream.ts");
    async function* pieces() {
      for (let at = 0; at < source.size; at += size) yield await source.read(at, Math.min(source.size, at + size));
    }
    const rows = [];
    for await (const { cells } of delimitedRows(linesOf(pieces()))) rows.push(cells);
    expect(rows).toEqual([
      ["x", "y", "ö"],
      ["1.25", "-3", "ü"],
      ["4", "5.5", "€"],
    ]);
  }
});
