/** The built page in a real Chromium: how long after a move of λ, while the head trains, is its effect on the screen? */
import { build, preview } from "vite";
import { chromium, type Page } from "playwright";
import { chromiumLaunchOptions } from "../../scripts/chromium.mjs";

const outDir = "node_modules/.cache/slider-bench";

/** Prints median and worst time from a move of the slider to the first drawn frame with a step at the new λ. */
export async function benchmarkSlider(moves = 20): Promise<void> {
  await build({ logLevel: "error", build: { outDir, emptyOutDir: true } });
  const server = await preview({ logLevel: "error", build: { outDir }, preview: { port: 0, host: "127.0.0.1" } });
  const browser = await chromium.launch(chromiumLaunchOptions());
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    page.on("pageerror", (error) => {
      console.error(error.message);
    });
    await page.goto(`${server.resolvedUrls?.local[0] ?? ""}?backend=wasm#v=1&sample=-&lab=1&task=sentiment`);
    await page.locator("[data-drawn-lambda]").waitFor({ timeout: 180_000 });
    // Long enough that it is still training at the last move.
    await page.getByRole("combobox", { name: "Epochs" }).selectOption("600");
    await page.getByRole("button", { name: "Pause", exact: true }).waitFor();
    await page.locator("[data-drawn-lambda='0']").waitFor({ timeout: 60_000 });
    const times: number[] = [];
    for (let move = 0; move < moves; move++) {
      // Not at a fixed place in the worker's rhythm.
      await page.waitForTimeout(300 + 37 * (move % 7));
      times.push(await timeMove(page, Number((-4 + (8 * ((move * 7) % moves)) / moves + 0.2).toFixed(1))));
    }
    times.sort((a, b) => a - b);
    const steps = await page.evaluate(() =>
      Number(document.querySelector<HTMLElement>("[data-drawn-step]")?.dataset.drawnStep),
    );
    console.log(
      `  ${moves} moves within ${steps} steps of the head on wasm: median ${times[Math.floor(moves / 2)].toFixed(0)} ms, worst ${times[moves - 1].toFixed(0)} ms (aim: below 100)`,
    );
  } finally {
    await browser.close();
    await server.close();
  }
}

/** Moves the slider as a hand does, and waits until a frame that shows a step at this λ has been painted. */
function timeMove(page: Page, lambda: number): Promise<number> {
  return page.evaluate(
    (value) =>
      new Promise<number>((resolve, reject) => {
        const drawn = document.querySelector<HTMLElement>("[data-drawn-lambda]");
        const slider = document.querySelector<HTMLInputElement>("input[type=range][min='-5']");
        if (drawn === null || slider === null) return reject(new Error("the lab is not on screen"));
        const observer = new MutationObserver(() => {
          if (Number(drawn.dataset.drawnLambda) !== value) return;
          observer.disconnect();
          requestAnimationFrame(() => {
            // A task after the frame's callbacks comes after its painting.
            const after = new MessageChannel();
            after.port1.onmessage = () => resolve(performance.now() - start);
            after.port2.postMessage(undefined);
          });
        });
        observer.observe(drawn, { attributes: true });
        setTimeout(() => reject(new Error(`λ = ${value} was not drawn within 10 seconds`)), 10_000);
        const start = performance.now();
        // React listens to the element's own setter; the prototype's tells it that something has changed.
        Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set?.call(slider, String(value));
        slider.dispatchEvent(new Event("input", { bubbles: true }));
      }),
    lambda,
  );
}
