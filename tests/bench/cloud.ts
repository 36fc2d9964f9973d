/** Frames of the scatter plot with as many points as it ever draws, in a real Chromium. */
import { chromium } from "playwright";
import { createServer } from "vite";
import { chromiumLaunchOptions } from "../../scripts/chromium.mjs";
import type {} from "./cloudPage.tsx";

/** Prints the median and the 95th percentile of the time from frame to frame, for each thing that a hand can do. */
export async function benchmarkCloud(sizes: readonly number[] = [2_000, 20_000]): Promise<void> {
  const server = await createServer({ server: { port: 0 }, logLevel: "warn" });
  const browser = await chromium.launch(chromiumLaunchOptions());
  try {
    await server.listen();
    for (const n of sizes) {
      const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
      page.on("pageerror", (error) => {
        console.error(error.message);
      });
      await page.goto(new URL("tests/bench/cloudPage.html", server.resolvedUrls!.local[0]).href);
      await page.waitForFunction(() => "benchmarkCloud" in window, undefined, { timeout: 60_000 });
      const times = await page.evaluate((count) => window.benchmarkCloud(count), n);
      const texts = Object.entries(times).map(
        ([name, values]: [string, readonly number[]]) =>
          `${name} ${quantile(values, 0.5)} (${quantile(values, 0.95)}, worst ${quantile(values, 1)})`,
      );
      console.log(`  ${n} points, ms a frame, median (95th percentile): ${texts.join(" · ")}`);
      await page.close();
    }
  } finally {
    await browser.close();
    await server.close();
  }
}

function quantile(values: readonly number[], share: number): string {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))].toFixed(0);
}
