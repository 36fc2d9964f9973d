/** What a tokenizer.json must be like to be read right: checked before the library sees it, and refused by name if not. */
import { EncoderError, type EncoderFault } from "./encoderError.ts";
import { checkReplacements } from "./tokenizerReplacements.ts";

export type TokenizerModelType = "WordPiece" | "BPE" | "Unigram";

/** A checked tokenizer.json. */
export interface TokenizerJson {
  readonly normalizer: unknown;
  readonly pre_tokenizer: unknown;
  readonly model: { readonly type: TokenizerModelType; readonly continuing_subword_prefix?: string };
  readonly added_tokens: readonly { readonly id: number; readonly content: string }[];
}

/** Parts of the library that give what the reference gives; each is tested against it. */
const supportedNormalizers = [
  "Sequence",
  "BertNormalizer",
  "Precompiled",
  "Replace",
  "NFC",
  "NFD",
  "NFKC",
  "NFKD",
  "Strip",
  "StripAccents",
  "Lowercase",
  "Prepend",
];
const supportedPreTokenizers = ["Sequence", "BertPreTokenizer", "ByteLevel", "Metaspace", "WhitespaceSplit"];

/**
 * Checks a parsed tokenizer.json and fills in what older files leave out.
 * @param vocabularySize rows of the model's embedding table.
 * @throws EncoderError `tokenizer-invalid`.
 */
export function checkedTokenizerJson(json: unknown, vocabularySize: number): TokenizerJson {
  const {
    model,
    normalizer,
    pre_tokenizer: preTokenizer,
    added_tokens: addedTokens,
  } = (json ?? {}) as Record<string, unknown>;
  if (!isObject(model) || typeof model.vocab !== "object" || model.vocab === null)
    throw invalid({ detail: "no-vocabulary" });
  const type = modelType(model);
  checkVocabulary(type, model.vocab, vocabularySize);
  const added = checkedAddedTokens(addedTokens ?? [], vocabularySize);
  checkModel(type, model);
  const normalizers = partsOf(normalizer, "normalizers");
  for (const part of normalizers) checkType("normalizer", part, supportedNormalizers);
  checkReplacements(normalizers);
  for (const part of partsOf(preTokenizer, "pretokenizers")) {
    checkType("pre_tokenizer", part, supportedPreTokenizers);
    // Of files older than prepend_scheme the library reads "always" whatever they say.
    if (part.add_prefix_space === false && part.type === "Metaspace" && part.prepend_scheme === undefined) {
      throw invalid({ detail: "metaspace-without-space" });
    }
  }
  const absent = { normalizer: null, pre_tokenizer: null, post_processor: null, decoder: null };
  return { ...absent, ...(json as object), model: { ...model, type }, added_tokens: added } as unknown as TokenizerJson;
}

/** Files older than 2020's tokenizers 0.9 leave the type out. */
function modelType({
  type,
  vocab,
  merges,
  max_input_chars_per_word: longestWord,
}: Record<string, unknown>): TokenizerModelType {
  if (type === "WordPiece" || type === "BPE" || type === "Unigram") return type;
  if (type === undefined) {
    if (Array.isArray(vocab)) return "Unigram";
    if (Array.isArray(merges)) return "BPE";
    if (longestWord !== undefined) return "WordPiece";
  }
  throw invalid({ detail: "tokenizer-type", type: JSON.stringify(type) });
}

/** Every token must have a row in the embedding table. */
function checkVocabulary(type: TokenizerModelType, vocab: object, vocabularySize: number): void {
  if (type === "Unigram") {
    if (
      !Array.isArray(vocab) ||
      !vocab.every((entry) => Array.isArray(entry) && typeof entry[0] === "string" && Number.isFinite(entry[1]))
    ) {
      throw invalid({ detail: "unigram-vocabulary" });
    }
    if (vocab.length > vocabularySize)
      throw invalid({ detail: "too-many-tokens", tokens: vocab.length, vocabularySize });
    return;
  }
  if (Array.isArray(vocab)) throw invalid({ detail: "vocabulary-no-object", type });
  for (const [token, id] of Object.entries(vocab)) checkId(token, id, vocabularySize);
}

function checkedAddedTokens(added: unknown, vocabularySize: number): readonly unknown[] {
  if (!Array.isArray(added)) throw invalid({ detail: "added-tokens-no-list" });
  for (const token of added) {
    if (!isObject(token) || typeof token.content !== "string" || token.content === "")
      throw invalid({ detail: "added-token-empty" });
    checkId(token.content, token.id, vocabularySize);
    if (token.single_word === true)
      throw invalid({ detail: "added-token-single-word", token: JSON.stringify(token.content) });
  }
  return added;
}

function checkId(token: string, id: unknown, vocabularySize: number): void {
  if (Number.isInteger(id) && (id as number) >= 0 && (id as number) < vocabularySize) return;
  throw invalid({ detail: "token-id", token: JSON.stringify(token), id: JSON.stringify(id), vocabularySize });
}

/** Options that the library passes over. */
function checkModel(type: TokenizerModelType, model: Record<string, unknown>): void {
  const {
    byte_fallback: byteFallback,
    continuing_subword_prefix: prefix,
    dropout,
    merges,
    unk_id: unknown,
    vocab,
  } = model;
  if (type === "Unigram" && byteFallback === true) throw invalid({ detail: "byte-fallback" });
  if (
    type === "Unigram" &&
    !(Number.isInteger(unknown) && (unknown as number) >= 0 && (unknown as number) < (vocab as unknown[]).length)
  ) {
    throw invalid({ detail: "no-unknown-token", type });
  }
  // WordPiece can't do without; BPE passes unknown characters over if none is named.
  const name = model.unk_token ?? (type === "WordPiece" ? "[UNK]" : undefined);
  if (type !== "Unigram" && name !== undefined && !(typeof name === "string" && Object.hasOwn(vocab as object, name)))
    throw invalid({ detail: "no-unknown-token", type });
  if (type === "BPE" && !Array.isArray(merges)) throw invalid({ detail: "no-merges" });
  if (type === "BPE" && typeof prefix === "string" && prefix !== "") throw invalid({ detail: "continuing-prefix" });
  if (typeof dropout === "number" && dropout > 0) throw invalid({ detail: "dropout", dropout });
}

/** A normalizer or pre-tokenizer, or the parts of a sequence of them. */
function partsOf(part: unknown, list: string): readonly Record<string, unknown>[] {
  if (!isObject(part)) return [];
  const parts = part[list];
  return [part, ...(Array.isArray(parts) ? parts.flatMap((inner) => partsOf(inner, list)) : [])];
}

function checkType(name: string, { type }: Record<string, unknown>, supported: readonly string[]): void {
  if (typeof type !== "string" || !supported.includes(type))
    throw invalid({ detail: "part-type", part: name, type: JSON.stringify(type), supported: supported.join(", ") });
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function invalid(fault: EncoderFault): EncoderError {
  return new EncoderError("tokenizer-invalid", fault);
}

/** Files of slow tokenizers, from which a tokenizer.json is made. */
const otherTokenizerFiles = [
  "vocab.txt",
  "vocab.json",
  "sentencepiece.bpe.model",
  "spiece.model",
  "sentencepiece.model",
];

/** What to say of a model folder without tokenizer.json, given the names of its files. */
export function missingTokenizer(fileNames: readonly string[]): EncoderError {
  const other = otherTokenizerFiles.find((name) => fileNames.includes(name));
  if (other === undefined) return new EncoderError("tokenizer-missing", { detail: "no-tokenizer" });
  return new EncoderError("tokenizer-missing", { detail: "other-tokenizer-file", file: other });
}
