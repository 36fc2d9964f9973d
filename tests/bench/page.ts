/** The built page in a real Chromium: does anything hold up its main thread while the worker encodes and measures? */
import { build, preview } from "vite";
import { chromium, type Page } from "playwright";
import { chromiumLaunchOptions } from "../../scripts/chromium.mjs";
import { referenceSentences } from "./realText.ts";

const outDir = "node_modules/.cache/page-bench";

/** Prints the longest main-thread tasks, by the browser's own observer, and the page's heap before and after more runs. */
export async function benchmarkPage(sentences = 500, runs = 10): Promise<void> {
  await build({ logLevel: "error", build: { outDir, emptyOutDir: true } });
  const server = await preview({ logLevel: "error", build: { outDir }, preview: { port: 0, host: "127.0.0.1" } });
  const browser = await chromium.launch(chromiumLaunchOptions());
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    const address = server.resolvedUrls?.local[0] ?? "";
    await page.goto(`${address}?backend=wasm#v=1&sample=-`);
    await setText(page, "Warm up.\nOnce.");
    await page.evaluate(() => {
      Object.assign(window, { longTasks: [] });
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries())
          (window as unknown as { longTasks: number[] }).longTasks.push(duration);
      }).observe({ entryTypes: ["longtask"] });
    });
    const lines = referenceSentences(sentences);
    await browser.startTracing(page, { categories: ["toplevel"] });
    const start = performance.now();
    await setText(page, lines.join("\n"));
    const elapsed = performance.now() - start;
    const own = mainThreadTasks(await browser.stopTracing());
    const tasks = await page.evaluate(() => (window as unknown as { longTasks: number[] }).longTasks);
    const worst = tasks.length === 0 ? "none" : tasks.map((duration) => `${duration.toFixed(0)} ms`).join(", ");
    console.log(
      `  ${lines.length} sentences, intervals included: ${(elapsed / 1000).toFixed(1)} s; main-thread tasks above 50 ms: ${worst} (aim: none)`,
    );
    console.log(
      `  the longest by the thread's own processor time, without waiting for a free core: ${own.longest.toFixed(0)} ms; of those above 50 ms: ${own.late.map((time) => time.toFixed(0)).join(", ") || "none"} ms`,
    );
    const before = await heap(page);
    for (let run = 0; run < runs; run++)
      await setText(
        page,
        referenceSentences(40 + run)
          .slice(run)
          .join("\n"),
      );
    await setText(page, lines.join("\n"));
    console.log(
      `  heap of the page: ${before.toFixed(1)} MB, after ${runs + 1} more runs ${(await heap(page)).toFixed(1)} MB`,
    );
  } finally {
    await browser.close();
    await server.close();
  }
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Elapsed time and the thread's own processor time, in µs. */
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/** Processor time in ms of the page's main-thread tasks: of the longest, and of each that took more than 50 ms by the clock. */
function mainThreadTasks(trace: Buffer): { longest: number; late: number[] } {
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: readonly TraceEvent[] };
  const main = traceEvents.find(({ name, args }) => name === "thread_name" && args?.name === "CrRendererMain");
  const tasks = traceEvents.filter(
    ({ name, ph, pid, tid }) => name.endsWith("RunTask") && ph === "X" && pid === main?.pid && tid === main.tid,
  );
  const own = ({ tdur = 0 }: TraceEvent) => tdur / 1000;
  return {
    longest: Math.max(0, ...tasks.map(own)),
    late: tasks.filter(({ name, dur = 0 }) => name === "ThreadControllerImpl::RunTask" && dur > 50_000).map(own),
  };
}

/** Puts a text in, as pasting does, and waits for its run to finish. */
async function setText(page: Page, text: string): Promise<void> {
  const finishedRun = () =>
    Number(document.querySelector<HTMLElement>("[data-finished-run]")?.dataset.finishedRun ?? 0);
  const before = await page.evaluate(finishedRun);
  await page.evaluate((value) => {
    const area = document.querySelector("textarea")!;
    // React listens to the element's own setter; the prototype's tells it that something has changed.
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value")?.set?.call(area, value);
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }, text);
  await page.waitForFunction(
    (run) => Number(document.querySelector<HTMLElement>("[data-finished-run]")?.dataset.finishedRun ?? 0) > run,
    before,
    { timeout: 300_000 },
  );
}

/** Live heap of the page in MB, after a collection. */
async function heap(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  await session.detach();
  return usedSize / 1e6;
}
