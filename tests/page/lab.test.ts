import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Locator, Page } from "playwright";
import { pattern, saying, words } from "../words.ts";
import { openLab, openTable, setting, table, train, untilEncoded } from "./labPage.ts";
import { button, layerSlider, openPage, showTable, withBrowser } from "./openPage.ts";

withBrowser();

const { lab } = words;

const lambdaSlider = (page: Page) => page.getByRole("slider", { name: lab.lambda, exact: true });

/** Opens the accuracy chart's table twin: a row for each look at the held-out rows, below its header. */
async function accuracyRows(page: Page): Promise<Locator> {
  return (await showTable(page, lab.accuracy.title)).locator("tbody").getByRole("row");
}

const drawnStep = (page: Page) => page.locator("[data-drawn-step]").getAttribute("data-drawn-step").then(Number);

/** Lets a run go on for some steps and returns the held-out IsoScore⋆ that its chart's description tells. */
async function scoreAfter(page: Page, steps: number): Promise<number> {
  const from = (await page.locator("[data-drawn-step]").count()) === 0 ? 0 : await drawnStep(page);
  await expect.poll(() => drawnStep(page), { timeout: 60_000 }).toBeGreaterThan(from + steps);
  const text = await page.getByText(saying(lab.curveDescription, lab.isoScore.title, /.+/)).innerText();
  // Below a thousandth it is written with a power of ten, and counts as nothing here.
  return Number(pattern`${lab.isoScore.heldOut} (0\.\d+)`.exec(text)?.[1] ?? 0);
}

test("a table waits for Train; λ moved by keyboard is marked on the axis and changes the isotropy", async () => {
  const page = await openLab();
  await openTable(page, table);
  await untilEncoded(page);
  await expect.poll(() => page.getByText(lab.nothing.paused, { exact: true }).count()).toBeGreaterThan(0);
  await train(page);
  const cloud = saying(lab.cloudDescription, 13, /[\d.]+ %/);
  await page.getByRole("application", { name: pattern`^${lab.cloud}\. ${cloud}$` }).waitFor();
  const plain = await scoreAfter(page, 150);
  const lambda = lambdaSlider(page);
  await lambda.focus();
  for (let press = 0; press < 4; press++) await page.keyboard.press("PageUp");
  expect(Number(await lambda.inputValue())).toBeGreaterThan(3);
  await page
    .locator("svg text", { hasText: pattern`^${saying(lab.lambdaMark, /[345]\S*/)}$` })
    .first()
    .waitFor();
  const isotropic = await scoreAfter(page, 300);
  expect(isotropic).toBeGreaterThan(0.04);
  expect(isotropic).toBeGreaterThan(2 * plain);
});

test("arrow keys move λ off 0 and across it, step by step; a drag that ends close to 0 means 0", async () => {
  const page = await openLab();
  const lambda = lambdaSlider(page);
  await lambda.focus();
  const pressed: string[] = [];
  for (const key of ["ArrowRight", "ArrowRight", "ArrowLeft", "ArrowLeft", "ArrowLeft", "ArrowLeft", "ArrowRight"]) {
    await page.keyboard.press(key);
    pressed.push(await lambda.inputValue());
  }
  expect(pressed).toEqual(["0.1", "0.2", "0.1", "0", "-0.1", "-0.2", "-0.1"]);
  const { x, y, width, height } = (await lambda.boundingBox())!;
  await page.mouse.move(x + 0.8 * width, y + height / 2);
  await page.mouse.down();
  // The thumb is 16 pixels wide: a tenth of λ is this far from the middle.
  await page.mouse.move(x + width / 2 + 0.012 * (width - 16), y + height / 2, { steps: 4 });
  expect(await lambda.inputValue()).toBe("0");
  await page.mouse.up();
  await lambda.press("ArrowLeft");
  expect(await lambda.inputValue()).toBe("-0.1");
});

test("while rows are awaited nothing asks for a press of Train; paused before its first step, a run does", async () => {
  const page = await openLab();
  await expect.poll(() => page.getByText(lab.nothing.noRows, { exact: true }).count()).toBeGreaterThan(0);
  expect(await page.getByText(lab.nothing.paused, { exact: true }).count()).toBe(0);
  await openTable(page, table);
  // The button works as soon as there is a run, whatever that waits for.
  await train(page);
  await button(page, lab.pause).click();
  await button(page, lab.play).waitFor();
  await untilEncoded(page);
  await button(page, lab.reset).click();
  await expect.poll(() => page.getByText(lab.nothing.paused, { exact: true }).count()).toBeGreaterThan(0);
  expect(await button(page, lab.play).isEnabled()).toBe(true);
});

test("paused, a step is a step", async () => {
  const page = await openLab();
  await openTable(page, table);
  await untilEncoded(page);
  await button(page, lab.step).click();
  await page
    .locator("svg text", { hasText: lab.lambdaMark("0") })
    .first()
    .waitFor();
  const rows = await accuracyRows(page);
  await expect.poll(() => rows.count()).toBe(2);
  await button(page, lab.step).click();
  await expect.poll(() => rows.count()).toBe(3);
});

test("a sweep runs through, says what the data supports, and gives its runs as CSV", async () => {
  const page = await openLab();
  await openTable(page, table);
  await untilEncoded(page);
  await setting(page, lab.settings.epochs).selectOption("10");
  await button(page, lab.sweep.run).click();
  await button(page, lab.sweep.run).waitFor({ timeout: 120_000 });
  const correlation = saying(lab.sweep.trend, lab.sweep.sides.all, /\S+/, /\S+/, 35);
  await page
    .getByRole("status")
    .filter({ hasText: pattern`${correlation}|${lab.sweep.verdict.few}` })
    .waitFor();
  await button(page, lab.sweep.file).click();
  const json = page.waitForEvent("download");
  await button(page, lab.sweep.exportJson).click();
  const stored = await (await json).path();
  const download = page.waitForEvent("download");
  await button(page, lab.sweep.exportCsv).click();
  const lines = readFileSync(await (await download).path(), "utf8")
    .trim()
    .split("\n");
  expect(lines).toHaveLength(36);
  expect(lines[0]).toMatch(/^lambda,seed,trainingRows,accuracy,.*,zeta,.*,model,data,rows,heldOut,version$/);
  expect(lines[1]).toMatch(/^-5,1,100,.*,own\.tsv,64,13,\d[\d.]*$/);
  await setting(page, lab.settings.width).selectOption("16");
  await page.getByText(lab.sweep.stale, { exact: true }).last().waitFor();
  // What was saved is shown as it was, whatever is set now.
  const open = page.getByLabel(lab.sweep.open, { exact: true });
  await open.setInputFiles({ name: "stored.json", mimeType: "application/json", buffer: readFileSync(stored) });
  const opened = saying(lab.sweep.opened, "stored.json", /.+/, "own.tsv", 64, 13, /.*width 64.*epochs 10.*/);
  await page.getByRole("status").filter({ hasText: opened }).waitFor();
  await setting(page, lab.sweep.against).selectOption("paired");
  await page
    .getByRole("status")
    .filter({ hasText: lab.sweep.paired.reading(5) })
    .waitFor();
  await open.setInputFiles({ name: "bad.json", mimeType: "application/json", buffer: Buffer.from("{}") });
  await page
    .getByRole("status")
    .filter({ hasText: lab.sweep.fileFault({ code: "not-a-sweep" }) })
    .waitFor();
});

test("λ shaken for a while, and the page then frozen as a hidden tab may be: the last λ stays, few marks, no step is missing", async () => {
  const page = await openLab();
  await openTable(page, table);
  await untilEncoded(page);
  await setting(page, lab.settings.batch).selectOption("8");
  await train(page);
  const stepsPerEpoch = Math.floor(51 / 8);
  const lambda = lambdaSlider(page);
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
  await expect.poll(() => drawnStep(page), { timeout: 60_000 }).toBeGreaterThan(20 * stepsPerEpoch);
  await button(page, lab.pause).click();
  const chart = page.locator("svg", { hasText: lab.lambdaMark("2") }).first();
  const marks = await chart.locator("text", { hasText: pattern`^${saying(lab.lambdaMark, /\S+/)}$` }).count();
  expect(marks).toBeGreaterThan(0);
  expect(marks).toBeLessThan(20);
  // A look before the first step and after each epoch.
  const rows = await accuracyRows(page);
  const steps = (await rows.locator(":scope > :first-child").allInnerTexts()).map(Number);
  expect(steps.length).toBeGreaterThan(20);
  expect(steps).toEqual(Array.from(steps, (_, i) => i * stepsPerEpoch));
});

test("a built-in task opens from the bar, and the explorer is where it was when one comes back", async () => {
  const page = await openPage("#v=1&sample=one-slot&layer=2");
  await layerSlider(page).waitFor();
  await button(page, lab.title).click();
  await page.getByText(pattern`^${saying(lab.about, 1800, 100, /[\d,]+/, /[\d,]+/)}$`).waitFor({ timeout: 120_000 });
  await button(page, lab.close).click();
  await layerSlider(page).waitFor();
  expect(await layerSlider(page).getAttribute("aria-valuenow")).toBe("2");
});

test("a select shows the value in force, whatever a link has set", async () => {
  const page = await openPage("#v=1&sample=-&lab=1&task=-&labSettings=epochs:50~width:24~trainingRows:75");
  await expect.poll(() => setting(page, lab.settings.epochs).inputValue(), { timeout: 60_000 }).toBe("50");
  expect(await setting(page, lab.settings.width).inputValue()).toBe("24");
  expect(await setting(page, lab.settings.rows).inputValue()).toBe("75");
});
