/**
 * The library's normalizers and pre-tokenizers, with those replaced that differ from the reference (Rust `tokenizers`).
 * What counts as a space is the usual cause: JavaScript's \s and trim() have U+FEFF, which is none in Unicode, and lack
 * U+0085, which is one.
 */
import {
  BertNormalizer,
  BertPreTokenizer,
  ByteLevelPreTokenizer,
  LowercaseNormalizer,
  PrecompiledNormalizer,
  SequenceNormalizer,
  SequencePreTokenizer,
  StripNormalizer,
  WhitespaceSplitPreTokenizer,
  type Normalizer,
  type PreTokenizer,
} from "@huggingface/tokenizers";
import { EncoderError } from "./encoderError.ts";
import { controlCharacters, nonspacingMarks, wordsAndMarks } from "./referenceCharacters.ts";
import { ExactPrecompiledNormalizer } from "./precompiledNormalizer.ts";

/** Lowers each character alone, as the reference does: JavaScript lowers a word-final Σ to ς. */
class CharacterwiseLowercaseNormalizer extends LowercaseNormalizer {
  override normalize(text: string): string {
    return super.normalize(text.replaceAll("Σ", "σ"));
  }
}

class UnicodeStripNormalizer extends StripNormalizer {
  override normalize(text: string): string {
    const { strip_left: left, strip_right: right } = this.config as { strip_left?: boolean; strip_right?: boolean };
    const from = left === true ? text.replace(/^\p{White_Space}+/u, "") : text;
    return right === true ? from.replace(/(?<!\p{White_Space})\p{White_Space}+$/u, "") : from;
  }
}

class UnicodeWhitespaceSplitPreTokenizer extends WhitespaceSplitPreTokenizer {
  override pre_tokenize_text(text: string): string[] {
    return text.match(/\P{White_Space}+/gu) ?? [];
  }
}

type BertNormalizerConfig = ConstructorParameters<typeof BertNormalizer>[0];

/** With the reference's own tables of characters: the library is left the ideographs and the letters' case. */
class ReferenceBertNormalizer extends BertNormalizer {
  private readonly cleans: boolean;
  private readonly strips: boolean;

  constructor(config: BertNormalizerConfig) {
    super({ ...config, clean_text: false, strip_accents: false } as BertNormalizerConfig);
    const { clean_text: cleans, lowercase, strip_accents: strips } = config as unknown as Record<string, unknown>;
    this.cleans = cleans === true;
    // Accents go with capitals unless it is said otherwise.
    this.strips = lowercase === true ? strips !== false : strips === true;
  }

  override normalize(text: string): string {
    const cleaned = this.cleans ? text.replace(controlCharacters, "").replace(/\p{White_Space}/gu, " ") : text;
    const lowered = super.normalize(cleaned);
    return this.strips ? lowered.normalize("NFD").replace(nonspacingMarks, "") : lowered;
  }
}

class ReferenceBertPreTokenizer extends BertPreTokenizer {
  override pre_tokenize_text(text: string): string[] {
    return text.match(wordsAndMarks) ?? [];
  }
}

/** GPT-2's division into words, numbers, signs and spaces. */
const byteLevelPattern =
  /'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\p{White_Space}\p{L}\p{N}]+|\p{White_Space}+(?!\P{White_Space})|\p{White_Space}+/gu;

/**
 * A normalizer that gives what the reference gives.
 * @param normalizer what the library made of the tokenizer.json; a sequence is changed in place.
 * @throws EncoderError `tokenizer-invalid` if a map of characters is damaged.
 */
export function exactNormalizer(normalizer: Normalizer): Normalizer {
  if (normalizer instanceof SequenceNormalizer) {
    normalizer.normalizers = normalizer.normalizers.map((part) => part && exactNormalizer(part));
    return normalizer;
  }
  if (normalizer instanceof BertNormalizer)
    return new ReferenceBertNormalizer(normalizer.config as BertNormalizerConfig);
  if (normalizer instanceof PrecompiledNormalizer) {
    const charsmap = normalizer.charsmap as unknown;
    if (typeof charsmap !== "string") throw new EncoderError("tokenizer-invalid", { detail: "charsmap-missing" });
    return new ExactPrecompiledNormalizer(charsmap);
  }
  if (normalizer instanceof StripNormalizer)
    return new UnicodeStripNormalizer(normalizer.config as ConstructorParameters<typeof StripNormalizer>[0]);
  return normalizer instanceof LowercaseNormalizer
    ? new CharacterwiseLowercaseNormalizer({ type: "Lowercase" })
    : normalizer;
}

/** A pre-tokenizer that gives what the reference gives; a sequence is changed in place. */
export function exactPreTokenizer(preTokenizer: PreTokenizer): PreTokenizer {
  if (preTokenizer instanceof SequencePreTokenizer) {
    preTokenizer.tokenizers = preTokenizer.tokenizers.map((part) => part && exactPreTokenizer(part));
    return preTokenizer;
  }
  if (preTokenizer instanceof BertPreTokenizer) return new ReferenceBertPreTokenizer();
  if (preTokenizer instanceof ByteLevelPreTokenizer) preTokenizer.pattern = byteLevelPattern;
  return preTokenizer instanceof WhitespaceSplitPreTokenizer ? new UnicodeWhitespaceSplitPreTokenizer() : preTokenizer;
}
