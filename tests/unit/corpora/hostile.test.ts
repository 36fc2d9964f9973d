/** Tables and texts that ask for more time or memory than their size is worth. */
import { describe, expect, test } from "vitest";
import { readLabelledTable } from "../../../src/corpora/readers/labelledTable.ts";
import { quotedRows } from "../../../src/corpora/readers/quotedRows.ts";
import { readLines } from "../../../src/corpora/readers/text.ts";
import { problemOfTable } from "./problemOf.ts";

const seconds = 20_000;

describe("JSON Lines", () => {
  const nested = (levels: number) => `{"text":"a","label":${"[".repeat(levels)}${"]".repeat(levels)}}`;

  test.each([101, 5000, 200_000])("a value nested %i levels deep is refused by its line", (levels) => {
    const line = `{"text":"b","label":"x"}\n`;
    expect(problemOfTable(line + nested(levels), "a.jsonl")).toEqual({ code: "jsonl-nested", line: 2, most: 100 });
    expect(problemOfTable(`[{"text":"b"},${nested(levels)}]`, "a.json")).toEqual({
      code: "json-nested",
      entry: 2,
      most: 100,
    });
  });

  test("one of 99 levels inside its object is a cell", () => {
    const table = readLabelledTable(`${nested(99)}\n{"text":"b","label":"x"}`, "a.jsonl");
    expect(table.rowCount).toBe(2);
  });

  test("20,000 new keys in each line are refused: nearly all cells would be empty", { timeout: seconds }, () => {
    const lines = Array.from({ length: 30 }, (_, line) =>
      JSON.stringify(Object.fromEntries(Array.from({ length: 20_000 }, (_, key) => [`k${line}_${key}`, key]))),
    );
    expect(problemOfTable(lines.join("\n"), "a.jsonl")).toMatchObject({ code: "table-many-columns", rows: 30 });
  });
});

describe("delimited text", () => {
  test("five million blank lines are passed over", { timeout: seconds }, () => {
    const table = readLabelledTable(`text,label\n${"\n".repeat(5e6)}one,a\ntwo,b\n`, "a.csv");
    expect(table.rowCount).toBe(2);
  });

  test("more rows than a table can have are refused", { timeout: seconds }, () => {
    expect(problemOfTable(`text\n${"a\n".repeat(4_000_001)}`, "a.csv")).toMatchObject({ code: "table-many-rows" });
  });

  test("a line of ten million cells is refused", { timeout: seconds }, () => {
    expect(problemOfTable(`${"a,".repeat(1e7)}b\n`, "a.csv")).toMatchObject({ code: "table-many-columns", rows: 1 });
  });

  test("100,000 columns named text are read", { timeout: seconds }, () => {
    const row = (cell: string) => `${Array(100_000).fill(cell).join(",")}\n`;
    expect(readLabelledTable(row("text") + row("1").repeat(3), "a.csv").columns).toHaveLength(100_000);
  });

  test("blanks in a text are looked at once", () => {
    const table = readLabelledTable(`text,label\na${" ".repeat(300_000)}b,x\n"c \n\n d",y\n`, "a.csv");
    const texts = table.rows("text", "label").data.rows.map(({ text }) => text);
    expect(texts[0]).toHaveLength(300_002);
    expect(texts[1]).toBe("c d");
  });
});

test.each<[string, string, [number, string[]][]]>([
  [
    "line ends of each kind",
    "a,b\r\nc,d\re,f\n",
    [
      [1, ["a", "b"]],
      [2, ["c", "d"]],
      [3, ["e", "f"]],
    ],
  ],
  [
    "a line end and a delimiter in quotes",
    'a,"b\r\n,c"\nd,e',
    [
      [1, ["a", "b\r\n,c"]],
      [3, ["d", "e"]],
    ],
  ],
  ["quotes written twice", '"a ""b""",c', [[1, ['a "b"', "c"]]]],
  [
    "empty cells at the end",
    "a,\n,b\n\n",
    [
      [1, ["a", ""]],
      [2, ["", "b"]],
      [3, [""]],
    ],
  ],
  ["a cell that does not end", 'a,"b', [[1, ["a", "b"]]]],
])("rows with %s", (_, text, expected) => {
  expect([...quotedRows(text, ",")].map(({ line, cells }) => [line, cells])).toEqual(expected);
});

test("ten million blank lines hold no sentence, and are counted", { timeout: seconds }, () => {
  const { lines, lineNumbers, skipped } = readLines(`${"\n".repeat(1e7)}one\n`);
  expect(lines).toEqual(["one"]);
  expect(lineNumbers).toEqual([1e7 + 1]);
  expect(skipped).toBe(1e7);
});
