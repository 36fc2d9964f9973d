/** Models by name and from files, in a real browser, against a server that behaves like the Hub. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Page } from "playwright";
import { HubServer } from "../hub/hubServer.ts";
import { words } from "../words.ts";
import { allowedHosts, analyse, button, openPage, shortText, untilReady, withBrowser } from "./openPage.ts";

const folder = fileURLToPath(new URL("../golden/encoder/tiny-relu/", import.meta.url));
const names = ["config.json", "tokenizer.json", "model.safetensors"];
const files = Object.fromEntries(names.map((name) => [name, readFileSync(folder + name)]));
const allBytes = Object.values(files).reduce((sum, { length }) => sum + length, 0);
const server = new HubServer();
const text = "#v=1&sample=-&text=the%20cat%20sat%0Aa%20mat%0Ab%20c%20a";

withBrowser();
beforeAll(async () => {
  await server.start();
  server.publish("lab/tiny", files);
  for (const host of server.hosts) allowedHosts.add(host);
});
afterAll(() => server.stop());

async function loadByName(page: Page, name: string): Promise<void> {
  await header(page, words.models.builtIn, 6, 384).click();
  const dialog = page.getByRole("dialog", { name: words.models.title, exact: true });
  await dialog.getByText(words.models.advanced, { exact: true }).click();
  await dialog.getByLabel(words.models.address, { exact: true }).fill(server.baseUrl);
  await dialog.getByLabel(words.models.name, { exact: true }).fill(name);
  await button(dialog, words.models.load).click();
}

/** The model in use, in the header; of the tests' own model unless it says otherwise. */
const header = (page: Page, model: string, layers = 2, d = 34) => button(page, words.header.model(model, layers, d));
/** There as soon as all of the tests' own model is kept; beside what is left of a download stands a smaller size. */
const removal = (page: Page) => button(page, words.models.removeNamed("lab/tiny", words.models.size(allBytes)));

test("a model is fetched by name, kept, and used again after a reload with the Hub gone; then removed", async () => {
  const page = await openPage("#v=1&sample=-");
  // Typed, not linked: what is typed outlives the reload.
  await analyse(page, shortText);
  await loadByName(page, "not a name");
  await page
    .getByRole("alert")
    .filter({ hasText: words.models.fault({ code: "name-invalid", name: "not a name" }).what })
    .waitFor();
  await page.getByLabel(words.models.name, { exact: true }).fill("lab/tiny");
  await button(page, words.models.load).click();
  await removal(page).waitFor({ timeout: 60_000 });
  await page.keyboard.press("Escape");
  await header(page, "lab/tiny").waitFor();
  await untilReady(page);
  expect(decodeURIComponent(page.url())).toContain("model=lab/tiny,");

  const asked = server.requests.length;
  await page.reload();
  await header(page, "lab/tiny").waitFor({ timeout: 60_000 });
  await untilReady(page);
  expect(server.requests).toHaveLength(asked);

  await header(page, "lab/tiny").click();
  await button(page, words.models.useNamed(words.models.builtIn)).click();
  await removal(page).click();
  await page.getByText(words.models.noneKept, { exact: true }).waitFor();
  // The address follows when the other model has started.
  await expect.poll(() => page.url(), { timeout: 60_000 }).not.toContain("model=");
});

test("the pooling is that of the model's own files, which the page says, with the steps that it does not take", async () => {
  const json = (value: unknown) => Buffer.from(JSON.stringify(value));
  const step = (path: string, type: string) => ({ path, type: `sentence_transformers.models.${type}` });
  server.publish("lab/sentences", {
    ...files,
    "modules.json": json([step("", "Transformer"), step("1_Pooling", "Pooling"), step("2_Dense", "Dense")]),
    "1_Pooling/config.json": json({ pooling_mode_cls_token: true, pooling_mode_mean_tokens: false }),
  });
  const page = await openPage(`${text}&unit=sentences`);
  await untilReady(page);
  const chosen = page.getByRole("combobox", { name: words.settings.pooling, exact: true });
  const shown = () => chosen.evaluate((select: HTMLSelectElement) => select.selectedOptions[0]?.text);
  expect(await shown()).toBe(words.settings.byDefault(words.settings.mean));
  await loadByName(page, "lab/sentences");
  await header(page, "lab/sentences").waitFor({ timeout: 60_000 });
  await page.keyboard.press("Escape");
  await untilReady(page);
  expect(await shown()).toBe(words.settings.ofModel(words.settings.cls));
  await page.getByText(words.settings.notFollowed("2_Dense"), { exact: true }).waitFor();
});

test("a download that breaks off is listed with what has come, and goes on there", async () => {
  const page = await openPage("#v=1&sample=-");
  server.trouble = { cut: { times: 99, after: 4000 } };
  // The small files and a part of the weights: how much of an answer had been read when it broke is the browser's affair.
  const small = allBytes - files["model.safetensors"].length;
  const parts = Array.from({ length: 30 }, (_, part) => words.models.arrived(small + (part * (allBytes - small)) / 30));
  await loadByName(page, "lab/tiny");
  const goOn = button(page, words.models.goOnNamed("lab/tiny"));
  await goOn.waitFor({ timeout: 60_000 });
  const row = page.getByRole("listitem").filter({ has: goOn });
  expect((await row.innerText()).split("\n")).toContainEqual(expect.toBeOneOf(parts));
  server.trouble = {};
  await goOn.click();
  await removal(page).waitFor({ timeout: 60_000 });
  await expect.poll(() => goOn.count()).toBe(0);
  await page.keyboard.press("Escape");
  await header(page, "lab/tiny").waitFor();
  // Nothing was typed, so nothing is amiss.
  expect(await page.getByText(words.failure({ code: "no-text" }).what).count()).toBe(0);
});

test("a link's model is not fetched before the person says so", async () => {
  const asked = server.requests.length;
  const page = await openPage(`${text}&model=lab/tiny,32912`);
  await page.getByText(words.models.offer("lab/tiny"), { exact: true }).waitFor({ timeout: 60_000 });
  await button(page, words.models.accept(32_912)).waitFor();
  await untilReady(page);
  expect(server.requests).toHaveLength(asked);
  await button(page, words.models.dismiss).click();
  expect(page.url()).not.toContain("model=");
});

test("the files of a folder are a model, and a wrong one leaves the old at work", async () => {
  const page = await openPage(text);
  await untilReady(page);
  await header(page, words.models.builtIn, 6, 384).click();
  const choose = page.getByLabel(words.models.chooseFiles, { exact: true });
  await choose.setInputFiles([folder + "config.json", folder + "tokenizer.json"]);
  const incomplete = { code: "file-missing", name: words.models.ownName, file: "model.safetensors" } as const;
  await page
    .getByRole("alert")
    .filter({ hasText: words.models.fault(incomplete).what })
    .waitFor();
  await choose.setInputFiles(names.map((name) => folder + name));
  await page.keyboard.press("Escape");
  await header(page, words.models.ownName).waitFor({ timeout: 60_000 });
  await untilReady(page);
});
