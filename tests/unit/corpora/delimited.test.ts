import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { InputProblem } from "../../../src/corpora/inputError.ts";
import { detectDelimiter, readDelimited } from "../../../src/corpora/readers/delimited.ts";
import { firstBrokenQuote, unquoted } from "../../../src/corpora/readers/quotes.ts";
import { problemOf } from "./problemOf.ts";

const goodAndBad = {
  columns: ["text", "label"],
  rows: [
    ["good", "1"],
    ["bad", "0"],
  ],
};

describe("readDelimited", () => {
  test.each([
    ["commas", "text,label\ngood,1\nbad,0\n"],
    ["tabs", "text\tlabel\ngood\t1\nbad\t0\n"],
    ["semicolons", "text;label\ngood;1\nbad;0\n"],
    ["Windows line ends", "text,label\r\ngood,1\r\nbad,0\r\n"],
    ["old Mac line ends", "text,label\rgood,1\rbad,0"],
    ["a byte order mark", "\ufefftext,label\ngood,1\nbad,0"],
    ["no end of the last line", "text,label\ngood,1\nbad,0"],
    ["blank lines, also of blanks and of empty cells", "\n\ntext,label\n\ngood,1\n   \n,\nbad,0\n\n"],
    ["quotes everywhere", '"text","label"\n"good","1"\n"bad","0"\n'],
    ["quotes in tab-separated lines", '"text"\t"label"\n"good"\t"1"\n"bad"\t"0"\n'],
    ["names with blanks around them", " text , label\ngood,1\nbad,0"],
  ])("reads %s", (_, text) => expect(readDelimited(text)).toEqual(goodAndBad));

  test("reads delimiters, quotes and line breaks inside quotes", () => {
    expect(readDelimited('text,label\n"a, b",x\n"he said ""no""",y\n"one\r\ntwo",x\n').rows).toEqual([
      ["a, b", "x"],
      ['he said "no"', "y"],
      ["one\r\ntwo", "x"],
    ]);
    expect(readDelimited('text\tlabel\n"one\ntwo"\tx\nthree\ty\n').rows).toEqual([
      ["one\ntwo", "x"],
      ["three", "y"],
    ]);
  });

  test("takes a quote in tab-separated text for a quote where the lines fit without: nothing is swallowed", () => {
    const text = 'sentence\tlabel\n"never mind the start\t0\nin between\t1\nthe end"\t0\n"all of it"\t1\n';
    expect(readDelimited(text).rows).toEqual([
      ['"never mind the start', "0"],
      ["in between", "1"],
      ['the end"', "0"],
      ["all of it", "1"],
    ]);
  });

  test("names columns without a name and columns of the same name", () => {
    expect(readDelimited(",text,label,text,text\n1,a,x,b,c\n2,d,y,e,f").columns).toEqual([
      "column 1",
      "text",
      "label",
      "text (2)",
      "text (3)",
    ]);
  });

  test.each([
    ["a number in the first row", "great film\t1\nbad film\t0", ["column 1", "column 2"]],
    ["a label that comes back", "great film,pos\nbad film,neg\nfine,pos\nawful,neg", ["column 1", "column 2"]],
    [
      "names that say nothing, and values that come back below",
      "v1,v2\nham,hello there\nspam,win\nham,bye",
      ["v1", "v2"],
    ],
    ["a usual name, though it is a label too", "text,kind\ntext,a\nimage,b\ntext,a", ["text", "kind"]],
  ])("tells a header by %s", (_, text, columns) => expect(readDelimited(text).columns).toEqual(columns));

  test.each<[string, InputProblem]>([
    ["", { code: "table-empty" }],
    [" \n\t\n", { code: "table-empty" }],
    ["\ufeff", { code: "table-empty" }],
    ["text,label\n", { code: "table-empty" }],
    ["text,label\na,b\nc\n", { code: "table-ragged", line: 3, expected: 2, found: 1 }],
    ['text,label\n"a\nb\r\nc",x\n\nd,y,z\n', { code: "table-ragged", line: 6, expected: 2, found: 3 }],
    ["text\tlabel\na\tb\nc\td\te\n", { code: "table-ragged", line: 3, expected: 2, found: 3 }],
    ['text,label\na,x\n"never closed,y\nb,x\n', { code: "table-quote", line: 3 }],
    ['text,label\n"Great" film,x\nb,y\n', { code: "table-quote", line: 2 }],
    ['text,label\n"one\ntwo",x\n"three" four,y\n', { code: "table-quote", line: 4 }],
    ['text\tlabel\n"open\tx\ty\nb\tz\n', { code: "table-ragged", line: 2, expected: 2, found: 3 }],
  ])("says what is wrong with %j", (text, problem) => expect(problemOf(() => readDelimited(text))).toEqual(problem));

  test("gives back any cells that were written by the rules, whatever the delimiter, the line ends and the quoting", () => {
    const cell = fc.oneof(
      fc.constantFrom(
        "a",
        "two words",
        "",
        "1",
        'say "no"',
        '"',
        "a,b;c",
        "tab\there",
        "line\nbreak",
        "\r\n",
        "naïve 😀",
      ),
      fc.string({ maxLength: 12 }).filter((text) => !text.includes("\ufeff")),
    );
    const table = fc
      .integer({ min: 2, max: 5 })
      .chain((width) =>
        fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 3, maxLength: 8 }),
      );
    fc.assert(
      fc.property(
        table,
        fc.constantFrom(",", ";", "\t"),
        fc.constantFrom("\n", "\r\n"),
        fc.boolean(),
        (cells, delimiter, lineEnd, quoteAll) => {
          const header = ["text", ...cells[0]!.slice(1).map((_, index) => `name ${index}`)];
          const rows = cells.filter((row) => row.some((value) => value.trim() !== ""));
          fc.pre(rows.length > 0);
          const written = [header, ...rows]
            .map((row) =>
              row
                .map((value) => (quoteAll || /[",;\t\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value))
                .join(delimiter),
            )
            .join(lineEnd);
          expect(readDelimited(written)).toEqual({ columns: header, rows });
        },
      ),
      { numRuns: 400 },
    );
  });
});

describe("the delimiter", () => {
  test.each([
    ["a,b\nc,d", ","],
    ["a;b\n1,5;2,5\n3,5;4,5", ";"],
    ["text;label\nWell, well, well;x\nNo, thanks;y", ";"],
    ["text\tlabel\nWell, yes; no\tx\nSo, so; la\ty", "\t"],
    ["Nice, really, nice;pos\nBad;neg\nFine, I guess;pos", ";"],
    ["one column\nonly", null],
  ])("of %j is %j", (text, delimiter) => expect(detectDelimiter(text)).toBe(delimiter));

  test("is found in a file whose rows are longer than what is looked at", () => {
    expect(detectDelimiter(`${"long; ".repeat(20_000)},1\n`.repeat(2).replace(/;/g, ""))).toBe(null);
    expect(detectDelimiter(`text,label\n${`${"word ".repeat(2000)},x\n`.repeat(20)}`)).toBe(",");
  });
});

test("broken quotes are told from quotes in the middle of a cell", () => {
  expect(firstBrokenQuote('5" pipe,x\nhe said "no",y', ",")).toBeNull();
  expect(firstBrokenQuote('"a ""b"" c",x\n"",y\n""""', ",")).toBeNull();
  expect(firstBrokenQuote('a,b\r\n"c\r\nd",e\r\n"f"g,h', ",")).toBe(4);
  expect(firstBrokenQuote('"', ",")).toBe(1);
});

test.each([
  ['"a"', "a"],
  ['"a ""b"""', 'a "b"'],
  ['"a', '"a'],
  ['"a"b"', '"a"b"'],
  ["a", "a"],
  ['""', ""],
  ['"', '"'],
])("%j without its quotes is %j", (cell, content) => expect(unquoted(cell)).toBe(content));
