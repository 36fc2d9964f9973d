/** How much of a long text is read. */
import type { TokenizerPart } from "./tokenization/tokenizerPart.ts";

/** Length of the first prefix that is tried, in UTF-16 units: more than 512 tokens of most writing. */
const firstPrefixLength = 8192;

/** Whitespace after anything else: no token spans it, and the tokens before it don't depend on what follows. */
const whitespace = /(?<=\S)\s/u;

/** The same, or a CJK ideograph, which BERT's normalizer surrounds with spaces. */
const whitespaceOrIdeograph = /(?<=\S)\s|[\u3400-\u4dbf\u4e00-\u9fff]/u;

/** Where a long text may be cut for a tokenizer with these normalizers. */
export function wordBoundaryOf(normalizers: readonly TokenizerPart[]): RegExp {
  const spaces = normalizers.some((part) => part.type === "BertNormalizer" && part.handle_chinese_chars === true);
  return spaces ? whitespaceOrIdeograph : whitespace;
}

/** A word is looked through for its end no further than this: BPE and Unigram take seconds for words of a million letters. */
const longestWord = 16_384;

/**
 * Prefixes of a text, each at least twice as long as the one before, the last being the text itself. A prefix ends
 * just before a word boundary; no token spans such a place and nothing after it changes the tokens before it, so the
 * tokens of a prefix are the first tokens of the text. A caller that needs 512 tokens of a line of a million characters
 * thus reads a few thousand of them. Within a word of more than 16,384 letters a prefix ends anywhere; a vocabulary that
 * divides words by all of their letters may then divide the last few tokens before that place otherwise.
 */
export function* growingPrefixes(text: string, wordBoundary: RegExp): Generator<string, void, void> {
  const boundary = new RegExp(wordBoundary, "u");
  let length = firstPrefixLength;
  while (length < text.length) {
    // From the character before on, so that it can be looked back at.
    const next = boundary.exec(text.slice(length - 1, length + longestWord));
    length += next === null ? longestWord : Math.max(0, next.index - 1);
    if (length >= text.length) break;
    // Never between the halves of a surrogate pair.
    if (/[\udc00-\udfff]/.test(text[length])) length += 1;
    yield text.slice(0, length);
    length *= 2;
  }
  yield text;
}
