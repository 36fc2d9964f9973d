/** Opening a .npy of 300 MB, against just reading it, and memory over several files. */
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readVectors } from "../../src/vectors/readVectors.ts";
import { defaultVectorOptions } from "../../src/vectors/vectorCloud.ts";
import { withFileSources } from "../../src/cli/fileSource.ts";
import { createRandom } from "../../src/geometry/random.ts";
import { Readable } from "node:stream";

const n = 100_000;
const d = 768;
const rounds = 5;
const noInput = { name: "", stream: Readable.from([]) };

/** Prints both times and their ratio (aim: 2), and the process's memory after each of five files. */
export async function benchmarkVectors(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "isoscope-bench-"));
  try {
    const path = join(folder, "cloud.npy");
    writeNpy(path);
    const opening: number[] = [];
    const reading: number[] = [];
    for (let round = 0; round <= rounds; round++) {
      // The first round is not counted: it brings the file into the system's cache.
      const read = await timed(() => readAll(path));
      const opened = await timed(() => open(path));
      if (round > 0) {
        reading.push(read);
        opening.push(opened);
      }
    }
    const [openTime, readTime] = [median(opening), median(reading)];
    console.log(
      `  ${n} × ${d} float32, ${((n * d * 4) / 1e6).toFixed(0)} MB: read ${readTime.toFixed(0)} ms, opened ${openTime.toFixed(0)} ms, ratio ${(openTime / readTime).toFixed(2)} (aim: 2)`,
    );
    const memory: string[] = [];
    for (let file = 0; file < 5; file++) {
      await open(path);
      globalThis.gc?.();
      memory.push((process.memoryUsage().arrayBuffers / 1e6).toFixed(0));
    }
    console.log(
      `  array buffers after each of five openings: ${memory.join(", ")} MB${globalThis.gc === undefined ? " (run with --expose-gc to collect between them)" : ""}`,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** All bytes, in the pieces that opening reads, into memory. */
async function readAll(path: string): Promise<Uint8Array> {
  return withFileSources([path], noInput, async ([source]) => {
    const all = new Uint8Array(source.size);
    const piece = 2 ** 23;
    for (let at = 0; at < source.size; at += piece)
      all.set(await source.read(at, Math.min(source.size, at + piece)), at);
    return all;
  });
}

function open(path: string): Promise<number> {
  return withFileSources(
    [path],
    noInput,
    async (sources) => (await readVectors(sources, { options: defaultVectorOptions, onProgress: () => undefined })).n,
  );
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1];
}

function writeNpy(path: string): void {
  const text = `{'descr': '<f4', 'fortran_order': False, 'shape': (${n}, ${d}), }`.padEnd(117) + "\n";
  const file = openSync(path, "w");
  writeSync(
    file,
    Uint8Array.from([
      0x93,
      ...new TextEncoder().encode("NUMPY"),
      1,
      0,
      text.length,
      0,
      ...new TextEncoder().encode(text),
    ]),
  );
  const random = createRandom(1);
  const rows = new Float32Array(1000 * d).map(() => random.uniform() - 0.5);
  for (let row = 0; row < n; row += 1000) writeSync(file, rows);
  closeSync(file);
}
