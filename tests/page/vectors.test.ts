import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright";
import { expect, test } from "vitest";
import { pattern, words } from "../words.ts";
import { button, openPage, textArea, untilReady, withBrowser } from "./openPage.ts";

withBrowser();

/** Drops files of the golden folder on the page. */
async function drop(page: Page, ...names: string[]): Promise<void> {
  const files = names.map((name) => ({
    name,
    base64: readFileSync(join(import.meta.dirname, "../golden/vectors", name)).toString("base64"),
  }));
  await page.evaluate((given) => {
    const dataTransfer = new DataTransfer();
    for (const { name, base64 } of given)
      dataTransfer.items.add(new File([Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))], name));
    window.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
  }, files);
}

test("files of vectors are dropped, measured, refused and left again, and the text is still there", async () => {
  const page = await openPage("#v=1&sample=-&text=The+cat+sat.%0AA+dog+ran+home.%0ARain+fell+all+night.");
  await untilReady(page);

  await drop(page, "three_dimensions.npy", "labels.npy");
  await page.getByText("three_dimensions[0], three_dimensions[1]").waitFor();
  await untilReady(page);
  expect(await page.getByRole("combobox", { name: words.vectors.label, exact: true }).inputValue()).toBe("labels");
  await page.getByText("ünï").waitFor();
  await page.getByRole("application").focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await page.getByText(pattern`^${words.vectors.neighbours.of(words.vectors.row(0), 1)}`).waitFor();
  expect(
    await page
      .getByRole("list")
      .filter({ hasText: words.vectors.row(3) })
      .getByRole("listitem")
      .count(),
  ).toBe(4);

  await drop(page, "not_finite.parquet");
  const refused = words.faults.input({ code: "vectors-not-finite", rows: 2, empty: 0, first: [1, 2], n: 4 });
  await page.getByRole("alert").filter({ hasText: refused }).waitFor();
  expect(await page.getByText("ünï").count()).toBe(1);
  // The file that is shown still is the one that is named.
  expect(await page.getByText("not_finite.parquet").count()).toBe(0);
  await button(page, words.vectors.dropRows(2)).click();
  await page.getByText(words.vectors.dropped(2), { exact: true }).waitFor();
  await untilReady(page);
  await page.getByText(words.layers.single(2), { exact: true }).waitFor();

  await drop(page, "lists_zstd.parquet");
  await page.getByText("embedding, embedding_2", { exact: true }).waitFor();
  await untilReady(page);
  await button(page, words.header.share).click();
  const missing = words.header.sharedWithout([{ what: "file", name: "lists_zstd.parquet" }]);
  await page.getByText(missing, { exact: true }).waitFor();
  expect(await page.locator("body").innerText()).not.toMatch(/NaN|undefined|\[object/);

  await button(page, words.vectors.back).click();
  await untilReady(page);
  expect(await textArea(page).inputValue()).toContain("A dog ran home.");
});

test("the pictures of digits open by their link, are figures and a cloud of eight classes", async () => {
  const page = await openPage("#v=1&sample=digits");
  await page.getByText(words.vectors.size(1600, [784]), { exact: true }).waitFor();
  await untilReady(page);
  await page.getByText(words.layers.single(1600), { exact: true }).waitFor();
  for (const kind of ["0", "3", "7"]) await button(page, `${kind} 200`).waitFor();
});
