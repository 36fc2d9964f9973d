/**
 * Text to token ids, with the vocabulary and rules of a model's tokenizer.json. Its truncation and padding settings are
 * ignored: a sentence is cut only at the model's own limit, and padding is the encoder's business.
 */
import type { Steps } from "../geometry/steps.ts";
import { EncoderError } from "./encoderError.ts";
import type { TokenizedTexts } from "./hiddenStates.ts";
import { tokenDisplay, type TokenDisplay } from "./tokenDisplay.ts";
import { checkedTokenizerJson } from "./tokenizerJson.ts";
import { AddedTokens } from "./tokenization/addedTokens.ts";
import { normalizerOf } from "./tokenization/normalizers.ts";
import { preTokenizerOf, type PreTokenizer } from "./tokenization/preTokenizers.ts";
import { specialTokensOf } from "./tokenization/specialTokens.ts";
import type { WordModel } from "./tokenization/wordModel.ts";
import { growingPrefixes, wordBoundaryOf } from "./tokenizerText.ts";

/** Sentences between two steps; a few milliseconds of work. */
const sentencesPerStep = 64;

export class TextTokenizer {
  /** Most tokens of one sentence, special tokens included. */
  readonly maximumTokens: number;
  private readonly prepare: (text: string) => string;
  private readonly added: AddedTokens;
  private readonly preTokenize: PreTokenizer;
  /** True if the first word of a text is treated otherwise than the others. */
  private readonly watchesStart: boolean;
  private readonly model: WordModel;
  private readonly tokens: ReadonlyMap<number, string>;
  /** Special tokens before ([CLS]) and after ([SEP]) every sentence. */
  private readonly before: readonly number[];
  private readonly after: readonly number[];
  private readonly wordBoundary: RegExp;
  private readonly display: (token: string) => TokenDisplay;

  /**
   * @param tokenizerJson a parsed tokenizer.json (Hugging Face layout) with a WordPiece, BPE or Unigram model.
   * @param limits the model's vocabulary size and most tokens of one sentence, special tokens included; whether texts are
   *   lowered first.
   * @throws EncoderError `tokenizer-invalid`.
   */
  constructor(tokenizerJson: unknown, limits: { vocabularySize: number; maximumTokens: number; lowercases?: boolean }) {
    const json = checkedTokenizerJson(tokenizerJson, limits.vocabularySize);
    this.wordBoundary = wordBoundaryOf(json.normalizers);
    this.display = tokenDisplay(json);
    this.added = new AddedTokens(json.addedTokens, normalizerOf(json.normalizers));
    this.preTokenize = preTokenizerOf(json.preTokenizers);
    this.watchesStart = json.preTokenizers.some((part) => part.prepend_scheme === "first");
    this.model = json.model.tokenize;
    const ids = new Map([
      ...json.model.vocabulary,
      ...json.addedTokens.map(({ content, id }) => [content, id] as const),
    ]);
    this.tokens = new Map([...ids].map(([token, id]) => [id, token]));
    const { before, after } = specialTokensOf(json.postProcessors, (token) => ids.get(token));
    this.before = before;
    this.after = after;
    this.prepare = limits.lowercases === true ? (text) => wellFormed(text).toLowerCase() : wellFormed;
    this.maximumTokens = limits.maximumTokens;
    if (this.before.length + this.after.length >= this.maximumTokens) {
      throw new EncoderError("tokenizer-invalid", { detail: "only-special-tokens", maximumTokens: this.maximumTokens });
    }
  }

  /** True if a special token stands before every text, whose state cls pooling takes. */
  get hasTokenBefore(): boolean {
    return this.before.length > 0;
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

  /**
   * The token as people read it: "##ing", "ing" within a word and "▁ing", "Ġing" at its beginning all read "ing".
   * @throws EncoderError `token-out-of-range`.
   */
  tokenText(id: number): string {
    return this.displayOf(id).text;
  }

  /** True if the token, not being the first of its text, goes on the word of the token before it. */
  continuesWord(id: number): boolean {
    return this.displayOf(id).continuesWord;
  }

  private displayOf(id: number): TokenDisplay {
    const token = this.tokens.get(id);
    if (token === undefined) throw new EncoderError("token-out-of-range", { detail: "no-such-token", id });
    return this.display(token);
  }

  /** Ids of the text's tokens, without special tokens: all of them, or more than `room`, the first room + 1 of which are right. */
  private encodeUpTo(text: string, room: number): number[] {
    let ids: number[] = [];
    for (const prefix of growingPrefixes(text, this.wordBoundary)) {
      ids = this.encode(prefix);
      if (ids.length > room) break;
    }
    return ids;
  }

  private encode(text: string): number[] {
    const ids: number[] = [];
    for (const { text: piece, token, lead } of this.added.pieces(this.prepare(text), this.watchesStart)) {
      if (token !== undefined) ids.push(token.id);
      else for (const word of this.preTokenize(piece, lead).words) for (const id of this.model(word)) ids.push(id);
    }
    return ids;
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

/** Half a surrogate pair, which is no character, becomes U+FFFD, as it does wherever text becomes UTF-8. */
function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, "\ufffd");
}
