/** Finds things on a driven page by role and name, as a screen reader would, and waits for what it says. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect } from "vitest";
import { words } from "../../words.ts";
import type { DrivenPage } from "./drivenPage.ts";

/** Testing Library's queries by role, which each page is given once it is open. */
const queries = readFileSync(
  createRequire(import.meta.url).resolve("@testing-library/dom/dist/@testing-library/dom.umd.min.js"),
  "utf8",
);

/** Opens an address and gives the page the queries. */
export async function open(page: DrivenPage, address: string): Promise<void> {
  await page.open(address);
  await giveQueries(page);
}

/** Opens the page anew. */
export async function reload(page: DrivenPage): Promise<void> {
  await page.reload();
  await giveQueries(page);
}

async function giveQueries(page: DrivenPage): Promise<void> {
  await page.read(`(() => { ${queries}; })()`);
}

/** An expression for the one element of this role and name; null where there is none. */
export function element(role: string, name: string): string {
  const options = JSON.stringify({ name, hidden: true });
  return `TestingLibraryDom.queryByRole(document.body, ${JSON.stringify(role)}, ${options})`;
}

/** Waits until an expression is true on the page. */
export async function until(page: DrivenPage, expression: string, timeout = 120_000): Promise<void> {
  await expect.poll(() => page.read(`Boolean(${expression})`), { timeout, interval: 200 }).toBe(true);
}

/** An expression that says whether some element holds this text and no other, or text that the expression matches. */
export function says(text: string | RegExp): string {
  const test = typeof text === "string" ? `text === ${JSON.stringify(text)}` : `${text}.test(text)`;
  return `[...document.querySelectorAll("body *")].some((one) => ((text) => ${test})((one.innerText ?? "").trim()))`;
}

/** Waits until the run on screen is complete, intervals included. */
export async function untilReady(page: DrivenPage): Promise<void> {
  await until(page, says(words.progress.ready));
}

/** IsoScore⋆ of each layer, as its table on the page says. */
export async function layerScores(page: DrivenPage): Promise<number[]> {
  const table = element("table", words.chart.tableOf(words.layers.title));
  const isShown = await page.read(`Boolean(${table})`);
  if (isShown !== true) await page.click(element("button", words.chart.showTable(words.layers.title)));
  await until(page, table);
  const cells = `[...${table}.tBodies[0].rows].map(({ cells }) => [...cells].map(({ textContent }) => textContent))`;
  const rows = (await page.read(cells)) as string[][];
  return rows.map((row) => Number(row[1]));
}
