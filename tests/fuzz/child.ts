/** Reads changed files one after the other, in a process of its own that may hang or run out of memory. */
import { formats, isCoded } from "./formats.ts";
import type { FuzzReport, FuzzTask } from "./fuzz.ts";
import { randomFrom } from "./mutate.ts";

/** Beyond what the files at hand take: so much no changed file of a megabyte is worth. */
const mostMemory = 800 * 2 ** 20;

process.on("message", (task: FuzzTask) => {
  void readAll(task).then(() => process.disconnect());
});

function tell(report: FuzzReport): void {
  process.send!(report);
}

/** Misbehaves, as no reader should. */
function misbehave(how: NonNullable<FuzzTask["instead"]>): void {
  switch (how) {
    case "endless":
      for (;;);
    case "greedy":
      kept.push(new Uint8Array(mostMemory + 2 ** 26).fill(1));
      return;
    case "throws":
      throw new TypeError("no code");
    case "exits":
      process.exit(3);
  }
}

const kept: Uint8Array[] = [];

async function readAll({ seed, first, count, instead }: FuzzTask): Promise<void> {
  const before = process.memoryUsage.rss();
  for (let index = first; index < first + count; index++) {
    const format = formats[index % formats.length]!;
    // Of neighbouring seeds the first numbers would be alike.
    const random = randomFrom(Math.imul(seed, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b));
    const file = format.files[Math.floor(random() * format.files.length)]!;
    tell({ kind: "started", index, format: format.name, file: file.name });
    const bytes = format.mutate(random, file.bytes);
    try {
      if (instead !== undefined && index === 1) misbehave(instead);
      else await format.read(file.name, bytes);
    } catch (error) {
      if (!isCoded(error)) {
        const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
        tell({ kind: "failed", index, format: format.name, file: file.name, reason: text.slice(0, 2000) });
      }
    }
    const grown = process.memoryUsage.rss() - before;
    if (grown > mostMemory) {
      const reason = `${Math.round(grown / 2 ** 20)} MB of memory`;
      tell({ kind: "failed", index, format: format.name, file: file.name, reason });
      return;
    }
  }
}
