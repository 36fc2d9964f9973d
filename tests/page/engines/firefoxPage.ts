import { launch, type ElementHandle } from "puppeteer-core";
import type { DrivenPage } from "./drivenPage.ts";

/** Firefox as it is installed, driven over WebDriver BiDi. */
export async function startFirefox(executablePath: string): Promise<DrivenPage> {
  const browser = await launch({
    browser: "firefox",
    executablePath,
    headless: true,
    defaultViewport: { width: 1440, height: 900 },
  });
  const page = await browser.newPage();
  const found = async (element: string) =>
    (await page.evaluateHandle(element)).asElement() as ElementHandle<HTMLInputElement>;
  return {
    open: async (address) => {
      await page.goto(address);
    },
    reload: async () => {
      await page.reload();
    },
    read: (expression) => page.evaluate(expression),
    click: async (element) => (await found(element)).click(),
    type: async (element, text) => (await found(element)).type(text),
    press: async (element, key) => (await found(element)).press(key),
    chooseFile: async (element, path) => (await found(element)).uploadFile(path),
    close: () => browser.close(),
  };
}
