/** Opens files of vectors as a test has them: by path, or as bytes under a name. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { InputError, type InputProblem } from "../../../src/corpora/inputError.ts";
import { bytesSource, type ByteSource } from "../../../src/vectors/byteSource.ts";
import type { Column } from "../../../src/vectors/column.ts";
import { readVectors } from "../../../src/vectors/readVectors.ts";
import { defaultVectorOptions, type VectorCloud, type VectorOptions } from "../../../src/vectors/vectorCloud.ts";

export const goldenFolder = join(import.meta.dirname, "../../golden/vectors");

/** A file that NumPy, pyarrow or safetensors wrote. */
export function golden(name: string): ByteSource {
  return bytesSource(name, readFileSync(join(goldenFolder, name)));
}

export function textFile(name: string, text: string): ByteSource {
  return bytesSource(name, new TextEncoder().encode(text));
}

/** Reads files as the page and the command line do. */
export function open(
  files: ByteSource | readonly ByteSource[],
  options: Partial<VectorOptions> = {},
): Promise<VectorCloud> {
  const sources = Array.isArray(files) ? (files as readonly ByteSource[]) : [files as ByteSource];
  return readVectors(sources, { options: { ...defaultVectorOptions, ...options }, onProgress: () => undefined });
}

export async function problemOf(
  files: ByteSource | readonly ByteSource[],
  options: Partial<VectorOptions> = {},
): Promise<InputProblem> {
  try {
    await open(files, options);
  } catch (error) {
    if (error instanceof InputError) return error.problem;
    throw error;
  }
  throw new Error("The file was read.");
}

export function wordsOf(cloud: VectorCloud, name: string): string[] {
  const column: Column = cloud.columns.find((candidate) => candidate.name === name)!;
  return Array.from(column.codes, (code) => column.entries[code]);
}
