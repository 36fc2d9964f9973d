import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { pattern, saying, words } from "../words.ts";
import { analyse, button, layerSlider, openPage, shortText, showTable, untilReady, withBrowser } from "./openPage.ts";

withBrowser();

const { name: isoScore, source: isoScoreSource } = words.measures.isoScoreStar;

/** What a cloud of the last layer is called. */
function cloudName(points: number | RegExp): RegExp {
  return pattern`^${words.cloud.title}\. ${saying(words.cloud.description, points, 6, 1, 2, /[\d.]+ %/)}`;
}

test("the built-in sample is analysed with no click, and every layer has its numbers", async () => {
  const page = await openPage();
  await untilReady(page);
  const rows = await (await showTable(page, words.layers.title)).getByRole("row").allInnerTexts();
  expect(rows).toHaveLength(8);
  expect(rows[0]).toContain(isoScore);
  for (const row of rows.slice(1)) expect(row).toMatch(/^\d\s+0\.\d{3}\s+0\.\d{3} – 0\.\d{3}/);
  expect(await page.locator("body").innerText()).not.toMatch(/NaN|undefined|\[object/);
});

test("typed text runs by itself, and the numbers are those of the measure command's code", async () => {
  const page = await openPage("#v=1&sample=-");
  await analyse(page, shortText);
  expect(await page.getByText(pattern`^${saying(words.text.counts, 6, /\d+/)}$`).count()).toBe(1);
  const download = page.waitForEvent("download");
  await button(page, words.header.export).click();
  await button(page, words.header.exportJson).click();
  const report = JSON.parse(readFileSync(await (await download).path(), "utf8")) as {
    layers: { n: number; d: number; isoScore: number; eigenvalues: number[] }[];
  };
  expect(report.layers).toHaveLength(7);
  for (const { n, d, isoScore, eigenvalues } of report.layers) {
    // IsoScore follows from the spectrum alone: PR = T² / F.
    const trace = eigenvalues.reduce((sum, value) => sum + value, 0);
    const squares = eigenvalues.reduce((sum, value) => sum + value * value, 0);
    expect(d).toBe(384);
    expect(n).toBeGreaterThan(40);
    expect(isoScore).toBeCloseTo((trace ** 2 / squares - 1) / (d - 1), 9);
  }
});

test("the arrow keys move the one cursor, and every view follows", async () => {
  const page = await openPage("#v=1&sample=-");
  await analyse(page, shortText);
  const slider = layerSlider(page);
  await slider.focus();
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  expect(await slider.getAttribute("aria-valuenow")).toBe("4");
  expect(page.url()).toContain("layer=4");
  const cloud = saying(words.cloud.description, /\d+/, 4, 1, 2, /[\d.]+ %/);
  await page.getByRole("application", { name: cloud }).waitFor();
  const spectrum = saying(words.spectrum.description, 4, /[\d.]+ %/, /\d+/);
  await page.getByRole("img", { name: spectrum }).waitFor();
  await page.getByRole("img", { name: saying(words.dimensions.description, 4, /.+/) }).waitFor();
  await page.keyboard.press("Home");
  expect(await slider.getAttribute("aria-valuenow")).toBe("0");
  await page.keyboard.press("End");
  expect(page.url()).not.toContain("layer=");
});

test("a click in one small chart chooses the layer for all", async () => {
  const page = await openPage("#v=1&sample=-");
  await analyse(page, shortText);
  const chart = page.locator("#charts figure").nth(2).locator("svg");
  const box = (await chart.boundingBox())!;
  await page.mouse.click(box.x + 36, box.y + box.height / 2);
  expect(await layerSlider(page).getAttribute("aria-valuenow")).toBe("0");
});

test("the cloud names the token under the keyboard's cursor, in its sentence", async () => {
  const page = await openPage("#v=1&sample=-");
  await analyse(page, shortText);
  await page.getByRole("application").focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  const caption = page.getByRole("status").filter({ hasText: "The cat slept" });
  expect(await caption.innerText()).toMatch(/^cat\n/);
  expect(await caption.innerText()).toContain(words.cloud.position(2));
});

test("a number explains itself: formula, n, d, seed, backend", async () => {
  const page = await openPage("#v=1&sample=-");
  await analyse(page, shortText);
  await button(page, words.explain.open(isoScore)).click();
  const dialog = page.getByRole("dialog", { name: isoScore, exact: true });
  await dialog.locator("math").first().waitFor();
  const text = await dialog.innerText();
  for (const part of [
    saying(words.explain.points, /\d+/, words.explain.units.tokens, 384),
    pattern`${words.explain.backend}\s+wasm`,
    pattern`${isoScoreSource}`,
    saying(words.explain.tooSmall, /\d+/),
    saying(words.explain.intervalHow, /\d+/, 1, "sentences", "blocks", false),
  ])
    expect(text).toMatch(part);
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
});

test("sentences as points, special tokens, and back: each says its n", async () => {
  const page = await openPage("#v=1&sample=-");
  await analyse(page, shortText);
  const cloud = page.getByRole("application");
  const pointsNow = async () => Number(cloudName(/(\d+)/).exec((await cloud.getAttribute("aria-label"))!)![1]);
  const tokens = await pointsNow();
  await page.getByText(words.settings.sentences, { exact: true }).click();
  await page.getByRole("application", { name: cloudName(6) }).waitFor();
  await page.getByText(words.settings.tokens, { exact: true }).click();
  await page.getByText(words.settings.special, { exact: true }).click();
  await page.getByRole("application", { name: cloudName(tokens + 12) }).waitFor();
});

test("a link restores what was looked at, the text too", async () => {
  const page = await openPage("#v=1&sample=-");
  await analyse(page, shortText);
  await page.getByText(words.spectrum.form.linear, { exact: true }).click();
  await layerSlider(page).press("Home");
  await button(page, words.header.share).click();
  await page.getByText(words.header.shared, { exact: true }).waitFor();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  const other = await openPage(new URL(link).hash);
  await untilReady(other);
  expect(await other.getByRole("textbox").inputValue()).toBe(shortText);
  expect(await layerSlider(other).getAttribute("aria-valuenow")).toBe("0");
  expect(await other.getByRole("radio", { name: words.spectrum.form.linear, exact: true }).isChecked()).toBe(true);
});

test("sample size and similarity of layers are there when asked for", async () => {
  const page = await openPage("#v=1&sample=-");
  await analyse(page, shortText);
  await page.getByText(words.sampleSize.title, { exact: true }).click();
  const smallest = (await showTable(page, words.sampleSize.title)).getByRole("row").nth(1);
  // Eight points can't use more than seven dimensions: even an isotropic cloud of independent points would score
  // (8 − 2) / (8 + 384) = 0.0153, and tokens of six sentences are worth fewer.
  const [points, ...scores] = (await smallest.innerText()).split(/\s+/);
  expect(points).toBe("8");
  const isotropic = Number(scores.at(-1));
  expect(isotropic).toBeGreaterThan(0.005);
  expect(isotropic).toBeLessThan(0.0153);
  await page.getByText(words.similarity.title, { exact: true }).click();
  await page.getByRole("img", { name: words.similarity.description, exact: true }).waitFor();
});
