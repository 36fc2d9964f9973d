/** Opens the lab with a table of a person's own. */
import type { Locator, Page } from "playwright";
import { words } from "../words.ts";
import { button, openPage } from "./openPage.ts";

const weather = ["rain", "snow", "wind", "sunshine", "fog", "a storm", "hail", "frost"];
const kitchens = ["bread", "soup", "butter", "an onion", "cheese", "a stew", "rice", "pepper"];
/** 64 sentences of two classes that any encoder tells apart. */
export const table = [
  "sentence\tlabel",
  ...weather.flatMap((word, i) =>
    ["came over the hills", "was forecast for Monday", "lasted all night", "surprised the hikers"].map((rest, j) =>
      [
        `${word} ${rest}\tweather`,
        `we cooked ${kitchens[(i + j) % 8]} ${["slowly", "for lunch", "in a big pot", "with salt"][j]} no ${i}\tkitchen`,
      ].join("\n"),
    ),
  ),
].join("\n");

/** Opens it as a file. */
export async function openTable(page: Page, content: string, name = "own.tsv"): Promise<void> {
  await page
    .getByLabel(words.labTable.open, { exact: true })
    .setInputFiles({ name, mimeType: "text/plain", buffer: Buffer.from(content) });
}

/** The choice of one setting of the runs. @param name its label. */
export function setting(page: Page, name: string): Locator {
  return page.getByRole("combobox", { name, exact: true });
}

/** Waits until the table's rows, or as many as are given, are encoded and shared out. */
export async function untilEncoded(page: Page, rows = 64, training = 51): Promise<void> {
  await page.getByText(words.lab.about(rows, training, training, 13), { exact: true }).waitFor({ timeout: 60_000 });
}

/** Presses Train, which does the same whatever the run waits for. */
export async function train(page: Page): Promise<void> {
  await button(page, words.lab.play).click();
  await button(page, words.lab.pause).waitFor();
}

/** A page with the lab open, that waits for a table. */
export async function openLab(): Promise<Page> {
  const page = await openPage("#v=1&sample=-&lab=1&task=-");
  await setting(page, words.lab.settings.epochs).waitFor({ timeout: 60_000 });
  return page;
}
