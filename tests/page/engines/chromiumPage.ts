import { chromium, type ElementHandle } from "playwright";
import { chromiumLaunchOptions } from "../../../scripts/chromium.mjs";
import { drivenByHandles } from "./drivenHandles.ts";
import type { DrivenPage } from "./drivenPage.ts";

/** Chromium, driven by Playwright as in the other page tests. */
export async function startChromium(): Promise<DrivenPage> {
  const browser = await chromium.launch(chromiumLaunchOptions());
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  return drivenByHandles(
    page,
    (input: ElementHandle, path) => input.setInputFiles(path),
    () => browser.close(),
  );
}
