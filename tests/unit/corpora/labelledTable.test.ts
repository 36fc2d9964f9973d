import { english } from "../../../src/messages/en/catalogue.ts";
import { worded } from "../sentences.ts";
import { describe, expect, test } from "vitest";
import { classesOf } from "../../../src/corpora/labelledRows.ts";
import { chooseRowsOfTable, firstChoice } from "../../../src/corpora/readers/chosenRows.ts";
import { readLabelledTable, type LabelledTable } from "../../../src/corpora/readers/labelledTable.ts";
import type { RowsOptions, TableRows } from "../../../src/corpora/readers/tableRows.ts";
import { problemOf } from "./problemOf.ts";

/** The rows of the detected columns. */
function detectedRows(table: LabelledTable, options?: RowsOptions): TableRows {
  return table.rows(table.detected.text, table.detected.label, options);
}

function rowsOf(text: string, options?: RowsOptions): TableRows {
  return detectedRows(readLabelledTable(text, ""), options);
}

/** A file of this many rows; the label of each comes from its number. */
function csvOf(count: number, labelOf: (row: number) => string): string {
  return `text,label\n${Array.from({ length: count }, (_, row) => `text number ${row},${labelOf(row)}\n`).join("")}`;
}

describe("the format", () => {
  const json = '{"text": "good", "label": "1"}\n{"text": "bad", "label": "0"}\n';

  test.each([["rows.jsonl"], ["ROWS.NDJSON"], ["rows.json"], ["rows.txt"], [""]])(
    "of an object in each line is JSON Lines, as %j",
    (name) => expect(readLabelledTable(json, name)).toMatchObject({ columns: ["text", "label"], rowCount: 2 }),
  );

  test("of a .csv is never JSON Lines, and of text that only begins with a brace neither", () => {
    expect(readLabelledTable('{"a"},label\nb,x\nc,y', "rows.csv").rowCount).toBe(2);
    expect(readLabelledTable("{sighs} yes,x\nno,y\nso,x\nla,y", "").rowCount).toBe(4);
  });

  test("is the same from bytes, in UTF-8 and UTF-16", () => {
    const text = "text,label\nnaïve,a\nsüß,b\n";
    const expected = rowsOf(text).data;
    expect(detectedRows(readLabelledTable(new TextEncoder().encode(`\ufeff${text}`), "rows.csv")).data).toEqual(
      expected,
    );
    const utf16 = new Uint8Array(Uint16Array.from(`\ufeff${text}`, (letter) => letter.charCodeAt(0)).buffer);
    expect(detectedRows(readLabelledTable(utf16, "rows.csv")).data).toEqual(expected);
  });
});

describe("the columns", () => {
  test.each([
    ["usual names", "id,Sentence,split,LABEL\n1,good,a,x\n2,bad,b,y\n3,fine,a,x", "Sentence", "LABEL"],
    ["the surer of two names", "title,text,rating,label\na,b,1,x\nc,d,2,y", "text", "label"],
    [
      "their values, without a header",
      "pos,a rather long text\nneg,another one\npos,a third text\nneg,and more",
      "column 2",
      "column 1",
    ],
    ["their values, under odd names", "v1,v2\nham,hello there you\nspam,win a prize now\nham,see you then", "v2", "v1"],
    [
      "a name for one and values for the other",
      "review,verdict\nsome longer text,up\nother longer text,down\nthird,up",
      "review",
      "verdict",
    ],
    [
      "GLUE's form of sentence and label",
      "sentence\tlabel\nit 's a charming journey \t1\nunflinchingly bleak \t0",
      "sentence",
      "label",
    ],
  ])("are detected by %s", (_, text, textColumn, labelColumn) =>
    expect(readLabelledTable(text, "").detected).toEqual({ text: textColumn, label: labelColumn }),
  );

  test("can be chosen otherwise", () => {
    const table = readLabelledTable("text,label,topic\na,x,p\nb,y,p\nc,y,q", "");
    expect(table.rows("text", "topic").data.rows.map(({ label }) => label)).toEqual(["p", "p", "q"]);
    expect(worded(() => table.rows("text", "nothing"))).toThrow("there is no column “nothing”");
  });

  test("of labels may not be found: every value is different, or there is one column", () => {
    const table = readLabelledTable("words,number\nalpha beta,one\ngamma delta,two\nepsilon,three", "");
    expect(table.detected).toEqual({ text: "words", label: null });
    expect(problemOf(() => detectedRows(table))).toEqual({ code: "table-no-label-column", columns: 2 });
    expect(problemOf(() => readLabelledTable("only\nlines\nof text", ""))).toEqual({
      code: "table-no-label-column",
      columns: 1,
    });
    expect(problemOf(() => readLabelledTable('{"text": "a"}', ""))).toEqual({
      code: "table-no-label-column",
      columns: 1,
    });
  });
});

describe("the rows", () => {
  test("are taken as they are where nothing is wrong, and nothing is said", () => {
    const { data, report } = rowsOf("sentence\tlabel\nit 's fine \t1\nbleak \t0\nso so\t10\nmeh\t2\n");
    expect(data).toEqual({
      rows: [
        { text: "it 's fine", label: "1" },
        { text: "bleak", label: "0" },
        { text: "so so", label: "10" },
        { text: "meh", label: "2" },
      ],
      classes: ["0", "1", "2", "10"],
    });
    expect(report.total).toBe(4);
    expect(english.faults.rows({ ...report, singleRowClasses: [] })).toEqual([]);
  });

  test("have their texts on one line, without control characters", () => {
    const { data } = rowsOf('text,label\n"two\r\nlines\u0007 and\ta tab",x\n<b>bold</b>,y\n');
    expect(data.rows.map(({ text }) => text)).toEqual(["two lines and a tab", "<b>bold</b>"]);
  });

  test("without a text or a label are left out and counted", () => {
    const { data, report } = rowsOf('text,label\na,x\n   ,x\n\u200b,y\nb,\nc,y\nd," "\n');
    expect(data.rows).toHaveLength(2);
    expect(report).toMatchObject({ total: 6, emptyTexts: 2, emptyLabels: 2 });
    expect(english.faults.rows(report).slice(0, 2)).toEqual([
      "2 rows have no text and were left out.",
      "2 rows have no label and were left out.",
    ]);
  });

  test("whose labels differ only in case or blanks are said to, and merged only if asked", () => {
    const text = 'text,label\na,Positive\nb,"positive "\nc,NEGATIVE\nd,Positive\ne,very  good\nf,Very good\n';
    const apart = rowsOf(text);
    expect(apart.data.classes).toEqual(["NEGATIVE", "Positive", "Very good", "positive ", "very  good"]);
    expect(apart.report).toMatchObject({
      similarLabels: [
        ["Positive", "positive "],
        ["very  good", "Very good"],
      ],
      merged: false,
    });
    expect(english.faults.rows(apart.report)[0]).toBe(
      "The labels “Positive”, “positive ” differ only in case or spaces; they count as different classes.",
    );
    const merged = rowsOf(text, { mergeSimilarLabels: true });
    expect(merged.data.classes).toEqual(["NEGATIVE", "Positive", "very  good"]);
    expect(merged.data.rows.map(({ label }) => label)).toEqual([
      "Positive",
      "Positive",
      "NEGATIVE",
      "Positive",
      "very  good",
      "very  good",
    ]);
    expect(english.faults.rows(merged.report)[0]).toContain("they were made one class");
  });

  test("lose blanks around a label that nothing else is spelt like", () => {
    expect(rowsOf("text,label\na, x\nb, y\nc, x\n").data.classes).toEqual(["x", "y"]);
  });

  test("may be alone in their class or repeat a text: both are said", () => {
    const { report } = rowsOf("text,label\na,x\na,x\na,y\nb,x\nc,z\n");
    expect(report).toMatchObject({ singleRowClasses: ["y", "z"], repeatedTexts: 2 });
    expect(english.faults.rows(report)).toEqual([
      "The classes “y”, “z” have one row only: it is trained on, and validation can't test it.",
      "2 rows repeat the text of an earlier one; the same text may be trained on and validated.",
    ]);
  });

  test("of classes with one row are left out only if asked, and may come back", () => {
    const text = "text,label\na,x\nb,x\nc,y\nd,y\ne,once\nf,alone\n";
    const table = readLabelledTable(text, "");
    const choice = firstChoice(table);
    const kept = chooseRowsOfTable(table, choice);
    expect(kept).toMatchObject({ kind: "taken", canLeaveOut: true, data: { classes: ["alone", "once", "x", "y"] } });
    const without = chooseRowsOfTable(table, { ...choice, leaveOutSingleRowClasses: true });
    expect(without).toMatchObject({
      kind: "taken",
      canLeaveOut: false,
      similarLabels: false,
      data: {
        rows: [
          { text: "a", label: "x" },
          { text: "b", label: "x" },
          { text: "c", label: "y" },
          { text: "d", label: "y" },
        ],
        classes: ["x", "y"],
      },
      report: { leftOutClasses: ["alone", "once"] },
    });
    expect(chooseRowsOfTable(table, choice)).toEqual(kept);
  });

  test("of classes with one row may be what makes the classes too many", () => {
    const table = readLabelledTable(
      csvOf(60, (row) => (row < 30 ? String(row % 2) : `odd ${row}`)),
      "",
    );
    const choice = { ...firstChoice(table), labelColumn: "label" };
    expect(chooseRowsOfTable(table, choice)).toMatchObject({
      kind: "refused",
      canLeaveOut: true,
      problem: { code: "table-many-classes", classes: 32 },
    });
    const without = chooseRowsOfTable(table, { ...choice, leaveOutSingleRowClasses: true });
    expect(without).toMatchObject({ kind: "taken", data: { classes: ["0", "1"] } });
    const hopeless = readLabelledTable(
      csvOf(42, (row) => String(row % 21)),
      "",
    );
    expect(chooseRowsOfTable(hopeless, { ...firstChoice(hopeless), labelColumn: "label" })).toMatchObject({
      kind: "refused",
      canLeaveOut: false,
    });
  });

  test("of classes with one row are not offered to be left out where too little would stay, and then it is said", () => {
    const one = readLabelledTable("text,label\na,x\nb,x\nc,once\n", "");
    expect(chooseRowsOfTable(one, firstChoice(one))).toMatchObject({ kind: "taken", canLeaveOut: false });
    expect(problemOf(() => rowsOf("text,label\na,x\nb,x\nc,once\n", { leaveOutSingleRowClasses: true }))).toEqual({
      code: "table-one-class",
      labelColumn: "label",
      label: "x",
      leftOut: 1,
    });
    expect(problemOf(() => rowsOf("text,label\na,x\nb,y\n", { leaveOutSingleRowClasses: true }))).toEqual({
      code: "table-single-rows",
      labelColumn: "label",
      classes: 2,
    });
  });

  test("of a class that a sample leaves alone are left out with the others", () => {
    const rare = csvOf(100_000, (row) => (row < 3 ? "rare" : row === 5 ? "single" : row % 2 === 0 ? "even" : "odd"));
    expect(rowsOf(rare).report.singleRowClasses).toEqual(["rare", "single"]);
    const { data, report } = rowsOf(rare, { leaveOutSingleRowClasses: true });
    expect(report).toMatchObject({ leftOutClasses: ["rare", "single"], singleRowClasses: [] });
    expect(data.classes).toEqual(["even", "odd"]);
  });

  test("of more than 10,000 are sampled, by class and by seed, in the order of the file", () => {
    const text = csvOf(25_000, (row) => (row % 10 === 0 ? "rare" : row === 7 ? "single" : "common"));
    const { data, report } = rowsOf(text, { seed: 5 });
    expect(data.rows).toHaveLength(10_000);
    expect(report.sampledFrom).toBe(25_000);
    expect(data.rows.filter(({ label }) => label === "rare")).toHaveLength(1000);
    expect(data.rows.filter(({ label }) => label === "single")).toHaveLength(1);
    const numbers = data.rows.map(({ text: line }) => Number(line.split(" ").at(-1)));
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
    expect(rowsOf(text, { seed: 5 }).data).toEqual(data);
    expect(rowsOf(text, { seed: 6 }).data).not.toEqual(data);
    expect(english.faults.rows(report)[0]).toBe(
      "Of 25,000 rows, a random sample of 10,000 is used, each class by its share.",
    );
    expect(rowsOf(csvOf(10_000, (row) => String(row % 2))).report.sampledFrom).toBeNull();
  });

  test("have 2 to 20 classes", () => {
    expect(rowsOf(csvOf(40, (row) => String(row % 20))).data.classes).toHaveLength(20);
    expect(problemOf(() => rowsOf(csvOf(42, (row) => String(row % 21))))).toEqual({
      code: "table-many-classes",
      labelColumn: "label",
      classes: 21,
      most: 20,
      singleRow: 0,
    });
    expect(problemOf(() => rowsOf(csvOf(5, () => "same")))).toEqual({
      code: "table-one-class",
      labelColumn: "label",
      label: "same",
      leftOut: 0,
    });
    expect(problemOf(() => rowsOf("text,label\na,x\nb,X\n", { mergeSimilarLabels: true })).code).toBe(
      "table-one-class",
    );
    expect(problemOf(() => rowsOf("text,label\na,\n,x\n"))).toEqual({
      code: "table-no-rows",
      textColumn: "text",
      labelColumn: "label",
    });
  });
});

test("each problem is one plain sentence, or two", () => {
  expect(worded(() => rowsOf(csvOf(3, () => "spam")))).toThrow(
    "All rows have the label “spam” in the column “label”; a classifier needs at least two classes.",
  );
  expect(worded(() => readLabelledTable("text,label\na\n", ""))).toThrow("Line 2 has 1 value, the first line has 2;");
  expect(worded(() => readLabelledTable(Uint8Array.of(0x50, 0x4b, 3, 4, 0), "rows.xlsx"))).toThrow(
    "This is not a text file",
  );
});

test("classes are ordered by value if all are numbers, else by their letters", () => {
  expect(classesOf(["10", "9", "-1", "1.5", "9"])).toEqual(["-1", "1.5", "9", "10"]);
  expect(classesOf(["10", "9", "b", "B"])).toEqual(["10", "9", "B", "b"]);
});
