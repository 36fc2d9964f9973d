/** Tables that can't be trained on, or not in all their rows. */
import { expect, test } from "vitest";
import type { RowsReport } from "../../src/corpora/readers/tableRows.ts";
import { words } from "../words.ts";
import { openLab, openTable, table, untilEncoded } from "./labPage.ts";
import { button, withBrowser } from "./openPage.ts";

withBrowser();

/** The one thing that is said of the table's rows. */
function notice(noticed: Partial<RowsReport>): string {
  const [sentence] = words.faults.rows({
    total: 65,
    emptyTexts: 0,
    unusedTexts: [],
    emptyLastColumn: false,
    emptyLabels: 0,
    repeatedTexts: 0,
    similarLabels: [],
    merged: false,
    sampledFrom: null,
    singleRowClasses: [],
    leftOutClasses: [],
    ...noticed,
  });
  return sentence;
}

test.each([
  [
    "one class only",
    "text,label\na,x\nb,x\n",
    { code: "table-one-class", labelColumn: "label", label: "x", leftOut: 0 },
  ],
  ["no labels", "just a line\nand another\n", { code: "table-no-label-column", columns: 1 }],
  ["ragged rows", "text,label\na,x\nb\nc,y,z\n", { code: "table-ragged", line: 3, expected: 2, found: 1 }],
] as const)("a table with %s is refused in one sentence, and a good one then trains", async (_, content, problem) => {
  const page = await openLab();
  await openTable(page, content, "bad.csv");
  await expect.poll(() => page.getByRole("alert").allInnerTexts()).toEqual([words.faults.input(problem)]);
  await openTable(page, table);
  await untilEncoded(page);
  expect(await page.getByRole("alert").count()).toBe(0);
});

test("classes with one row are left out at a press of a button, and taken again", async () => {
  const page = await openLab();
  await openTable(page, `${table}\nthe committee adjourned\tpolitics\n`);
  await page.getByText(notice({ singleRowClasses: ["politics"] }), { exact: true }).waitFor({ timeout: 60_000 });
  await button(page, words.labTable.leaveOut).click();
  await untilEncoded(page);
  await page.getByText(notice({ leftOutClasses: ["politics"] }), { exact: true }).waitFor();
  await button(page, words.labTable.takeBack).click();
  await untilEncoded(page, 65, 52);
});
