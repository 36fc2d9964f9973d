/** Opens the built page in a real Chromium and gives tests the few gestures that they share. */
import { chromium, type Browser, type BrowserContextOptions, type Locator, type Page } from "playwright";
import { afterAll, afterEach, beforeAll, expect, inject } from "vitest";
import { chromiumLaunchOptions } from "../../scripts/chromium.mjs";
import { words } from "../words.ts";

let browser: Browser;
const problems: string[] = [];
/** Hosts beside the page's own that a test lets it ask; on this machine too. */
export const allowedHosts = new Set<string>();

/** Call at the top of a test file: one browser for its tests; an error on any page, or a request that leaves the machine, fails the test. */
export function withBrowser(): void {
  beforeAll(async () => {
    browser = await chromium.launch(chromiumLaunchOptions());
  });
  afterAll(() => browser.close());
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
    expect(problems.splice(0)).toEqual([]);
  });
}

/** A page of its own profile. wasm, unless `query` says otherwise: the tests' WebGPU is software. */
export async function openPage(hash = "", options: BrowserContextOptions = {}, query = "?backend=wasm"): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    permissions: ["clipboard-read", "clipboard-write"],
    ...options,
  });
  const page = await context.newPage();
  const home = new URL(inject("address"));
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(message.text());
  });
  page.on("request", (request) => {
    const { host, protocol } = new URL(request.url());
    if (protocol.startsWith("http") && host !== home.host && !allowedHosts.has(host))
      problems.push(`request to ${request.url()}`);
  });
  await page.goto(`${home.href}${query}${hash}`);
  return page;
}

/** Waits until the run on screen is complete, intervals included. */
export async function untilReady(page: Page): Promise<void> {
  await page.getByText(words.progress.ready, { exact: true }).waitFor({ timeout: 120_000 });
}

async function finishedRun(page: Page): Promise<number> {
  return page.evaluate(() =>
    Number(document.querySelector<HTMLElement>("[data-finished-run]")?.dataset.finishedRun ?? 0),
  );
}

/** The button of this name and no other. */
export function button(place: Page | Locator, name: string): Locator {
  return place.getByRole("button", { name, exact: true });
}

/** The one cursor over the layers. */
export function layerSlider(page: Page): Locator {
  return page.getByRole("slider", { name: words.layers.slider, exact: true });
}

/** Shows a chart as a table. @param chart its title. */
export async function showTable(page: Page, chart: string): Promise<Locator> {
  await button(page, words.chart.showTable(chart)).click();
  return page.getByRole("table", { name: words.chart.tableOf(chart), exact: true });
}

/** Where the text is typed. */
export function textArea(page: Page): Locator {
  return page.getByRole("textbox", { name: words.text.area, exact: true });
}

/** Replaces the text by pasting: filling ten thousand lines into a text area takes Playwright minutes. */
export async function paste(page: Page, text: string): Promise<void> {
  const area = textArea(page);
  await area.selectText();
  await page.evaluate((content) => navigator.clipboard.writeText(content), text);
  await page.keyboard.press("ControlOrMeta+v");
}

/** Replaces the text and waits for its results. */
export async function analyse(page: Page, text: string): Promise<void> {
  const before = await finishedRun(page);
  if (text.length > 20_000) await paste(page, text);
  else await textArea(page).fill(text);
  // A short text is done before a watcher of the words on screen would notice that it began.
  await expect.poll(() => finishedRun(page), { timeout: 120_000 }).toBeGreaterThan(before);
  await untilReady(page);
}

/** A short text with two classes of sentences, quick to encode. */
export const shortText = [
  "The cat slept on the warm stone wall.",
  "A dog ran over the wet grass in the park.",
  "The bank lowered its interest rate again.",
  "She paid the bill with her last coins.",
  "Rain fell on the river all night long.",
  "The judge read the verdict in a low voice.",
].join("\n");
