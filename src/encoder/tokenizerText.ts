/** What is done to a text before @huggingface/tokenizers sees it. */

/** Length of the first prefix that is tried, in UTF-16 units: more than 512 tokens of most writing. */
const firstPrefixLength = 8192;

/** Whitespace, or a CJK ideograph, which BERT's normalizer surrounds with spaces. */
const wordBoundary = /[\s\u3400-\u4dbf\u4e00-\u9fff]/u;

/**
 * Prefixes of a text, each at least twice as long as the one before, the last being the text itself. A prefix ends
 * just before whitespace or a CJK ideograph; no token spans such a place and nothing after it changes the tokens before
 * it, so the tokens of a prefix are the first tokens of the text. A caller that needs 512 tokens of a line of a million
 * characters thus reads a few thousand of them.
 */
export function* growingPrefixes(text: string): Generator<string, void, void> {
  let length = firstPrefixLength;
  while (length < text.length) {
    const rest = text.slice(length).search(wordBoundary);
    if (rest === -1) break;
    length += rest;
    yield text.slice(0, length);
    length *= 2;
  }
  yield text;
}

/** CJK ideographs outside the Basic Multilingual Plane, as BERT's normalizer lists them. */
const supplementaryIdeograph = /[\u{20000}-\u{2a6df}\u{2a700}-\u{2b73f}\u{2b740}-\u{2b81f}\u{2b920}-\u{2ceaf}\u{2f800}-\u{2fa1f}]/gu;

/**
 * A change of the text that makes the JavaScript BertNormalizer agree with the reference one (Rust, and PyTorch's
 * fast tokenizers) where they differ:
 * - JavaScript looks for ideographs in UTF-16 units, so misses those that take two; here they get their spaces.
 * - JavaScript lowers a word-final Σ to ς; the reference lowers each character alone, to σ.
 */
export function normalizerRepair(normalizer: unknown): (text: string) => string {
  const { type, handle_chinese_chars: spaceIdeographs, lowercase } = (normalizer ?? {}) as Record<string, unknown>;
  if (type !== "BertNormalizer") return (text) => text;
  return (text) => {
    let repaired = text;
    if (spaceIdeographs === true) repaired = repaired.replace(supplementaryIdeograph, " $& ");
    if (lowercase === true) repaired = repaired.replaceAll("Σ", "σ");
    return repaired;
  };
}
