/** A file on disk, or standard input, as bytes that are read piece by piece. */
import { open } from "node:fs/promises";
import { basename, resolve } from "node:path";
import type { Readable } from "node:stream";
import { bytesSource, type ByteSource } from "../vectors/byteSource.ts";
import { callersFolder, readInput, unreadable } from "./input.ts";

/** Stands for a file that is called "-". */
export interface StandardInput {
  /** What it is called where others have the name of their file. */
  readonly name: string;
  readonly stream: Readable;
}

/**
 * Opens files, runs the work and closes them.
 *
 * @param files paths; "-" is standard input, which is read to its end first.
 * @throws UsageError if a file can't be read; whatever the work throws.
 */
export async function withFileSources<Result>(
  files: readonly string[],
  standardInput: StandardInput,
  work: (sources: readonly ByteSource[]) => Promise<Result>,
): Promise<Result> {
  const close: (() => Promise<void>)[] = [];
  try {
    const sources: ByteSource[] = [];
    for (const file of files) {
      if (file === "-") {
        sources.push(bytesSource(standardInput.name, await readInput(file, standardInput.stream)));
        continue;
      }
      const { source, handle } = await openSource(file);
      close.push(() => handle.close());
      sources.push(source);
    }
    return await work(sources);
  } finally {
    for (const closeOne of close) await closeOne();
  }
}

async function openSource(file: string) {
  try {
    const handle = await open(resolve(callersFolder(), file));
    const { size } = await handle.stat();
    const read = async (start: number, end: number): Promise<Uint8Array> => {
      const bytes = new Uint8Array(end - start);
      let done = 0;
      while (done < bytes.length) {
        const { bytesRead } = await handle.read(bytes, done, bytes.length - done, start + done);
        if (bytesRead === 0) break;
        done += bytesRead;
      }
      return bytes.subarray(0, done);
    };
    await read(0, Math.min(1, size));
    return { handle, source: { name: basename(file), size, read } satisfies ByteSource };
  } catch (error) {
    throw unreadable(file, error);
  }
}
