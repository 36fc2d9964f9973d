/**
 * Text to token ids, with the vocabulary and rules of a model's tokenizer.json. Its truncation and padding settings are
 * ignored: a sentence is cut only at the model's own limit, and padding is the encoder's business.
 */
import { Tokenizer } from "@huggingface/tokenizers";
import type { Steps } from "../geometry/steps.ts";
import { EncoderError } from "./encoderError.ts";
import type { TokenizedTexts } from "./hiddenStates.ts";
import { growingPrefixes, normalizerRepair } from "./tokenizerText.ts";

/** Sentences between two steps; a few milliseconds of work. */
const sentencesPerStep = 64;

export class TextTokenizer {
  /** Most tokens of one sentence, special tokens included. */
  readonly maximumTokens: number;
  private readonly tokenizer: Tokenizer;
  private readonly repair: (text: string) => string;
  /** Special tokens before ([CLS]) and after ([SEP]) every sentence. */
  private readonly before: readonly number[];
  private readonly after: readonly number[];
  private readonly continuingPrefix: string;

  /**
   * @param tokenizerJson a parsed tokenizer.json (Hugging Face layout) of a WordPiece model.
   * @param limits the model's vocabulary size and most tokens of one sentence, special tokens included.
   * @throws EncoderError `tokenizer-invalid`.
   */
  constructor(tokenizerJson: unknown, limits: { vocabularySize: number; maximumTokens: number }) {
    const json = checkedTokenizerJson(tokenizerJson, limits.vocabularySize);
    try {
      this.tokenizer = new Tokenizer(json, {});
      this.repair = normalizerRepair(json.normalizer);
      this.continuingPrefix = json.model.continuing_subword_prefix ?? "";
      const text = this.encode("a");
      const withSpecial = this.tokenizer.encode("a").ids;
      const start = withSpecial.indexOf(text[0]);
      this.before = withSpecial.slice(0, start);
      this.after = withSpecial.slice(start + text.length);
    } catch (cause) {
      throw new EncoderError("tokenizer-invalid", "tokenizer.json describes no tokenizer that can be built.", { cause });
    }
    this.maximumTokens = limits.maximumTokens;
    if (this.before.length + this.after.length >= this.maximumTokens) {
      throw new EncoderError("tokenizer-invalid", `The special tokens alone reach the model's limit of ${this.maximumTokens} tokens.`);
    }
  }

  /**
   * Token ids of each text, special tokens included. A text longer than the model's limit is cut there, keeping the
   * closing special tokens, and is listed in `truncated`. An empty text has its special tokens alone.
   * Yields the share of texts done.
   */
  *tokenize(texts: readonly string[]): Steps<TokenizedTexts> {
    const room = this.maximumTokens - this.before.length - this.after.length;
    const sentences: number[][] = [];
    const truncated: number[] = [];
    for (const [index, text] of texts.entries()) {
      if (index > 0 && index % sentencesPerStep === 0) yield index / texts.length;
      const ids = this.encodeUpTo(text, room);
      if (ids.length > room) {
        truncated.push(index);
        ids.length = room;
      }
      sentences.push(ids);
    }
    return this.layOut(sentences, truncated);
  }

  /** The token as it stands in the vocabulary, without the mark of a continued word: "##ing" reads "ing". */
  tokenText(id: number): string {
    const token = this.tokenizer.id_to_token(id);
    if (token === undefined) throw new EncoderError("token-out-of-range", `The vocabulary has no token ${id}.`);
    return this.continuesWord(id) ? token.slice(this.continuingPrefix.length) : token;
  }

  /** True if the token continues the word of the token before it. */
  continuesWord(id: number): boolean {
    if (this.continuingPrefix === "") return false;
    const token = this.tokenizer.id_to_token(id);
    return token !== undefined && token.length > this.continuingPrefix.length && token.startsWith(this.continuingPrefix);
  }

  /** Ids of the text's tokens, without special tokens: all of them, or more than `room`, the first room + 1 of which are right. */
  private encodeUpTo(text: string, room: number): number[] {
    let ids: number[] = [];
    for (const prefix of growingPrefixes(text)) {
      ids = this.encode(prefix);
      if (ids.length > room) break;
    }
    return ids;
  }

  private encode(text: string): number[] {
    return this.tokenizer.encode(this.repair(text), { add_special_tokens: false }).ids;
  }

  private layOut(sentences: readonly number[][], truncated: readonly number[]): TokenizedTexts {
    const specials = this.before.length + this.after.length;
    const total = sentences.reduce((sum, ids) => sum + ids.length + specials, 0);
    const offsets = new Uint32Array(sentences.length + 1);
    const ids = new Uint32Array(total);
    const special = new Uint8Array(total);
    let position = 0;
    sentences.forEach((sentence, index) => {
      ids.set(this.before, position);
      special.fill(1, position, position + this.before.length);
      position += this.before.length;
      ids.set(sentence, position);
      position += sentence.length;
      ids.set(this.after, position);
      special.fill(1, position, position + this.after.length);
      position += this.after.length;
      offsets[index + 1] = position;
    });
    return { offsets, ids, special, truncated };
  }
}

interface TokenizerJson {
  readonly normalizer: unknown;
  readonly model: { readonly continuing_subword_prefix?: string };
}

function checkedTokenizerJson(json: unknown, vocabularySize: number): TokenizerJson {
  const { model, normalizer } = (json ?? {}) as { model?: Record<string, unknown>; normalizer?: unknown };
  if (typeof model !== "object" || model === null || typeof model.vocab !== "object" || model.vocab === null) {
    throw new EncoderError("tokenizer-invalid", "tokenizer.json has no model with a vocabulary.");
  }
  if (model.type !== "WordPiece") {
    throw new EncoderError("tokenizer-invalid", `tokenizer.json's model is of type ${JSON.stringify(model.type)}; supported: WordPiece.`);
  }
  for (const [token, id] of Object.entries(model.vocab)) {
    if (!Number.isInteger(id) || id < 0 || id >= vocabularySize) {
      throw new EncoderError("tokenizer-invalid", `Token ${JSON.stringify(token)} has the id ${id}; the model's vocabulary has ${vocabularySize} rows.`);
    }
  }
  return { ...(json as object), model, normalizer } as TokenizerJson;
}
