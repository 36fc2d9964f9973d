/** Holding a run and looking at it beside others, in the built page. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Page } from "playwright";
import { pattern, saying, words } from "../words.ts";
import {
  analyse,
  button,
  layerSlider,
  openPage,
  shortText,
  showTable,
  textArea,
  untilReady,
  withBrowser,
} from "./openPage.ts";

withBrowser();

const isoScore = words.measures.isoScoreStar.name;
const clouds = (page: Page) => page.getByRole("application");
const barOf = (page: Page) => page.getByRole("region", { name: words.comparison.bar, exact: true });

test("a held run stays beside another layer, an edited text and another unit, until it is let go", async () => {
  const page = await openPage("#v=1&sample=-&panel=similarity");
  await analyse(page, shortText);
  await button(page, words.comparison.hold).click();
  const bar = barOf(page);
  expect(await bar.innerText()).toMatch(
    pattern`${words.comparison.heldRun}\s+${words.models.builtIn} · “The cat slept on the warm s…” · ${words.comparison.tokens}`,
  );

  // Two layers of one run: the cursor moves on its own, the held one with Shift.
  const slider = layerSlider(page);
  await slider.press("Home");
  await slider.press("Shift+ArrowLeft");
  expect(await bar.innerText()).toContain(words.comparison.layer(5, 6));
  expect(await slider.getAttribute("aria-valuetext")).toMatch(
    pattern`^${words.layers.cursor(0, 6)}: .*${words.comparison.heldLayer(5)}$`,
  );
  const spectrum = saying(words.spectrum.description, 0, /[\d.]+ %/, /\d+/);
  const heldSpectrum = saying(words.comparison.spectrumDescription, 5, /[\d.]+ %/, /\d+/);
  await page.getByRole("img", { name: pattern`^${spectrum} ${heldSpectrum}$` }).waitFor();
  const identical = page.getByRole("img", { name: words.comparison.similarityDescription(7, 7) });
  await identical.waitFor();
  await identical.focus();
  await page.keyboard.press("ArrowRight");
  expect(await identical.count()).toBe(0);
  const read = saying(words.comparison.similarityRead, 5, 1, /0\.\d{3}/);
  const shuffled = saying(words.comparison.similarityShuffled, /0\.\d{3}/);
  expect(await page.getByRole("img", { name: pattern`^${read}; ${shuffled}$` }).count()).toBe(1);

  // Another text: the lines that stayed are linked, and pointing at a token marks its partner.
  const edited = shortText.split("\n").with(5, "Nothing of this line was there before.").join("\n");
  await analyse(page, edited);
  expect(await clouds(page).count()).toBe(2);
  await page.getByText(pattern`^${saying(words.comparison.linked, "token", /\d+/, /\d+/)}$`).waitFor();
  await clouds(page).nth(1).focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  expect(await page.getByRole("status").filter({ hasText: "The cat slept" }).innerText()).toMatch(/^cat\n/);
  for (const cloud of [0, 1]) expect(await clouds(page).nth(cloud).locator("circle").count()).toBeGreaterThan(1);

  // Sentences instead of tokens: no pairs as shown, but the sentences of both.
  await page.getByText(words.settings.sentences, { exact: true }).click();
  const similarity = page.getByRole("group", { name: words.similarity.title, exact: true });
  await similarity.getByText(words.comparison.unpaired("different-units"), { exact: true }).waitFor();
  await button(page, words.comparison.bySentences).click();
  await similarity.getByText(words.comparison.similarityOn("line-number", 6, 6)).waitFor();
  expect(await bar.innerText()).toContain(`${words.comparison.sentences} (${words.comparison.meanOfTokens})`);

  await button(page, words.comparison.release).click();
  expect(await bar.count()).toBe(0);
  expect(await clouds(page).count()).toBe(1);
  await page.getByRole("img", { name: words.similarity.description, exact: true }).waitFor();
});

test("H holds and lets go, but is a letter where somebody types; the table and the file have both runs", async () => {
  const page = await openPage("#v=1&sample=-");
  await analyse(page, shortText);
  const bar = barOf(page);
  const area = textArea(page);
  await area.press("End");
  await area.press("h");
  expect(await bar.count()).toBe(0);
  await untilReady(page);
  await layerSlider(page).press("h");
  await bar.waitFor();
  await analyse(page, "Quite another text.\nIt has three lines.\nHere is the last.");
  await page.getByText(words.comparison.notLinked("different-lines"), { exact: true }).waitFor();

  const table = await showTable(page, words.layers.title);
  expect(await table.getByRole("columnheader").allInnerTexts()).toEqual(
    expect.arrayContaining([isoScore, words.comparison.column(isoScore)]),
  );
  const cells = await table.getByRole("row").nth(7).getByRole("cell").allInnerTexts();
  expect(cells[0]).toBe("6");
  expect(cells[1]).not.toBe(cells[3]);
  const { overlap, apart } = words.comparison.intervals;
  const difference = saying(words.comparison.difference, /[+−]0\.\d+/, pattern`${overlap}|${apart}`);
  const reading = saying(words.comparison.reading, isoScore, /0\.\d+/, /0\.\d+/, difference);
  await page
    .getByRole("group", { name: words.layers.title, exact: true })
    .getByText(saying(words.comparison.layersNote, 6, 6, pattern`${reading}, .+`))
    .waitFor();

  await button(page, words.chart.showPicture(words.layers.title)).click();
  await button(page, words.explain.open(isoScore)).click();
  expect(await page.getByRole("dialog", { name: isoScore, exact: true }).innerText()).toMatch(
    pattern`${words.comparison.differenceTerm}\s+[+−]`,
  );
  await page.keyboard.press("h");
  await page.keyboard.press("Escape");
  expect(await bar.count()).toBe(1);

  const download = page.waitForEvent("download");
  await button(page, words.header.export).click();
  await button(page, words.header.exportJson).click();
  const report = JSON.parse(readFileSync(await (await download).path(), "utf8")) as {
    layers: { n: number }[];
    held: { layers: { n: number }[]; comparedLayer: number };
  };
  expect(report.held.comparedLayer).toBe(6);
  expect(report.held.layers[6].n).toBeGreaterThan(report.layers[6].n);
  expect(page.url()).not.toContain("held");

  await page.keyboard.press("Escape");
  await button(page, words.comparison.release).press("h");
  expect(await bar.count()).toBe(0);
});
