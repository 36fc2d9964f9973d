/** The built page, opened again when its server is gone. */
import { chromium, type Page } from "playwright";
import { expect, test } from "vitest";
import { preview } from "vite";
import { chromiumLaunchOptions } from "../../scripts/chromium.mjs";
import { words } from "../words.ts";
import { textArea, untilReady } from "./openPage.ts";
import { builtSite } from "./serve.ts";

/** Files of the site that the browser keeps, and how many its list names. */
async function keptFiles(page: Page): Promise<{ kept: number; listed: number }> {
  return page.evaluate(async () => {
    const listed = ((await (await fetch("offline.json")).json()) as string[]).length;
    const names = (await caches.keys()).filter((name) => name.startsWith("isoscope-page"));
    const kept = await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).length));
    return { kept: kept.reduce((sum, count) => sum + count, 0), listed };
  });
}

test("after the first visit the page opens and measures without a network, samples not yet seen included", async () => {
  const server = await preview({
    logLevel: "error",
    build: { outDir: builtSite },
    preview: { port: 0, host: "127.0.0.1" },
  });
  const browser = await chromium.launch(chromiumLaunchOptions());
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(`${server.resolvedUrls!.local[0]}?backend=wasm#v=1&sample=word-senses`);
    await untilReady(page);
    await expect
      .poll(async () => ((files) => files.kept === files.listed && files.kept > 10)(await keptFiles(page)), {
        timeout: 60_000,
      })
      .toBe(true);

    await server.close();
    expect(
      await page.evaluate(() =>
        fetch("offline.json").then(
          () => "answered",
          () => "gone",
        ),
      ),
    ).toBe("gone");
    await page.reload();
    await untilReady(page);
    await page
      .getByRole("combobox", { name: words.text.sample, exact: true })
      .selectOption({ label: words.samples["moby-dick"].title });
    await expect.poll(() => textArea(page).inputValue()).toContain("Ishmael");
  } finally {
    await browser.close();
    await server.close();
  }
});
