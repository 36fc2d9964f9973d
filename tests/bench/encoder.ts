/** Sentences a second of the encoder and of transformers.js: the same weights, one browser, wasm, one thread each. */
import { execFileSync } from "node:child_process";
import { existsSync, createReadStream } from "node:fs";
import { createServer as createHttpServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright";
import { createServer } from "vite";
import { chromiumLaunchOptions } from "../../scripts/chromium.mjs";
import type { EncoderTimes } from "./encoderPage.ts";

const rivalFolder = fileURLToPath(new URL("./transformersjs/", import.meta.url));

/**
 * Runs the comparison and prints it.
 * @param sentences how many sentences of the built-in reference text.
 * @param rounds how often each encoder runs, in turns; the median counts.
 */
export async function benchmarkEncoder(sentences = 120, rounds = 3): Promise<void> {
  if (!existsSync(join(rivalFolder, "node_modules"))) {
    console.log("Installing transformers.js for the comparison …");
    // Its native parts (onnxruntime-node, sharp) are not used, so their install scripts need not run.
    execFileSync("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock"], {
      cwd: rivalFolder,
      stdio: "ignore",
    });
  }
  const times = await runInBrowser(sentences, rounds);
  const rate = (rounded: readonly number[]) => (1000 * times.sentences) / median(rounded);
  const best = Math.max(rate(times.batched), rate(times.single));
  console.log(
    `${times.sentences} sentences, ${times.tokens} tokens, the longest of ${times.longest}; ${rounds} rounds in turns, median`,
  );
  console.log(`  IsoScope, all 7 layers           ${rate(times.ours).toFixed(1)} sentences/s`);
  console.log(
    `  transformers.js, batches of 32   ${rate(times.batched).toFixed(1)} sentences/s   ratio ${(rate(times.ours) / rate(times.batched)).toFixed(2)}`,
  );
  console.log(
    `  transformers.js, one at a time   ${rate(times.single).toFixed(1)} sentences/s   ratio ${(rate(times.ours) / rate(times.single)).toFixed(2)}`,
  );
  console.log(
    `  ratio to the faster of the two: ${(rate(times.ours) / best).toFixed(2)}; largest difference of the last layer ${times.deviation.toExponential(1)}`,
  );
}

async function runInBrowser(sentences: number, rounds: number): Promise<EncoderTimes> {
  const rival = await serveFolder(join(rivalFolder, "node_modules"));
  const server = await createServer({ server: { port: 0 }, logLevel: "warn" });
  const browser = await chromium.launch(chromiumLaunchOptions());
  try {
    await server.listen();
    const page = await browser.newPage();
    page.on("pageerror", (error) => {
      console.error(error.message);
    });
    await page.goto(new URL("tests/bench/encoderPage.html", server.resolvedUrls!.local[0]).href);
    await page.waitForFunction(() => "benchmarkEncoder" in window, undefined, { timeout: 60_000 });
    const rivalUrl = `http://127.0.0.1:${(rival.address() as AddressInfo).port}`;
    return await page.evaluate(([url, count, times]) => window.benchmarkEncoder(url, count, times), [
      rivalUrl,
      sentences,
      rounds,
    ] as const);
  } finally {
    await browser.close();
    await server.close();
    rival.close();
  }
}

const types: Readonly<Record<string, string>> = {
  ".js": "text/javascript",
  ".mjs": "text/javascript",
  ".wasm": "application/wasm",
};

/** Serves a folder's files as they are, to pages of any origin. */
async function serveFolder(folder: string): Promise<Server> {
  const server = createHttpServer((request, response) => {
    const path = join(folder, normalize(new URL(request.url ?? "/", "http://localhost").pathname));
    if (!existsSync(path)) return void response.writeHead(404, { "Access-Control-Allow-Origin": "*" }).end();
    response.writeHead(200, {
      "Content-Type": types[extname(path)] ?? "application/octet-stream",
      "Access-Control-Allow-Origin": "*",
    });
    createReadStream(path).pipe(response);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  return server;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
