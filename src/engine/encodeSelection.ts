/** Lines to hidden states, within the memory budget. */
import type { HiddenStates } from "../encoder/hiddenStates.ts";
import type { EncoderHost } from "./encoderHost.ts";
import type { Stage } from "./protocol.ts";
import { runSteps } from "./runSteps.ts";
import { selectSentences, sentencesWithin, tokenBudget } from "./sentenceBudget.ts";

/** The hidden states of a text, or of a random part of it where all of it would not fit. */
export interface EncodedSelection {
  /** The whole text. */
  readonly lines: readonly string[];
  readonly states: HiddenStates;
  /** The line of the text that each encoded sentence is. */
  readonly lineOfSentence: Uint32Array;
  /** What the whole text holds; set only if a part was chosen. */
  readonly sampledFrom?: { readonly sentences: number; readonly tokens: number };
  /** True if encoding these lines with this seed would give the same. */
  readonly isOf: (lines: readonly string[], seed: number) => boolean;
}

/**
 * Tokenizes, chooses and encodes.
 * @param budget most tokens encoded.
 * @throws the signal's reason when aborted; BackendError or EncoderError.
 */
export async function encodeSelection(
  host: EncoderHost,
  lines: readonly string[],
  seed: number,
  signal: AbortSignal,
  onProgress: (stage: Stage, done: number, total: number) => void,
  budget = tokenBudget,
): Promise<EncodedSelection> {
  const all = await runSteps(host.model.tokenizer.tokenize(lines), signal, (part) => onProgress("tokenize", part, 1));
  const chosen = sentencesWithin(all, budget, seed);
  const sampled = chosen.length < lines.length;
  const tokens = sampled ? selectSentences(all, chosen) : all;
  const d = host.model.config.hiddenSize;
  const layers = Array.from({ length: host.model.config.layers + 1 }, () => new Float32Array(tokens.ids.length * d));
  onProgress("encode", 0, tokens.ids.length);
  for await (const batch of host.encode(tokens, { signal, onProgress: (done, total) => onProgress("encode", done, total) })) {
    let row = 0;
    for (const sentence of batch.sentences) {
      const start = tokens.offsets[sentence];
      const end = row + tokens.offsets[sentence + 1] - start;
      layers.forEach((layer, index) => layer.set(batch.layers[index].subarray(row * d, end * d), start * d));
      row = end;
    }
  }
  return {
    lines,
    states: { layers, d, tokens },
    lineOfSentence: chosen,
    ...(sampled && { sampledFrom: { sentences: lines.length, tokens: all.ids.length } }),
    // The seed matters only where it chose.
    isOf: (otherLines, otherSeed) =>
      (!sampled || otherSeed === seed) && otherLines.length === lines.length && otherLines.every((line, i) => line === lines[i]),
  };
}
