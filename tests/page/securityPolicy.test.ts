/**
 * What the built page's Content-Security-Policy stops. That the page itself needs none of it is told by every other page
 * test: a browser reports a violation as an error on the console, and an error fails them.
 */
import { chromium, type Browser, type Page } from "playwright";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { chromiumLaunchOptions } from "../../scripts/chromium.mjs";
import { textArea } from "./openPage.ts";

let browser: Browser;
let page: Page;
beforeAll(async () => {
  browser = await chromium.launch(chromiumLaunchOptions());
  page = await browser.newPage();
  await page.goto(`${inject("address")}?backend=wasm#v=1&sample=-`);
  await textArea(page).waitFor();
});
afterAll(() => browser.close());

const attempts: readonly (readonly [what: string, attempt: () => void, directive: string])[] = [
  [
    "text as script",
    // Later, because what a browser's debugger runs at once is free of the policy.
    () =>
      void setTimeout(() => {
        try {
          Reflect.construct(Function, ["return 1"]);
        } catch {
          // Stopped, which the event tells.
        }
      }),
    "script-src",
  ],
  [
    "a script within the page",
    () => document.head.append(Object.assign(document.createElement("script"), { textContent: "1" })),
    "script-src-elem",
  ],
  ["a request elsewhere", () => void fetch("http://127.0.0.1:9/").catch(() => undefined), "connect-src"],
  ["an image from elsewhere", () => void (new Image().src = "http://127.0.0.1:9/a.png"), "img-src"],
  [
    "a frame",
    () => document.body.append(Object.assign(document.createElement("iframe"), { src: "http://127.0.0.1:9/" })),
    "frame-src",
  ],
];

test.each(attempts)("%s is stopped", async (_, attempt, directive) => {
  await page.evaluate(() => {
    const stopped: string[] = [];
    Object.assign(window, { stopped });
    document.addEventListener("securitypolicyviolation", ({ effectiveDirective }) => stopped.push(effectiveDirective));
  });
  await page.evaluate(attempt);
  await expect
    .poll(() => page.evaluate(() => (window as unknown as { stopped: string[] }).stopped))
    .toContain(directive);
});
