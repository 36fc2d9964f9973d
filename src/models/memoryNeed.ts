/** What a model takes in memory, told from the headers of its files, before its weights are fetched or read. */
import type { EncoderConfig } from "../encoder/config.ts";
import type { TensorEntry } from "../encoder/safetensors.ts";
import { ModelError } from "./modelFault.ts";

/** Browsers refuse an array buffer of more than about 2 GiB. */
const largestFile = 2 ** 31 - 1;
/** Where the device does not say how much memory it has. */
const usualLimit = 4 * 2 ** 30;

export interface MemoryBudget {
  /** Bytes that may be taken. */
  readonly limit: number;
  /** Bytes that hidden states of a text may take. */
  readonly hiddenStates: number;
}

export interface WeightsSize {
  /** All files of weights together, in bytes. */
  readonly files: number;
  /** Number of weights. */
  readonly weights: number;
}

export function weightsIn(entries: ReadonlyMap<string, TensorEntry>): number {
  let weights = 0;
  for (const { shape } of entries.values()) weights += shape.reduce((product, size) => product * size, 1);
  return weights;
}

/**
 * Bytes at the worst moment: while weights are read, the files and the float32 values; while a text is measured, the
 * values in host memory and once more on the device (the word table stays on the host), and the hidden states of a text.
 */
function memoryNeeded({ files, weights }: WeightsSize, config: EncoderConfig, hiddenStates: number): number {
  const host = 4 * weights;
  const device = Math.max(0, host - 4 * config.vocabularySize * config.embeddingSize);
  return Math.max(files + host, host + device + hiddenStates);
}

/**
 * Bytes that a page may take: half of the device's memory, where a browser says how much that is (it says 8 GB for
 * more), else 4 GiB, which is about what a tab gets.
 */
export function memoryLimitHere(): number {
  const { deviceMemory } = (typeof navigator === "undefined" ? {} : navigator) as { readonly deviceMemory?: number };
  return deviceMemory === undefined ? usualLimit : deviceMemory * 2 ** 29;
}

/** @throws ModelError `too-little-memory`. */
export function checkMemory(
  name: string,
  size: WeightsSize,
  config: EncoderConfig,
  { limit, hiddenStates }: MemoryBudget,
): void {
  const needed = memoryNeeded(size, config, hiddenStates);
  if (needed > limit) throw new ModelError({ code: "too-little-memory", name, needed, limit });
}

/** @throws ModelError `file-too-large`. */
export function checkFileSize(file: string, bytes: number | undefined, limit = largestFile): void {
  if (bytes !== undefined && bytes > limit) throw new ModelError({ code: "file-too-large", file, bytes, limit });
}
