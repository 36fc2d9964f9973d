/** Reads files and standard input. */
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { Readable } from "node:stream";
import { decodeText, readLines, type TextLines } from "../corpora/readers/text.ts";
import { InputError } from "../corpora/inputError.ts";
import { UsageError } from "./usageError.ts";

/** The folder that relative paths start from: under `npm run` the one it was called in, not the project's. */
export function callersFolder(): string {
  const { npm_lifecycle_event: script, INIT_CWD: folder } = process.env;
  return folder !== undefined && (script === "measure" || script === "lab") ? folder : process.cwd();
}

/**
 * All bytes of a file, or of standard input for "-".
 *
 * @throws UsageError if the file can't be read.
 */
export async function readInput(file: string, standardInput: Readable): Promise<Uint8Array> {
  if (file === "-") {
    const chunks: Buffer[] = [];
    for await (const chunk of standardInput) chunks.push(Buffer.from(chunk as Uint8Array | string));
    return Buffer.concat(chunks);
  }
  try {
    return await readFile(resolve(callersFolder(), file));
  } catch (error) {
    throw unreadable(file, error);
  }
}

/** Why a file can't be read. */
export function unreadable(file: string, error: unknown): UsageError {
  const { code = "" } = error as NodeJS.ErrnoException;
  const message = error instanceof Error ? error.message : code;
  return new UsageError(({ command }) => command.unreadable(file, code, message));
}

/**
 * The sentences of a file.
 *
 * @throws UsageError, InputError.
 */
export async function readSentences(file: string, standardInput: Readable): Promise<TextLines> {
  const lines = readLines(decodeText(await readInput(file, standardInput)));
  if (lines.lines.length === 0) throw new InputError({ code: "text-empty" });
  return lines;
}
