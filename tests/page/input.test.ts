import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { pattern, saying, words } from "../words.ts";
import {
  analyse,
  button,
  openPage,
  paste,
  shortText,
  showTable,
  textArea,
  untilReady,
  withBrowser,
} from "./openPage.ts";

withBrowser();

const own = "#v=1&sample=-";
const maximumTokens = 512;

test("what is typed is never read as HTML", async () => {
  const page = await openPage(own);
  await page.evaluate(() => Object.assign(window, { attacked: false }));
  await analyse(
    page,
    '<img src=x onerror="window.attacked = true"> hello\n<script>window.attacked = true</script> there',
  );
  await page.getByRole("application").focus();
  for (let step = 0; step < 12; step++) await page.keyboard.press("ArrowRight");
  await showTable(page, words.cloud.title);
  expect(await page.evaluate(() => "attacked" in window && window.attacked)).toBe(false);
  expect(await page.locator("img").count()).toBe(0);
});

test("texts that no chart was made for are measured or refused in words, and the next one runs", async () => {
  const page = await openPage(own);
  const box = textArea(page);
  for (const text of [
    "hello",
    "🙂🙂🙂 🎉",
    "שלום עולם\nمرحبا بالعالم",
    "a\u0000b\u0007c \u202eevil",
    "same line\n".repeat(1000),
  ]) {
    await analyse(page, text);
    expect(await box.inputValue()).toBe(text);
    expect(await page.locator("body").innerText()).not.toMatch(/NaN|undefined|Infinity/);
  }
  for (const empty of ["", "   \n\t\n  "]) {
    await box.fill(empty);
    await page
      .getByRole("alert")
      .filter({ hasText: words.failure({ code: "no-text" }).what })
      .waitFor();
  }
  await analyse(page, shortText);
  expect(await page.getByRole("alert").count()).toBe(0);
});

test("one point has no shape, and the page says so in place of numbers", async () => {
  const page = await openPage(`${own}&unit=sentences`);
  await analyse(page, "Only this one sentence.");
  await page.getByText(words.notDefined("needs-two-points")).first().waitFor();
});

test("a line of one megabyte is cut at the model's limit, and the page says which", async () => {
  const page = await openPage(own);
  await analyse(page, `A short line.\n${"word ".repeat(210_000)}`);
  await page.getByText(words.text.truncated([2], maximumTokens), { exact: true }).waitFor();
});

test("ten thousand lines are sampled within the budget, said so, and can be stopped", async () => {
  const page = await openPage(own);
  const lines = Array.from({ length: 10_000 }, (_, i) => `line number ${i} of a long list of short sentences`).join(
    "\n",
  );
  await paste(page, lines);
  const stop = button(page, words.text.cancel);
  await stop.waitFor();
  await page.getByText(pattern`^${words.progress.stage("encode")} · \d`).waitFor({ timeout: 60_000 });
  await stop.click();
  await page.getByText(words.text.cancelled, { exact: true }).waitFor();
  expect(await page.getByRole("textbox").inputValue()).toBe(lines);
  await analyse(page, shortText);
});

test("a line named in a notice is the line of the text as typed, blank ones counted", async () => {
  const page = await openPage(own);
  await analyse(page, `one\n\n\n${"word ".repeat(600)}`);
  await page.getByText(words.text.truncated([4], maximumTokens), { exact: true }).waitFor();
});

/** What is said of a model file that is not the one that was packaged. */
const damaged = saying(
  (url: string, checksum: string) =>
    words.failure({ code: "model-file", fault: { detail: "wrong-checksum", url, checksum } }).what,
  /\S+model\.safetensors/,
  /[0-9a-f]{64}/,
);
const modelPath = fileURLToPath(new URL("../../public/models/all-MiniLM-L6-v2/model.safetensors", import.meta.url));

test.each([
  ["cut short", (bytes: Buffer) => bytes.subarray(0, 1_000_000)],
  [
    "with one byte changed",
    (bytes: Buffer) =>
      Buffer.concat([bytes.subarray(0, 5_000_000), Buffer.of(bytes[5_000_000] ^ 255), bytes.subarray(5_000_001)]),
  ],
])("a model file %s is refused in words; a good one then works", async (_, damage) => {
  const page = await openPage("#v=1&sample=-&text=hello%20world", {}, "?backend=nothing-yet");
  await page.route("**/model.safetensors", (route) =>
    route.fulfill({ body: damage(readFileSync(modelPath)), contentType: "application/octet-stream" }),
  );
  await page.evaluate(async () => {
    for (const name of await caches.keys()) await caches.delete(name);
  });
  await page.reload();
  await page.getByRole("alert").waitFor({ timeout: 30_000 });
  expect(await page.getByRole("alert").innerText()).toMatch(damaged);
  await page.unroute("**/model.safetensors");
  await page.reload();
  await untilReady(page);
});

test("a backend that is not there is replaced, with a notice", async () => {
  const page = await openPage("#v=1&sample=-&text=hello%20world", {}, "");
  const { skipped } = words.header;
  const software = skipped({ name: "webgpu", code: "software-adapter", fault: { detail: "no-adapter" } });
  const none = skipped({ name: "webgpu", code: "not-available", fault: { detail: "no-adapter" } });
  await page.getByText(pattern`^(${software}|${none})$`).waitFor({ timeout: 60_000 });
  await untilReady(page);
  expect(await page.getByRole("combobox", { name: words.header.backend, exact: true }).inputValue()).toBe("wasm");
});
