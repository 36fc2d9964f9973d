import { chromium, type ElementHandle } from "playwright";
import { chromiumLaunchOptions } from "../../../scripts/chromium.mjs";
import type { DrivenPage } from "./drivenPage.ts";

/** Chromium, driven by Playwright as in the other page tests. */
export async function startChromium(): Promise<DrivenPage> {
  const browser = await chromium.launch(chromiumLaunchOptions());
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const found = async (element: string) =>
    (await page.evaluateHandle(element)).asElement() as unknown as ElementHandle<HTMLInputElement>;
  return {
    open: async (address) => {
      await page.goto(address);
    },
    reload: async () => {
      await page.reload();
    },
    read: (expression) => page.evaluate(expression),
    click: async (element) => (await found(element)).click(),
    type: async (element, text) => {
      await (await found(element)).focus();
      await page.keyboard.type(text);
    },
    press: async (element, key) => (await found(element)).press(key),
    chooseFile: async (element, path) => (await found(element)).setInputFiles(path),
    close: () => browser.close(),
  };
}
