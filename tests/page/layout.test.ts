import { expect, test } from "vitest";
import type { Page } from "playwright";
import { pattern, saying, words } from "../words.ts";
import { openTable, table, train, untilEncoded } from "./labPage.ts";
import { analyse, button, openPage, shortText, untilReady, withBrowser } from "./openPage.ts";

withBrowser();

const own = "#v=1&sample=-";
const spectrum = saying(words.spectrum.description, 6, /[\d.]+ %/, /\d+/);

/** Elements whose content sticks out of them sideways although they neither scroll nor clip on purpose. */
async function overflowing(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const inScroller = (element: Element) => {
      for (let parent = element.parentElement; parent !== null; parent = parent.parentElement) {
        if (/auto|scroll|hidden/.test(getComputedStyle(parent).overflowX)) return true;
      }
      return false;
    };
    return [...document.querySelectorAll("body *")]
      .filter(
        (element) =>
          element.getBoundingClientRect().right > width + 1 &&
          element.getBoundingClientRect().width > 1 &&
          !inScroller(element),
      )
      .map((element) => element.outerHTML.slice(0, 120));
  });
}

test("at 1440 × 900 text, layers, spectrum and cloud are in sight without scrolling", async () => {
  const page = await openPage(own);
  await analyse(page, shortText);
  expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBe(900);
  for (const name of [words.text.title, words.layers.title, words.cloud.title, words.spectrum.title]) {
    const box = (await page.getByRole("heading", { name, exact: true }).first().boundingBox())!;
    expect(box.y + box.height).toBeLessThan(900);
  }
});

test.each([
  [1440, 900],
  [1024, 768],
  [390, 844],
])("nothing sticks out at %d × %d", async (width, height) => {
  const page = await openPage(own, { viewport: { width, height } });
  await analyse(page, shortText);
  expect(await overflowing(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
});

test("on a phone one view is shown at a time, and all can be reached", async () => {
  const page = await openPage(own, { viewport: { width: 390, height: 844 }, hasTouch: true });
  await analyse(page, shortText);
  const views = page.getByRole("navigation", { name: words.app.views, exact: true });
  await button(views, words.app.tabs.spectrum).tap();
  await page.getByRole("img", { name: spectrum }).waitFor();
  expect(await page.getByRole("application").count()).toBe(0);
  await button(views, words.app.tabs.details).tap();
  await page.getByRole("img", { name: saying(words.dimensions.description, 6, /.+/) }).waitFor();
});

/** Contrast of two CSS colours by WCAG 2.1, measured by the browser itself. */
async function contrasts(page: Page, background: string, names: readonly string[]): Promise<number[]> {
  return page.evaluate(
    ([back, ...fronts]) => {
      const luminance = (name: string) => {
        const canvas = new OffscreenCanvas(1, 1).getContext("2d")!;
        canvas.fillStyle = getComputedStyle(document.documentElement).getPropertyValue(name).trim();
        canvas.fillRect(0, 0, 1, 1);
        const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map((value) => {
          const channel = value / 255;
          return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const behind = luminance(back);
      return fronts.map((front) => {
        const [low, high] = [luminance(front), behind].sort((a, b) => a - b);
        return (high + 0.05) / (low + 0.05);
      });
    },
    [background, ...names] as const,
  );
}

test.each(["light", "dark"] as const)("colours are told apart from the paper in the %s theme", async (colorScheme) => {
  const page = await openPage(own, { colorScheme });
  expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe(colorScheme);
  const text = await contrasts(page, "--paper", ["--ink", "--ink-quiet", "--accent", "--warning"]);
  for (const contrast of text) expect(contrast).toBeGreaterThanOrEqual(4.5);
  const marks = await contrasts(
    page,
    "--paper",
    Array.from({ length: 8 }, (_, i) => `--class-${i}`),
  );
  for (const contrast of marks) expect(contrast).toBeGreaterThanOrEqual(3);
});

test("the theme can be changed and is remembered", async () => {
  const page = await openPage(own, { colorScheme: "light" });
  await button(page, words.header.theme.dark).click();
  expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe("dark");
  await page.reload();
  await button(page, words.header.theme.light).waitFor();
});

test("everything can be reached by Tab, with a name", async () => {
  const page = await openPage(`${own}&text=${encodeURIComponent(shortText)}`);
  await untilReady(page);
  const seen: string[] = [];
  for (let step = 0; step < 60; step++) {
    await page.keyboard.press("Tab");
    const here = await page.evaluate(() => {
      const element = document.activeElement!;
      const label =
        element.getAttribute("aria-label") ?? element.closest("label")?.textContent ?? element.textContent ?? "";
      return `${element.tagName} ${label.trim()}`;
    });
    if (here.startsWith("BODY")) break;
    expect(here, "a control without a name").toMatch(/^\S+ \S/);
    seen.push(here);
  }
  for (const name of [
    words.app.skip,
    words.header.share,
    words.text.area,
    words.layers.slider,
    words.explain.open(words.measures.isoScoreStar.name),
    pattern`${words.cloud.title}\. .+`,
    spectrum,
  ])
    expect(seen).toContainEqual(expect.stringMatching(pattern`^\S+ ${name}$`));
});

test.each([
  ["in the explorer", "#v=1&sample=word-senses", 9],
  ["in the lab", "#v=1&sample=-&lab=1&task=-", 2],
] as const)("%s every class of the legend is in sight", async (_, hash, classes) => {
  const page = await openPage(hash);
  if (classes === 2) {
    await page.getByLabel(words.labTable.open, { exact: true }).waitFor({ timeout: 60_000 });
    await openTable(page, table);
    await untilEncoded(page);
    await train(page);
  }
  const legend = page.locator("[data-view='cloud'] ul");
  await expect.poll(() => legend.getByRole("button").count(), { timeout: 60_000 }).toBe(classes);
  const cut = await legend.evaluate(({ parentElement }) => parentElement!.scrollHeight - parentElement!.clientHeight);
  expect(cut).toBeLessThanOrEqual(1);
});
