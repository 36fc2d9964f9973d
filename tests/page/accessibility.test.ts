/**
 * axe-core's rules, WCAG 2.2 A and AA and its best practices, over the page in each state that a person brings it to.
 * A rule that axe cannot decide by itself is no violation here.
 */
import axe from "axe-core";
import type { BrowserContextOptions, Page } from "playwright";
import { expect, test } from "vitest";
import { drawnMeasureIds } from "../../src/geometry/measures/table.ts";
import { panels } from "../../src/views/panels/list.ts";
import { words } from "../words.ts";
import { openTable, table, train, untilEncoded } from "./labPage.ts";
import { button, openPage, shortText, showTable, textArea, untilReady, withBrowser } from "./openPage.ts";

withBrowser();

const own = `#v=1&sample=-&text=${encodeURIComponent(shortText)}`;
const light: BrowserContextOptions = { colorScheme: "light" };
const dark: BrowserContextOptions = { colorScheme: "dark" };
const phone: BrowserContextOptions = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

/** Each violation, with the elements that break the rule. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const found = await page.evaluate(async () => {
    const { axe: rules } = globalThis as unknown as { axe: typeof axe };
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
    return (await rules.run(document, { runOnly: tags, resultTypes: ["violations"] })).violations;
  });
  return found.map(({ id, nodes }) =>
    [id, ...nodes.map((node) => `  ${node.html.slice(0, 200)}\n    ${node.failureSummary ?? ""}`)].join("\n"),
  );
}

async function expectNoViolation(page: Page): Promise<void> {
  expect((await violations(page)).join("\n\n")).toBe("");
}

test("a fault is found: an image without a name", async () => {
  const page = await openPage(own);
  await untilReady(page);
  await page.evaluate(() => document.querySelector("main")?.append(document.createElement("img")));
  expect((await violations(page)).join()).toContain("image-alt");
});

test.each([
  ["light", light],
  ["dark", dark],
  ["on a phone, dark", { ...phone, ...dark }],
])("the explorer, %s, while it works and when it is ready", async (_, options) => {
  const page = await openPage(own, options);
  await textArea(page).waitFor();
  await expectNoViolation(page);
  await untilReady(page);
  await expectNoViolation(page);
});

test("the panels, and the table of the layers", async () => {
  const page = await openPage(`${own}&measures=${drawnMeasureIds.join(",")}`);
  await untilReady(page);
  for (const panel of panels) {
    await page.getByRole("radio", { name: panel.title(words), exact: true }).check({ force: true });
    await untilReady(page);
    await expectNoViolation(page);
  }
  await showTable(page, words.layers.title);
  await expectNoViolation(page);
});

test.each([
  ["light", light],
  ["dark", dark],
])("dialogs and menus, %s", async (_, options) => {
  const page = await openPage(own, options);
  await untilReady(page);
  for (const name of [words.header.help, words.explain.open(words.measures.isoScoreStar.name)]) {
    await button(page, name).first().click();
    await page.getByRole("dialog").waitFor();
    await expectNoViolation(page);
    await page.keyboard.press("Escape");
  }
  await button(page, words.header.export).click();
  await expectNoViolation(page);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "all-MiniLM-L6-v2" }).first().click();
  await page.getByRole("dialog").waitFor();
  await page.getByText(words.models.advanced).click();
  await expectNoViolation(page);
});

test.each([
  ["light", light],
  ["dark", dark],
  ["on a phone", phone],
])("a held run beside another text, %s", async (_, options) => {
  const page = await openPage(`${own}&panel=similarity`, options);
  await untilReady(page);
  await button(page, words.comparison.hold).first().click();
  await textArea(page).fill(`${shortText}\nOne more line.`);
  await page.getByLabel(words.comparison.bar).first().waitFor();
  await untilReady(page);
  await expectNoViolation(page);
});

test.each([
  ["light", light],
  ["dark", dark],
  ["on a phone", phone],
])("the lab, %s: empty, trained, a sweep", async (_, options) => {
  const page = await openPage("#v=1&sample=-&lab=1&task=-", options);
  await page.getByLabel(words.labTable.open, { exact: true }).waitFor({ timeout: 60_000 });
  await expectNoViolation(page);
  await openTable(page, table);
  await untilEncoded(page);
  await train(page);
  await page.locator("[data-drawn-step]").waitFor();
  await button(page, words.lab.pause).click();
  await expectNoViolation(page);
  await page.getByRole("combobox", { name: words.lab.settings.epochs, exact: true }).selectOption("10");
  if (options === phone) await button(page, words.app.tabs.details).click();
  await button(page, words.lab.sweep.run).click();
  await button(page, words.lab.sweep.stop).waitFor();
  await button(page, words.lab.sweep.run).waitFor({ timeout: 120_000 });
  await expectNoViolation(page);
});

test("vectors, and what is said of text that is missing or refused", async () => {
  const page = await openPage(own);
  await untilReady(page);
  await textArea(page).fill("");
  await page
    .getByText(words.failure({ code: "no-text" }).what)
    .first()
    .waitFor();
  await expectNoViolation(page);
  await page.getByLabel(words.vectors.open, { exact: true }).setInputFiles("tests/golden/vectors/three_dimensions.npy");
  await page.getByText("three_dimensions[0], three_dimensions[1]").waitFor();
  await untilReady(page);
  await expectNoViolation(page);
});
