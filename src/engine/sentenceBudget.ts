/** Chooses which sentences are encoded when a text holds more tokens than fit in memory. */
import type { TokenizedTexts } from "../encoder/hiddenStates.ts";
import { createRandom, sampleWithoutReplacement } from "../geometry/random.ts";

/**
 * Memory for hidden states: 4·d bytes a token and layer kept. 256 MiB are about what a browser tab on a laptop or a good
 * phone can spare beside a model: 24,966 tokens of 7 layers of 384, or 6,721 of 13 layers of 768 (more if fewer layers
 * are chosen). It also bounds the time: neighbours are looked for among all pairs of points.
 */
export const hiddenStateBytes = 256 * 2 ** 20;

/** Tokens whose hidden states fit into the budget, at least one. */
export function tokensWithin(bytes: number, layers: number, d: number): number {
  return Math.max(1, Math.floor(bytes / (4 * d * layers)));
}

/**
 * The indices, ascending, of sentences that hold at most `budget` tokens together: all of them if they fit, else a
 * random choice without replacement from `seed`. One sentence is always kept.
 */
export function sentencesWithin(tokens: TokenizedTexts, budget: number, seed: number): Uint32Array {
  const sentences = tokens.offsets.length - 1;
  if (tokens.ids.length <= budget) return Uint32Array.from({ length: sentences }, (_, i) => i);
  const order = sampleWithoutReplacement(sentences, sentences, createRandom(seed));
  const kept: number[] = [];
  let used = 0;
  for (const sentence of order) {
    const length = tokens.offsets[sentence + 1] - tokens.offsets[sentence];
    if (kept.length > 0 && used + length > budget) break;
    kept.push(sentence);
    used += length;
  }
  return Uint32Array.from(kept).sort();
}

/** The tokens of some sentences (indices ascending) alone; `truncated` then counts within those sentences. */
export function selectSentences(tokens: TokenizedTexts, sentences: Uint32Array): TokenizedTexts {
  const offsets = new Uint32Array(sentences.length + 1);
  sentences.forEach((sentence, i) => {
    offsets[i + 1] = offsets[i] + tokens.offsets[sentence + 1] - tokens.offsets[sentence];
  });
  const ids = new Uint32Array(offsets[sentences.length]);
  const special = new Uint8Array(ids.length);
  sentences.forEach((sentence, i) => {
    ids.set(tokens.ids.subarray(tokens.offsets[sentence], tokens.offsets[sentence + 1]), offsets[i]);
    special.set(tokens.special.subarray(tokens.offsets[sentence], tokens.offsets[sentence + 1]), offsets[i]);
  });
  const cut = new Set(tokens.truncated);
  const truncated = [...sentences.entries()].flatMap(([i, sentence]) => (cut.has(sentence) ? [i] : []));
  return { offsets, ids, special, truncated };
}
