import fc from "fast-check";
import { expect, test } from "vitest";
import { csvText } from "../../../src/report/csvText.ts";

/** A reader after the grammar of RFC 4180, with a line feed for an end of line. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (let at = 0; at < text.length;) {
    let cell = "";
    if (text[at] === '"') {
      for (at++; text[at] !== '"' || text[at + 1] === '"'; at++) {
        if (text[at] === '"') at++;
        cell += text[at];
      }
      at++;
    } else {
      while (!/[,\n]/.test(text[at])) cell += text[at++];
      expect(cell).not.toMatch(/["\r]/);
    }
    row.push(cell);
    if (text[at++] === "\n") {
      rows.push(row);
      row = [];
    }
  }
  return rows;
}

/** What the writer's description says: one apostrophe less where one stands before the sign of a formula. */
const asItWas = (cell: string) => (/^'+[=+\-@＝＋－＠\t\r\n]/.test(cell) ? cell.slice(1) : cell);

test("a table comes back as it was, whatever stands in its cells", () => {
  const text = fc.oneof(
    fc.string({ unit: fc.constantFrom(...Array.from("ab '\",;=+-@\t\r\n＝")) }),
    fc.string({ unit: "grapheme" }),
  );
  const table = fc
    .integer({ min: 1, max: 4 })
    .chain((width) => fc.array(fc.array(text, { minLength: width, maxLength: width }), { maxLength: 5 }));
  fc.assert(
    fc.property(table, (rows) => {
      const columns = rows[0]?.map((_, index) => `c${index}`) ?? ["c0"];
      const [head, ...read] = readCsv(csvText(columns, rows));
      expect(head).toEqual(columns);
      expect(read.map((row) => row.map(asItWas))).toEqual(rows);
    }),
    { numRuns: 500 },
  );
});

test("no text begins as a formula does, and numbers stay numbers", () => {
  for (const start of ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "'="]) {
    const [, [cell]] = readCsv(csvText(["label"], [[`${start}cmd|' /C calc'!A0`]]));
    expect(cell.startsWith("'"), JSON.stringify(start)).toBe(true);
  }
  expect(csvText(["a", "b", "c", "d"], [[-0.5, 1e-9, null, true]])).toBe("a,b,c,d\n-0.5,1e-9,,true\n");
});
