/** The page's main ways in each of three browser engines, on wasm: what one engine says, the others say too. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { preview } from "vite";
import { afterEach, beforeEach, describe, expect, inject, test } from "vitest";
import { findFirefox, findWebKit } from "../../../scripts/otherBrowsers.mjs";
import { saying, words } from "../../words.ts";
import { table } from "../labPage.ts";
import { shortText } from "../openPage.ts";
import { builtSite } from "../serve.ts";
import { startChromium } from "./chromiumPage.ts";
import type { DrivenPage, Engine } from "./drivenPage.ts";
import { startFirefox } from "./firefoxPage.ts";
import { element, layerScores, open, reload, says, until, untilReady } from "./smokePage.ts";
import { startWebKit } from "./webkitPage.ts";

const firefox = findFirefox();
const webKit = findWebKit();
const engines: readonly Engine[] = [
  { name: "Chromium", start: startChromium },
  { name: "Firefox", start: firefox === undefined ? undefined : () => startFirefox(firefox) },
  { name: "WebKit", start: webKit === undefined ? undefined : () => startWebKit(webKit) },
];

/** What the first engine says of the layers; Chromium's own figures are held against references in other tests. */
let expected: { sample: number[]; own: number[] } | undefined;

describe.each(engines.map((engine) => [engine.name, engine.start] as const))("in %s", (name, start) => {
  let page: DrivenPage;
  let folder: string;

  beforeEach(async ({ skip }) => {
    if (start === undefined) {
      // Where all three are asked for, one that is missing is a fault.
      expect(process.env.REQUIRE_ALL_BROWSERS, `${name} is not installed`).toBeUndefined();
      skip(`${name} is not installed`);
      return;
    }
    folder = mkdtempSync(join(tmpdir(), "smoke-"));
    page = await start();
  });
  afterEach(async () => {
    if (start === undefined) return;
    await page.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const home = () => `${inject("address")}?backend=wasm`;

  test("the first picture, and a text of one's own, have the figures that every engine gives", async () => {
    await open(page, home());
    await untilReady(page);
    const sample = await layerScores(page);
    await open(page, `${home()}#v=1&sample=-`);
    const area = element("textbox", words.text.area);
    await until(page, area);
    await page.type(area, shortText);
    await until(page, says(saying(words.text.counts, 6, /\d+/)));
    await untilReady(page);
    const own = await layerScores(page);
    for (const scores of [sample, own]) {
      expect(scores).toHaveLength(7);
      for (const score of scores) expect(score).toBeGreaterThan(0);
    }
    expected ??= { sample, own };
    // The page gives three decimals.
    sample.forEach((score, layer) => expect(Math.abs(score - expected!.sample[layer]!)).toBeLessThan(0.0011));
    own.forEach((score, layer) => expect(Math.abs(score - expected!.own[layer]!)).toBeLessThan(0.0011));
  });

  test("the lab trains on a table, and λ is moved by keys", async () => {
    await open(page, `${home()}#v=1&sample=-&lab=1&task=-`);
    const input = `TestingLibraryDom.queryByLabelText(document.body, ${JSON.stringify(words.labTable.open)})`;
    await until(page, input);
    const path = join(folder, "own.tsv");
    writeFileSync(path, table);
    await page.chooseFile(input, path);
    await until(page, says(words.lab.about(64, 51, 51, 13)));
    await page.click(element("button", words.lab.play));
    const drawn = `Number(document.querySelector("[data-drawn-step]")?.dataset.drawnStep ?? 0)`;
    await until(page, `${drawn} > 20`);
    const lambda = element("slider", words.lab.lambda);
    for (let press = 0; press < 4; press++) await page.press(lambda, "PageUp");
    expect(Number(await page.read(`${lambda}.value`))).toBeGreaterThan(3);
    await until(page, `Number(document.querySelector("[data-drawn-step]")?.dataset.drawnLambda) > 3`);
    const step = (await page.read(drawn)) as number;
    await until(page, `${drawn} > ${step + 20}`);
  });

  test("a file of vectors is opened and measured", async () => {
    await open(page, `${home()}#v=1&sample=-&text=The+cat+sat.%0AA+dog+ran+home.%0ARain+fell.`);
    await untilReady(page);
    const input = `TestingLibraryDom.queryByLabelText(document.body, ${JSON.stringify(words.vectors.open)})`;
    await page.chooseFile(input, join(import.meta.dirname, "../../golden/vectors/three_dimensions.npy"));
    await until(page, says(/three_dimensions\[0\], three_dimensions\[1\]/));
    await untilReady(page);
  });

  test("the second visit needs no network", async () => {
    const server = await preview({
      logLevel: "error",
      build: { outDir: builtSite },
      preview: { port: 0, host: "127.0.0.1" },
    });
    try {
      await open(
        page,
        `${server.resolvedUrls!.local[0]}?backend=wasm#v=1&sample=-&text=${encodeURIComponent(shortText)}`,
      );
      await untilReady(page);
      const kept = `(async () => {
        const listed = (await (await fetch("offline.json")).json()).length;
        const names = (await caches.keys()).filter((name) => name.startsWith("isoscope-page"));
        const files = await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).length));
        return files.reduce((sum, count) => sum + count, 0) === listed;
      })()`;
      await expect.poll(() => page.read(kept), { timeout: 60_000 }).toBe(true);
    } finally {
      await server.close();
    }
    await reload(page);
    await untilReady(page);
  });
});
