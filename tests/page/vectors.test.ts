import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright";
import { expect, test } from "vitest";
import { openPage, untilReady, withBrowser } from "./openPage.ts";

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
  expect(await page.getByRole("combobox", { name: /^Class/ }).inputValue()).toBe("labels");
  await page.getByText("ünï").waitFor();
  await page.getByRole("application").focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await page.getByText(/^Nearest to “row 0” in layer 1/).waitFor();
  expect(await page.getByRole("list").filter({ hasText: "row 3" }).getByRole("listitem").count()).toBe(4);

  await drop(page, "not_finite.parquet");
  await page.getByRole("alert").filter({ hasText: "2 of 4 rows have NaN or an infinity in it: rows 1, 2" }).waitFor();
  expect(await page.getByText("ünï").count()).toBe(1);
  await page.getByRole("button", { name: "Leave these 2 rows out" }).click();
  await page.getByText("2 rows with NaN or an infinity left out.").waitFor();
  await untilReady(page);
  await page.getByText("one cloud of 2 points").waitFor();

  await drop(page, "lists_zstd.parquet");
  await page.getByText("embedding, embedding_2", { exact: true }).waitFor();
  await untilReady(page);
  await page.getByRole("button", { name: "Copy link" }).click();
  await page.getByText("Link copied; it can't carry your file").waitFor();
  expect(await page.locator("body").innerText()).not.toMatch(/NaN\b(?! or)|undefined|\[object/);

  await page.getByRole("button", { name: "Back to the text" }).click();
  await untilReady(page);
  expect(await page.getByRole("textbox", { name: "Sentences, one per line" }).inputValue()).toContain(
    "A dog ran home.",
  );
});

test("the pictures of digits open by their link, are figures and a cloud of eight classes", async () => {
  const page = await openPage("#v=1&sample=digits");
  await page.getByText("1,600 × 784").waitFor();
  await untilReady(page);
  await page.getByText("one cloud of 1,600 points").waitFor();
  for (const kind of ["0", "3", "7"]) await page.getByRole("button", { name: `${kind} 200`, exact: true }).waitFor();
});
