import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { analyse, openPage, shortText, untilReady, withBrowser } from "./openPage.ts";

withBrowser();

test("the built-in sample is analysed with no click, and every layer has its numbers", async () => {
  const page = await openPage();
  await untilReady(page);
  await page.getByRole("button", { name: "Show the table of Layers" }).click();
  const rows = await page.getByRole("table", { name: "Layers, as a table" }).getByRole("row").allInnerTexts();
  expect(rows).toHaveLength(8);
  expect(rows[0]).toContain("IsoScore⋆");
  for (const row of rows.slice(1)) expect(row).toMatch(/^\d\s+0\.\d{3}\s+0\.\d{3} – 0\.\d{3}/);
  expect(await page.locator("body").innerText()).not.toMatch(/NaN|undefined|\[object/);
});

test("typed text runs by itself, and the numbers are those of the measure command's code", async () => {
  const page = await openPage("#v=1&sample=-");
  await analyse(page, shortText);
  expect(await page.getByText(/^6 sentences · \d+ tokens$/).count()).toBe(1);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export" }).click();
  await page.getByRole("button", { name: "Numbers (JSON)" }).click();
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
  const slider = page.getByRole("slider", { name: "Layer" });
  await slider.focus();
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  expect(await slider.getAttribute("aria-valuenow")).toBe("4");
  expect(page.url()).toContain("layer=4");
  await page.getByRole("application", { name: /points of layer 4 on principal components 1 and 2/ }).waitFor();
  await page.getByRole("img", { name: /Spectrum of layer 4/ }).waitFor();
  await page.getByRole("img", { name: /in layer 4/ }).waitFor();
  await page.keyboard.press("Home");
  expect(await slider.getAttribute("aria-valuenow")).toBe("0");
  await page.keyboard.press("End");
  expect(page.url()).not.toContain("layer=");
});

test("a click in one small chart chooses the layer for all", async () => {
  const page = await openPage("#v=1&sample=-");
  await analyse(page, shortText);
  const chart = page.getByRole("slider", { name: "Layer" }).locator("figure").nth(2).locator("svg");
  const box = (await chart.boundingBox())!;
  await page.mouse.click(box.x + 36, box.y + box.height / 2);
  expect(await page.getByRole("slider", { name: "Layer" }).getAttribute("aria-valuenow")).toBe("0");
});

test("the cloud names the token under the keyboard's cursor, in its sentence", async () => {
  const page = await openPage("#v=1&sample=-");
  await analyse(page, shortText);
  await page.getByRole("application").focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  const caption = page.getByRole("status").filter({ hasText: "The cat slept" });
  expect(await caption.innerText()).toMatch(/^cat\n/);
  expect(await caption.innerText()).toContain("position 2");
});

test("a number explains itself: formula, n, d, seed, backend", async () => {
  const page = await openPage("#v=1&sample=-");
  await analyse(page, shortText);
  await page.getByRole("button", { name: "Explain IsoScore⋆" }).click();
  const dialog = page.getByRole("dialog", { name: "IsoScore⋆" });
  await dialog.locator("math").first().waitFor();
  const text = await dialog.innerText();
  for (const part of [/n = \d+ tokens, d = 384/, /wasm/, /Rudman & Eickhoff/, /too small/, /seed 1/])
    expect(text).toMatch(part);
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
});

test("sentences as points, special tokens, and back: each says its n", async () => {
  const page = await openPage("#v=1&sample=-");
  await analyse(page, shortText);
  const cloud = page.getByRole("application");
  const pointsNow = async () => Number((await cloud.getAttribute("aria-label"))!.match(/([\d,]+) points/)![1]);
  const tokens = await pointsNow();
  await page.getByText("sentence", { exact: true }).click();
  await page.getByRole("application", { name: /^Cloud. 6 points/ }).waitFor();
  await page.getByText("token", { exact: true }).click();
  await page.getByText("Include special tokens").click();
  await page.getByRole("application", { name: new RegExp(`^Cloud. ${tokens + 12} points`) }).waitFor();
});

test("a link restores what was looked at, the text too", async () => {
  const page = await openPage("#v=1&sample=-");
  await analyse(page, shortText);
  await page.getByText("linear", { exact: true }).click();
  await page.getByRole("slider", { name: "Layer" }).press("Home");
  await page.getByRole("button", { name: "Copy link" }).click();
  await page.getByText("Link copied").waitFor();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  const other = await openPage(new URL(link).hash);
  await untilReady(other);
  expect(await other.getByRole("textbox").inputValue()).toBe(shortText);
  expect(await other.getByRole("slider", { name: "Layer" }).getAttribute("aria-valuenow")).toBe("0");
  expect(await other.getByRole("radio", { name: "linear" }).isChecked()).toBe(true);
});

test("sample size and similarity of layers are there when asked for", async () => {
  const page = await openPage("#v=1&sample=-");
  await analyse(page, shortText);
  await page.getByText("Sample size", { exact: true }).click();
  await page.getByRole("button", { name: "Show the table of Sample size" }).click();
  const smallest = page.getByRole("table", { name: "Sample size, as a table" }).getByRole("row").nth(1);
  // Eight points can't use more than seven dimensions: even an isotropic cloud scores (8 − 2) / (8 + 384).
  expect((await smallest.innerText()).split(/\s+/)).toEqual(expect.arrayContaining(["8", "0.0153"]));
  await page.getByText("Similarity", { exact: true }).click();
  await page.getByRole("img", { name: /CKA between all pairs/ }).waitFor();
});
