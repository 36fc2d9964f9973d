/** Steps of training: ours, TensorFlow.js' own, and PyTorch's with the eigenvalues that the paper takes, if it is installed. */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright";
import { createServer } from "vite";
import { chromiumLaunchOptions } from "../../scripts/chromium.mjs";
import type { StepTimes } from "./labPage.ts";

/** Runs the comparison and prints it. PYTHON names the interpreter whose PyTorch is compared with; python3 if unset. */
export async function benchmarkLab(): Promise<void> {
  const torch = torchTimes();
  for (const backend of ["wasm", "webgpu"] as const) {
    const times = await runInBrowser(backend);
    if (times === undefined) {
      console.log(`  ${backend}: there is none here (a software adapter doesn't count)`);
      continue;
    }
    console.log(
      `  ${backend}, median milliseconds a step        ours    steps/s     stock   ratio${torch === undefined ? "" : "   PyTorch   ratio"}   difference of the losses`,
    );
    for (const { name, ours, stock, deviation } of times) {
      const own = median(ours);
      const eigenvalues = torch?.[name];
      const compared =
        torch === undefined
          ? ""
          : eigenvalues === undefined
            ? " ".repeat(18)
            : eigenvalues.toFixed(1).padStart(10) + (eigenvalues / own).toFixed(2).padStart(8);
      console.log(
        `  ${name.padEnd(36)}${own.toFixed(1).padStart(9)}${(1000 / own).toFixed(1).padStart(11)}${median(stock).toFixed(1).padStart(10)}${(median(stock) / own).toFixed(2).padStart(8)}${compared}   ${deviation.toExponential(0)}`,
      );
    }
  }
  if (torch === undefined) console.log("  PyTorch is not installed for python3 (or PYTHON); its column is left out.");
}

/** Milliseconds by the name of the case; undefined without PyTorch. */
function torchTimes(): Readonly<Record<string, number>> | undefined {
  const script = fileURLToPath(new URL("./lab_torch.py", import.meta.url));
  const { status, stdout } = spawnSync(process.env.PYTHON ?? "python3", [script], { encoding: "utf8" });
  return status === 0 ? (JSON.parse(stdout) as Record<string, number>) : undefined;
}

async function runInBrowser(backend: "wasm" | "webgpu"): Promise<readonly StepTimes[] | undefined> {
  const server = await createServer({ server: { port: 0 }, logLevel: "warn" });
  const browser = await chromium.launch(chromiumLaunchOptions());
  try {
    await server.listen();
    const page = await browser.newPage();
    page.on("pageerror", (error) => {
      console.error(error.message);
    });
    await page.goto(new URL("tests/bench/labPage.html", server.resolvedUrls!.local[0]).href);
    await page.waitForFunction(() => "benchmarkLab" in window, undefined, { timeout: 60_000 });
    return await page.evaluate((name) => window.benchmarkLab(name), backend);
  } finally {
    await browser.close();
    await server.close();
  }
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
