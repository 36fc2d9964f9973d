/** Tables of labelled rows as pandas, spreadsheets and GLUE write them. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readLabelledTable } from "../../../src/corpora/readers/labelledTable.ts";
import { english } from "../../../src/messages/en/catalogue.ts";
import { problemOfTable } from "./problemOf.ts";

function readInput(name: string) {
  const table = readLabelledTable(readFileSync(join(import.meta.dirname, "../../golden/inputs", name)), name);
  return { table, ...table.rows(table.detected.text, table.detected.label) };
}

function sentencesOf(csv: string, name = "a.csv"): string[] {
  const table = readLabelledTable(csv, name);
  return english.faults.rows(table.rows(table.detected.text, table.detected.label).report);
}

test("a JSON array of objects is read as rows", () => {
  const { table, data } = readInput("array.json");
  expect([table.rowCount, table.columns, data.classes]).toEqual([60, ["text", "label"], ["bad", "good"]]);
  expect(readLabelledTable('[\n {"text": "a b", "label": 1}\n]', "").rowCount).toBe(1);
  expect(problemOfTable('[{"text": "a"}, 3]', "a.json")).toEqual({ code: "json-no-object", entry: 2 });
  expect(english.faults.input({ code: "json-no-object", entry: 2 })).toContain("Entry 2 of the JSON array");
});

describe("a delimiter at the end of each line", () => {
  test("adds an empty column, which is dropped, and said", () => {
    const { table, report } = readInput("trailing_comma.csv");
    expect([table.rowCount, table.columns]).toEqual([60, ["text", "label"]]);
    expect(english.faults.rows(report)).toContain("A last column without a name or a value was left out.");
  });

  test("may stand behind the names as well, or between tabs", () => {
    for (const text of ["text,label,\na b,x,\nc d,y,\n", "text\tlabel\t\na b\tx\t\nc d\ty\t\n"])
      expect(readLabelledTable(text, "").columns).toEqual(["text", "label"]);
  });

  test("is no column of nothing where a line has something behind it", () => {
    expect(problemOfTable("text,label\na b,x,\nc d,y,z\n", "a.csv")).toMatchObject({ code: "table-ragged" });
    expect(readLabelledTable("text,label,note\na b,x,\nc d,y,\n", "a.csv").columns).toHaveLength(3);
  });
});

test("labels that are the same number are named", () => {
  const { report } = readInput("int_and_float.csv");
  expect(report.similarLabels.map((labels) => [...labels].sort())).toEqual([
    ["0", "0.0"],
    ["1", "1.0"],
  ]);
  expect(english.faults.rows(report)).toContainEqual(expect.stringContaining("are the same number"));
  expect(sentencesOf("text,label\na,1.5\nb,1.50\nc,15\n")).toContainEqual(expect.stringContaining("“1.5”, “1.50”"));
});

test("a second column of texts is said not to be used", () => {
  const { table, report } = readInput("sentence_pairs.tsv");
  expect([table.detected.text, table.detected.label]).toEqual(["#1 String", "Quality"]);
  expect(report.unusedTexts).toEqual(["#2 String"]);
  expect(english.faults.rows(report)).toContainEqual(expect.stringContaining("“#2 String” holds texts too"));
  expect(
    sentencesOf("id,text,label,source\n1,one two three,x,the web\n2,four five six,y,the web\n"),
  ).not.toContainEqual(expect.stringContaining("not used"));
});
