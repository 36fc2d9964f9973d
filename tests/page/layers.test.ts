/** Some of a model's layers instead of all, in the built page. */
import type { Page } from "playwright";
import { expect, test } from "vitest";
import { pattern, saying, words } from "../words.ts";
import { analyse, layerSlider, openPage, shortText, showTable, untilReady, withBrowser } from "./openPage.ts";

withBrowser();

const layersOf = (page: Page) => page.getByRole("combobox", { name: words.layerChoice.label, exact: true });
const spectrumOf = (page: Page, layer: number) =>
  page.getByRole("img", { name: pattern`^${saying(words.spectrum.description, layer, /[\d.]+ %/, /\d+/)}$` });
const valueIn = (layer: number) =>
  pattern`^${words.layers.cursor(layer, 6)}: ${words.measures.isoScoreStar.name} 0\.\d+`;

test("every second layer has its own number everywhere, arrow keys reach each of them, and a link brings them back", async () => {
  const page = await openPage("#v=1&sample=-&panel=similarity");
  await analyse(page, shortText);
  const slider = layerSlider(page);
  const valueOf = () => slider.getAttribute("aria-valuetext");
  await slider.press("Home");
  await slider.press("ArrowRight");
  await slider.press("ArrowRight");
  const ofAll = await valueOf();
  expect(ofAll).toMatch(valueIn(2));

  await layersOf(page).selectOption({ label: words.layerChoice.rule("every-second") });
  const squares = page.getByRole("group", { name: words.similarity.title, exact: true }).locator("rect");
  await squares.nth(15).waitFor();
  await untilReady(page);
  expect(await squares.count()).toBe(16);
  // The cursor stays on its layer, which has the figures that it had among all of them.
  expect(await valueOf()).toBe(ofAll);
  const axis = page.locator("#charts figure").first().locator("svg > g").nth(1).locator("text");
  expect(await axis.allTextContents()).toEqual(["0", "2", "4", "6"]);
  await spectrumOf(page, 2).waitFor();

  await slider.press("ArrowRight");
  expect(await valueOf()).toMatch(valueIn(4));
  await spectrumOf(page, 4).waitFor();
  expect(await slider.getAttribute("aria-valuenow")).toBe("4");
  await slider.press("Home");
  expect(await valueOf()).toMatch(valueIn(0));
  await slider.press("End");
  expect(await valueOf()).toMatch(valueIn(6));
  await slider.press("ArrowLeft");
  await expect.poll(() => page.url()).toContain("layers=every-second&layer=4");

  const rows = (await showTable(page, words.layers.title)).getByRole("row");
  expect((await rows.allInnerTexts()).slice(1).map((row) => row.trim().split(/\s/)[0])).toEqual(["0", "2", "4", "6"]);

  // The built-in reference has all layers; those shown take theirs out of it.
  const address = `${new URL(page.url()).hash}&zeta=0.2&text=${encodeURIComponent(shortText)}`;
  const linked = await openPage(address);
  await untilReady(linked);
  const linkedSlider = layerSlider(linked);
  expect(await layersOf(linked).inputValue()).toBe("every-second");
  await linked.getByText(pattern`^${saying(words.settings.referencePoints, /[\d,]+/)}$`).waitFor();
  const ofSecond = await linkedSlider.getAttribute("aria-valuetext");
  expect(ofSecond).toMatch(valueIn(4));
  await layersOf(linked).selectOption({ label: words.layerChoice.rule("all") });
  await linked.locator("#charts figure").first().locator("circle").nth(6).waitFor();
  await untilReady(linked);
  expect(await linkedSlider.getAttribute("aria-valuetext")).toBe(ofSecond);
});
