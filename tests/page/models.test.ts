/** Models by name and from files, in a real browser, against a server that behaves like the Hub. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Page } from "playwright";
import { HubServer } from "../hub/hubServer.ts";
import { allowedHosts, analyse, openPage, shortText, untilReady, withBrowser } from "./openPage.ts";

const folder = fileURLToPath(new URL("../golden/encoder/tiny-relu/", import.meta.url));
const names = ["config.json", "tokenizer.json", "model.safetensors"];
const files = Object.fromEntries(names.map((name) => [name, readFileSync(folder + name)]));
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
  await page.getByRole("button", { name: /· \d+ layers · d \d+/ }).click();
  const dialog = page.getByRole("dialog", { name: "Models" });
  await dialog.getByText("Advanced").click();
  await dialog.getByLabel("Address of the Hub").fill(server.baseUrl);
  await dialog.getByLabel("Name", { exact: true }).fill(name);
  await dialog.getByRole("button", { name: "Load", exact: true }).click();
}

const header = (page: Page, model: string) =>
  page.getByRole("button", { name: new RegExp(`^${model} · 2 layers · d`) });

test("a model is fetched by name, kept, and used again after a reload with the Hub gone; then removed", async () => {
  const page = await openPage("#v=1&sample=-");
  // Typed, not linked: what is typed outlives the reload.
  await analyse(page, shortText);
  await loadByName(page, "not a name");
  await page.getByRole("alert").filter({ hasText: "is no name of a model" }).waitFor();
  await page.getByLabel("Name", { exact: true }).fill("lab/tiny");
  await page.getByRole("button", { name: "Load", exact: true }).click();
  await page.getByRole("button", { name: /^Remove lab\/tiny/ }).waitFor({ timeout: 60_000 });
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
  await page.getByRole("button", { name: "Use all-MiniLM-L6-v2" }).click();
  await page.getByRole("button", { name: /^Remove lab\/tiny/ }).click();
  await page.getByText("Models that you load by name are kept here").waitFor();
  // The address follows when the other model has started.
  await expect.poll(() => page.url(), { timeout: 60_000 }).not.toContain("model=");
});

test("a download that breaks off is listed with what has come, and goes on there", async () => {
  const page = await openPage("#v=1&sample=-");
  server.trouble = { cut: { times: 99, after: 4000 } };
  await loadByName(page, "lab/tiny");
  const goOn = page.getByRole("button", { name: "Go on loading lab/tiny" });
  await goOn.waitFor({ timeout: 60_000 });
  await page.getByText(/kB so far/).waitFor();
  server.trouble = {};
  await goOn.click();
  await page.getByRole("button", { name: /^Remove lab\/tiny/ }).waitFor({ timeout: 60_000 });
  expect(await goOn.count()).toBe(0);
  await page.keyboard.press("Escape");
  await header(page, "lab/tiny").waitFor();
  // Nothing was typed, so nothing is amiss.
  expect(await page.getByText("There is no sentence to encode").count()).toBe(0);
});

test("a link's model is not fetched before the person says so", async () => {
  const asked = server.requests.length;
  const page = await openPage(`${text}&model=lab/tiny,32912`);
  await page.getByText("This link uses the model lab/tiny.").waitFor({ timeout: 60_000 });
  await page.getByRole("button", { name: "Load it (33 kB)" }).waitFor();
  await untilReady(page);
  expect(server.requests).toHaveLength(asked);
  await page.getByRole("button", { name: "Not now" }).click();
  expect(page.url()).not.toContain("model=");
});

test("the files of a folder are a model, and a wrong one leaves the old at work", async () => {
  const page = await openPage(text);
  await untilReady(page);
  await page.getByRole("button", { name: /· 6 layers · d 384/ }).click();
  const choose = page.getByLabel("choose files");
  await choose.setInputFiles([folder + "config.json", folder + "tokenizer.json"]);
  await page.getByRole("alert").filter({ hasText: "has no model.safetensors" }).waitFor();
  await choose.setInputFiles(names.map((name) => folder + name));
  await page.keyboard.press("Escape");
  await header(page, "your model").waitFor({ timeout: 60_000 });
  await untilReady(page);
});
