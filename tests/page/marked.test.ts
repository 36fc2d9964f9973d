/**
 * With a catalogue of marked words, no unmarked one is on the page: every word comes from the catalogue, and a second
 * language leaves none behind. The person's own texts and names here have no Latin letters.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { chromium, type Browser, type Page } from "playwright";
import { chromiumLaunchOptions } from "../../scripts/chromium.mjs";
import { drawnMeasureIds } from "../../src/geometry/measures/table.ts";
import { markedMessages as words } from "../markedMessages.ts";
import { serveMarkedSite, type Site } from "./markedSite.ts";
import { unmarkedOn } from "./wordsOnPage.ts";

/** Of models, backends, tokens of the vocabulary and keys of the keyboard. */
const names = [
  "all-MiniLM-L6-v2",
  "wasm",
  "webgpu",
  "webgl",
  "cpu",
  "[CLS]",
  "[SEP]",
  "[UNK]",
  "1.tsv",
  "1.npy",
  "2.parquet",
  "three_dimensions",
  "float32",
];

const ownText = ["Кот спал на камне.", "Собака бежала по траве.", "Дождь шёл всю ночь.", "Банк снизил ставку."].join(
  "\n",
);

let site: Site;
let browser: Browser;
beforeAll(async () => {
  site = await serveMarkedSite();
  browser = await chromium.launch(chromiumLaunchOptions());
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

async function open(fragment: string, query = "?backend=wasm"): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(`${site.address}${query}#v=1&${fragment}`);
  return page;
}

const own = `sample=-&text=${encodeURIComponent(ownText)}`;
const ready = (page: Page) => page.getByText(words.progress.ready, { exact: true }).waitFor({ timeout: 120_000 });
const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).first().click();

async function expectMarked(page: Page): Promise<void> {
  expect(await unmarkedOn(page, names)).toEqual([]);
}

/** Turns every chart on the page to its table. */
async function showTables(page: Page): Promise<void> {
  const [before] = words.chart.showTable("|").split("|");
  const buttons = page.getByRole("button", { name: before });
  for (let left = await buttons.count(); left > 0; left--) await buttons.first().click();
}

/** Drops files on the page. */
async function drop(page: Page, ...files: readonly { readonly name: string; readonly bytes: Uint8Array }[]) {
  await page.evaluate(
    (given) => {
      const dataTransfer = new DataTransfer();
      for (const { name, bytes } of given) dataTransfer.items.add(new File([Uint8Array.from(bytes)], name));
      window.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
    },
    files.map(({ name, bytes }) => ({ name, bytes: [...bytes] })),
  );
}

test("the marks are seen on the page, and a bare word is reported with its place", async () => {
  const page = await open(own);
  await ready(page);
  expect(await page.title()).toContain("⟦");
  await page.evaluate(() => document.querySelector("main")?.append("bare"));
  expect(await unmarkedOn(page, names)).toEqual([expect.stringMatching(/main: .*bare/)]);
});

test.each(["dimensions", "neighbours", "sample-size", "similarity"])(
  "the explorer and its tables, with the panel %s",
  async (panel) => {
    const page = await open(`${own}&panel=${panel}`);
    await ready(page);
    await expectMarked(page);
    await showTables(page);
    await expectMarked(page);
  },
);

test("the explorer by sentence, with all measures, and the explanation of each", async () => {
  const page = await open(`${own}&unit=sentences&zeta=0.3&measures=${drawnMeasureIds.join(",")}`);
  await ready(page);
  await expectMarked(page);
  for (const id of drawnMeasureIds) {
    await press(page, words.explain.open(words.measures[id].name));
    await page.getByRole("dialog").waitFor();
    await expectMarked(page);
    await page.keyboard.press("Escape");
  }
});

test("help, export, models and their faults", async () => {
  const page = await open(own);
  await ready(page);
  await press(page, words.header.help);
  await page.getByRole("dialog").waitFor();
  await expectMarked(page);
  await page.keyboard.press("Escape");
  await press(page, words.header.export);
  await press(page, words.header.share);
  await expectMarked(page);
  await page.keyboard.press("Escape");
  await page
    .getByRole("button", { name: words.models.open })
    .or(page.getByRole("button", { name: names[0]! }))
    .first()
    .click();
  await page.getByText(words.models.advanced).click();
  await page.getByLabel(words.models.name, { exact: true }).fill("0");
  await press(page, words.models.load);
  await page.getByRole("alert").first().waitFor();
  await expectMarked(page);
});

test("a held run beside another text", async () => {
  const page = await open(`${own}&panel=similarity`);
  await ready(page);
  await press(page, words.comparison.hold);
  await page.getByRole("textbox", { name: words.text.area }).fill(`${ownText}\nЕщё одна строка.`);
  await page.getByLabel(words.comparison.bar).first().waitFor();
  await ready(page);
  await expectMarked(page);
  await showTables(page);
  await expectMarked(page);
});

test("no text, and vectors opened and refused", async () => {
  const page = await open(own);
  await ready(page);
  await page.getByRole("textbox", { name: words.text.area }).fill("");
  await page
    .getByText(words.failure({ code: "no-text" }).what)
    .first()
    .waitFor();
  await expectMarked(page);
  const golden = (name: string) => readFileSync(join(import.meta.dirname, "../golden/vectors", name));
  await drop(page, { name: "1.npy", bytes: golden("three_dimensions.npy") });
  await ready(page);
  await expectMarked(page);
  await drop(page, { name: "2.parquet", bytes: golden("not_finite.parquet") });
  await page.getByRole("alert").first().waitFor();
  await expectMarked(page);
});

test("the lab: a table of one's own, a run, its charts as tables, a sweep, the layers", async () => {
  const page = await open(`sample=-&mode=lab&task=-`);
  await page.getByLabel(words.labTable.open).waitFor({ timeout: 60_000 });
  await expectMarked(page);
  const rows = Array.from(
    { length: 40 },
    (_, i) => `${i % 2 === 0 ? "дождь" : "хлеб"} ${i}\t${i % 2 === 0 ? "погода" : "кухня"}`,
  );
  const table = ["текст\tкласс", ...rows].join("\n");
  await page
    .getByLabel(words.labTable.open)
    .setInputFiles({ name: "1.tsv", mimeType: "text/plain", buffer: Buffer.from(table) });
  await press(page, words.lab.play);
  await page.getByRole("application").first().waitFor({ timeout: 60_000 });
  await press(page, words.lab.pause);
  await page.getByRole("button", { name: words.lab.play, exact: true }).waitFor();
  await expectMarked(page);
  await page.getByRole("radio", { name: words.labLayers.views.layers, exact: true }).check({ force: true });
  await press(page, words.labLayers.measure);
  await page.getByText(words.labLayers.before, { exact: true }).first().waitFor({ timeout: 60_000 });
  await press(page, words.lab.sweep.run);
  await page.getByText(words.lab.sweep.verdict.few).or(page.getByText(words.lab.sweep.mean)).first().waitFor();
  await expectMarked(page);
  await press(page, words.lab.sweep.stop);
  await showTables(page);
  await expectMarked(page);
});
