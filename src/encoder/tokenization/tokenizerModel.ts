/** The model of a tokenizer.json, checked: what divides words into tokens of its vocabulary. */
import { shownValue } from "../../files/shownValue.ts";
import { EncoderError, type EncoderFault } from "../encoderError.ts";
import { bytePairEncoding } from "./bytePairEncoding.ts";
import { unigram } from "./unigram.ts";
import { remembering, type WordModel } from "./wordModel.ts";
import { wordPiece } from "./wordPiece.ts";

export type TokenizerModelType = "WordPiece" | "BPE" | "Unigram";

export interface TokenizerModel {
  readonly type: TokenizerModelType;
  readonly tokenize: WordModel;
  readonly vocabulary: ReadonlyMap<string, number>;
  /** Tokens of the vocabulary, those that stand twice counted twice. */
  readonly size: number;
  /** What a token that goes on a word begins with; "" where none does. */
  readonly prefix: string;
}

/**
 * @param model the model, its vocabulary already checked.
 * @throws EncoderError `tokenizer-invalid`.
 */
export function readTokenizerModel(type: TokenizerModelType, model: Record<string, unknown>): TokenizerModel {
  switch (type) {
    case "WordPiece":
      return readWordPiece(model);
    case "BPE":
      return readBytePairs(model);
    case "Unigram":
      return readUnigram(model);
  }
}

function readWordPiece(model: Record<string, unknown>): TokenizerModel {
  const vocabulary = vocabularyOf(model);
  const prefix = typeof model.continuing_subword_prefix === "string" ? model.continuing_subword_prefix : "##";
  const longest = model.max_input_chars_per_word ?? 100;
  const tokenize = wordPiece({
    vocabulary,
    prefix,
    // It can't do without.
    unknown: unknownToken("WordPiece", model.unk_token ?? "[UNK]", vocabulary),
    longestWord: typeof longest === "number" ? longest : 100,
  });
  return { type: "WordPiece", tokenize: remembering(tokenize), vocabulary, size: vocabulary.size, prefix };
}

function readBytePairs(model: Record<string, unknown>): TokenizerModel {
  const { continuing_subword_prefix: prefix, end_of_word_suffix: suffix, dropout, merges, unk_token: unknown } = model;
  const vocabulary = vocabularyOf(model);
  if (!Array.isArray(merges)) throw invalid({ detail: "no-merges" });
  if (typeof prefix === "string" && prefix !== "") throw invalid({ detail: "continuing-prefix" });
  if (typeof dropout === "number" && dropout > 0) throw invalid({ detail: "dropout", dropout });
  const tokenize = bytePairEncoding({
    vocabulary,
    merges: readMerges(merges, vocabulary),
    // Without one, unknown characters are passed over.
    unknown: typeof (unknown ?? undefined) === "undefined" ? undefined : unknownToken("BPE", unknown, vocabulary),
    fusesUnknown: model.fuse_unk === true,
    fallsBackToBytes: model.byte_fallback === true,
    takesWholeWords: model.ignore_merges === true,
    wordEnd: typeof suffix === "string" ? suffix : "",
  });
  return { type: "BPE", tokenize: remembering(tokenize), vocabulary, size: vocabulary.size, prefix: "" };
}

/** Pairs, or in older files both tokens in one text, with a line that names the version. */
function readMerges(merges: readonly unknown[], vocabulary: ReadonlyMap<string, number>): [string, string][] {
  const pairs = merges.filter((merge) => typeof merge !== "string" || !merge.startsWith("#version"));
  return pairs.map((merge) => {
    const [left, right, ...rest] = (typeof merge === "string" ? merge.split(" ") : merge) as unknown[];
    if (typeof left !== "string" || typeof right !== "string" || rest.length > 0)
      throw invalid({ detail: "no-merges" });
    if (!vocabulary.has(left) || !vocabulary.has(right) || !vocabulary.has(left + right))
      throw invalid({ detail: "merge-unknown", merge: shownValue([left, right]) });
    return [left, right];
  });
}

function readUnigram(model: Record<string, unknown>): TokenizerModel {
  const scored = model.vocab as [string, number][];
  const { unk_id: unknown } = model;
  if (model.byte_fallback === true) throw invalid({ detail: "byte-fallback" });
  if (typeof unknown !== "number" || !Number.isInteger(unknown) || unknown < 0 || unknown >= scored.length)
    throw invalid({ detail: "no-unknown-token", type: "Unigram" });
  return {
    type: "Unigram",
    tokenize: remembering(unigram(scored, unknown)),
    vocabulary: new Map(scored.map(([token], id) => [token, id])),
    size: scored.length,
    prefix: "",
  };
}

function vocabularyOf({ vocab }: Record<string, unknown>): ReadonlyMap<string, number> {
  return new Map(Object.entries(vocab as Record<string, number>));
}

function unknownToken(type: string, name: unknown, vocabulary: ReadonlyMap<string, number>): number {
  const id = typeof name === "string" ? vocabulary.get(name) : undefined;
  if (id === undefined) throw invalid({ detail: "no-unknown-token", type });
  return id;
}

function invalid(fault: EncoderFault): EncoderError {
  return new EncoderError("tokenizer-invalid", fault);
}
