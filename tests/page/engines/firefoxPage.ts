import { launch, type ElementHandle } from "puppeteer-core";
import { drivenByHandles } from "./drivenHandles.ts";
import type { DrivenPage } from "./drivenPage.ts";

/** Firefox as it is installed, driven over WebDriver BiDi. */
export async function startFirefox(executablePath: string): Promise<DrivenPage> {
  const browser = await launch({
    browser: "firefox",
    executablePath,
    headless: true,
    defaultViewport: { width: 1440, height: 900 },
  });
  return drivenByHandles(
    await browser.newPage(),
    (input: ElementHandle<HTMLInputElement>, path) => input.uploadFile(path),
    () => browser.close(),
  );
}
