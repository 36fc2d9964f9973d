import type { EncodedBatch } from "../encoder/encodeTexts.ts";
import type { HiddenStates, TokenizedTexts } from "../encoder/hiddenStates.ts";
import { selectSentences } from "./sentenceBudget.ts";

/**
 * The hidden states of one batch as those of a text of its own, whose sentence i is sentence `sentences[i]` of the whole.
 * For what is made of each batch and kept, while its hidden states are not.
 *
 * @param tokens the whole text.
 */
export function statesOfBatch({ sentences, layers }: EncodedBatch, tokens: TokenizedTexts, d: number): HiddenStates {
  return { layers, d, tokens: selectSentences(tokens, Uint32Array.from(sentences)) };
}
