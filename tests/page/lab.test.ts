import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Locator, Page } from "playwright";
import { openPage, withBrowser } from "./openPage.ts";

withBrowser();

const weather = ["rain", "snow", "wind", "sunshine", "fog", "a storm", "hail", "frost"];
const kitchens = ["bread", "soup", "butter", "an onion", "cheese", "a stew", "rice", "pepper"];
/** 64 sentences of two classes that any encoder tells apart. */
const table = [
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

async function openTable(page: Page, content: string, name = "own.tsv"): Promise<void> {
  await page.getByLabel("open a file").setInputFiles({ name, mimeType: "text/plain", buffer: Buffer.from(content) });
}

async function openLab(): Promise<Page> {
  const page = await openPage("#v=1&sample=-&lab=1&task=-");
  await page.getByRole("combobox", { name: "Epochs" }).waitFor({ timeout: 60_000 });
  return page;
}

/** Opens the accuracy chart's table twin: a row for each look at the held-out rows, below its header. */
async function accuracyRows(page: Page): Promise<Locator> {
  await page.getByRole("button", { name: "Show the table of Accuracy" }).click();
  return page.getByRole("table", { name: "Accuracy, as a table" }).locator("tbody").getByRole("row");
}

/** Waits for a run to end and returns the held-out IsoScore⋆ that its chart's description tells. */
async function scoreAtTheEnd(page: Page): Promise<number> {
  await page.getByRole("button", { name: "Train", exact: true }).waitFor({ timeout: 60_000 });
  const text = await page.getByText(/^IsoScore⋆ of the head over training steps/).innerText();
  // Below a thousandth it is written with a power of ten, and counts as nothing here.
  return Number(/held out (0\.\d+)/.exec(text)?.[1] ?? 0);
}

test("a dropped table trains by itself; λ moved by keyboard is marked on the axis and changes the isotropy", async () => {
  const page = await openLab();
  await openTable(page, table);
  await page.getByText("64 rows: 51 to train on, 13 held out").waitFor({ timeout: 60_000 });
  await page.getByRole("application", { name: /Held-out cloud/ }).waitFor();
  const plain = await scoreAtTheEnd(page);
  const lambda = page.getByRole("slider", { name: /weight of isotropy/ });
  await lambda.focus();
  for (let press = 0; press < 4; press++) await page.keyboard.press("PageUp");
  expect(Number(await lambda.inputValue())).toBeGreaterThan(3);
  await page
    .locator("svg text", { hasText: /^λ [345]/ })
    .first()
    .waitFor();
  const isotropic = await scoreAtTheEnd(page);
  expect(isotropic).toBeGreaterThan(0.04);
  expect(isotropic).toBeGreaterThan(2 * plain);
});

test("paused, a step is a step; reset begins again and leaves a ghost", async () => {
  const page = await openLab();
  await openTable(page, table);
  await page.getByText("51 to train on").waitFor({ timeout: 60_000 });
  // Long enough not to be over before the button is pressed.
  await page.getByRole("combobox", { name: "Epochs" }).selectOption("600");
  await page.getByRole("button", { name: "Pause" }).click();
  await page.getByRole("button", { name: "Reset" }).click();
  await page.getByRole("button", { name: "Step" }).click();
  await page.locator("svg text", { hasText: "λ 0" }).first().waitFor();
  const rows = await accuracyRows(page);
  await expect.poll(() => rows.count()).toBe(2);
  await page.getByRole("button", { name: "Step" }).click();
  await expect.poll(() => rows.count()).toBe(3);
});

test("a sweep runs through, says what the data supports, and gives its runs as CSV", async () => {
  const page = await openLab();
  await openTable(page, table);
  await page.getByText("51 to train on").waitFor({ timeout: 60_000 });
  await page.getByRole("combobox", { name: "Epochs" }).selectOption("10");
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await page.getByRole("button", { name: "CSV" }).waitFor({ timeout: 120_000 });
  await page
    .getByRole("status")
    .filter({ hasText: /Spearman ρ = .*35 runs|Too few/ })
    .waitFor();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "CSV" }).click();
  const lines = readFileSync(await (await download).path(), "utf8")
    .trim()
    .split("\n");
  expect(lines).toHaveLength(36);
  expect(lines[1]).toMatch(/^-5,1,100,/);
  await page.getByRole("combobox", { name: "Width" }).selectOption("16");
  await page.getByText("These results belong to other settings").last().waitFor();
});

test.each([
  ["one class only", "text,label\na,x\nb,x\n", /at least two classes/i],
  ["no labels", "just a line\nand another\n", /column/i],
  ["ragged rows", "text,label\na,x\nb\nc,y,z\n", /row|line/i],
])("a table with %s is refused in one sentence, and a good one then trains", async (_, content, sentence) => {
  const page = await openLab();
  await openTable(page, content, "bad.csv");
  await expect.poll(() => page.getByRole("alert").allInnerTexts()).toEqual([expect.stringMatching(sentence)]);
  await openTable(page, table);
  await page.getByText("51 to train on").waitFor({ timeout: 60_000 });
  expect(await page.getByRole("alert").count()).toBe(0);
});

test("λ shaken for a while, and the page then frozen as a hidden tab may be: the last λ stays, few marks, no step is missing", async () => {
  const page = await openLab();
  await openTable(page, table);
  await page.getByText("51 to train on").waitFor({ timeout: 60_000 });
  await page.getByRole("combobox", { name: "Epochs" }).selectOption("600");
  const lambda = page.getByRole("slider", { name: /weight of isotropy/ });
  await page.evaluate(async () => {
    const slider = document.querySelector<HTMLInputElement>("input[type=range][min='-5']")!;
    for (let move = 0; move < 200; move++) {
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set?.call(
        slider,
        String(move === 199 ? 2 : 5 * Math.sin(move)),
      );
      slider.dispatchEvent(new Event("input", { bubbles: true }));
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  });
  expect(await lambda.inputValue()).toBe("2");
  await page.locator("[data-drawn-lambda='2']").waitFor();
  const session = await page.context().newCDPSession(page);
  await session.send("Page.setWebLifecycleState", { state: "frozen" });
  await new Promise((resolve) => setTimeout(resolve, 1500));
  await session.send("Page.setWebLifecycleState", { state: "active" });
  await page.getByRole("button", { name: "Pause", exact: true }).click();
  const chart = page.locator("svg", { hasText: "λ 2" }).first();
  expect(await chart.locator("text", { hasText: /^λ/ }).count()).toBeLessThan(20);
  // One step an epoch: a look after each.
  const rows = await accuracyRows(page);
  const steps = (await rows.locator(":scope > :first-child").allInnerTexts()).map(Number);
  expect(steps.length).toBeGreaterThan(20);
  expect(steps).toEqual(Array.from(steps, (_, i) => i));
});

test("classes with one row are left out at a press of a button, and taken again", async () => {
  const page = await openLab();
  await openTable(page, `${table}\nthe committee adjourned\tpolitics\n`);
  await page.getByText(/The class “politics” has one row only/).waitFor({ timeout: 60_000 });
  await page.getByRole("button", { name: "Leave out classes with one row" }).click();
  await page.getByText("64 rows: 51 to train on, 13 held out").waitFor({ timeout: 60_000 });
  await page.getByText("The class “politics”, of one row, was left out.").waitFor();
  await page.getByRole("button", { name: "Include classes with one row again" }).click();
  await page.getByText(/^65 rows/).waitFor({ timeout: 60_000 });
});

test("a built-in task opens from the bar, and the explorer is where it was when one comes back", async () => {
  const page = await openPage("#v=1&sample=one-slot&layer=2");
  await page.getByRole("slider", { name: "Layer" }).waitFor();
  await page.getByRole("button", { name: "λ lab" }).click();
  await page.getByText(/1,800 rows: /).waitFor({ timeout: 120_000 });
  await page.getByRole("button", { name: "Back to the explorer" }).click();
  await page.getByRole("slider", { name: "Layer" }).waitFor();
  expect(await page.getByRole("slider", { name: "Layer" }).getAttribute("aria-valuenow")).toBe("2");
});
