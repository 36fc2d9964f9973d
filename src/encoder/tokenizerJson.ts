/** What a tokenizer.json must be like to be read right: checked before the library sees it, and refused by name if not. */
import { shownValue } from "../files/shownValue.ts";
import { EncoderError, type EncoderFault } from "./encoderError.ts";
import type { AddedToken } from "./tokenization/addedTokens.ts";
import { readTokenizerModel, type TokenizerModel, type TokenizerModelType } from "./tokenization/tokenizerModel.ts";
import type { TokenizerPart } from "./tokenization/tokenizerPart.ts";

/** A checked tokenizer.json, sequences of parts resolved. */
export interface TokenizerJson {
  readonly normalizers: readonly TokenizerPart[];
  readonly preTokenizers: readonly TokenizerPart[];
  readonly postProcessors: readonly TokenizerPart[];
  readonly model: TokenizerModel;
  readonly addedTokens: readonly AddedToken[];
}

/** Parts that are read as the reference reads them; each is tested against it. */
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
const supportedPostProcessors = ["Sequence", "BertProcessing", "RobertaProcessing", "ByteLevel", "TemplateProcessing"];

/** More than any tokenizer has; each takes its time for every text. */
const mostParts = 64;

/**
 * Checks a parsed tokenizer.json and fills in what older files leave out.
 * @param vocabularySize rows of the model's embedding table.
 * @throws EncoderError `tokenizer-invalid`.
 */
export function checkedTokenizerJson(json: unknown, vocabularySize: number): TokenizerJson {
  const fields = (json ?? {}) as Record<string, unknown>;
  const { model } = fields;
  if (!isObject(model) || typeof model.vocab !== "object" || model.vocab === null)
    throw invalid({ detail: "no-vocabulary" });
  const type = modelType(model);
  checkVocabulary(type, model.vocab, vocabularySize);
  const added = checkedAddedTokens(fields.added_tokens ?? [], vocabularySize);
  const checkedModel = readTokenizerModel(type, model);
  const normalizers = partsOf("normalizer", fields.normalizer, "normalizers", supportedNormalizers);
  checkNormalizers(normalizers);
  const preTokenizers = partsOf("pre_tokenizer", fields.pre_tokenizer, "pretokenizers", supportedPreTokenizers);
  checkPreTokenizers(preTokenizers);
  return {
    normalizers,
    preTokenizers,
    postProcessors: partsOf("post_processor", fields.post_processor, "processors", supportedPostProcessors),
    model: checkedModel,
    addedTokens: withIds(added, checkedModel, vocabularySize),
  };
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
  throw invalid({ detail: "tokenizer-type", type: shownValue(type) });
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

type AddedTokenJson = Record<string, unknown> & { readonly content: string };

function checkedAddedTokens(added: unknown, vocabularySize: number): readonly AddedTokenJson[] {
  if (!Array.isArray(added)) throw invalid({ detail: "added-tokens-no-list" });
  for (const token of added as unknown[]) {
    if (!isObject(token) || typeof token.content !== "string" || token.content === "")
      throw invalid({ detail: "added-token-empty" });
    checkId(token.content, token.id, vocabularySize);
    if (token.single_word === true)
      throw invalid({ detail: "added-token-single-word", token: shownValue(token.content) });
  }
  return added as AddedTokenJson[];
}

/**
 * The added tokens with the ids that the reference gives them: that of the vocabulary, else the next one after it,
 * whatever the file says. Of two that are the same the latter holds.
 */
function withIds(
  added: readonly AddedTokenJson[],
  model: TokenizerModel,
  vocabularySize: number,
): readonly AddedToken[] {
  const tokens = new Map<string, AddedToken>();
  let nextId = model.size;
  for (const { content, lstrip, rstrip, normalized, special } of added) {
    const id = tokens.get(content)?.id ?? model.vocabulary.get(content) ?? nextId++;
    checkId(content, id, vocabularySize);
    tokens.set(content, {
      id,
      content,
      lstrip: lstrip === true,
      rstrip: rstrip === true,
      normalized: typeof normalized === "boolean" ? normalized : special !== true,
    });
  }
  return [...tokens.values()];
}

function checkId(token: string, id: unknown, vocabularySize: number): void {
  if (Number.isInteger(id) && (id as number) >= 0 && (id as number) < vocabularySize) return;
  throw invalid({ detail: "token-id", token: shownValue(token), id: shownValue(id), vocabularySize });
}

/** The parts of a normalizer, pre-tokenizer or post-processor, those of sequences in their order. */
function partsOf(name: string, whole: unknown, list: string, supported: readonly string[]): readonly TokenizerPart[] {
  const found: TokenizerPart[] = [];
  const waiting: unknown[] = whole === null || whole === undefined ? [] : [whole];
  let seen = 0;
  while (waiting.length > 0) {
    const part = waiting.shift();
    const { type } = isObject(part) ? part : {};
    if (!isObject(part) || typeof type !== "string" || !supported.includes(type))
      throw invalid({
        detail: "part-type",
        part: name,
        type: shownValue(type ?? null),
        supported: supported.join(", "),
      });
    const inner: unknown = type === "Sequence" ? part[list] : undefined;
    seen += 1;
    if (Array.isArray(inner)) waiting.unshift(...(inner.slice(0, mostParts + 1) as unknown[]));
    else found.push(part as TokenizerPart);
    if (seen > mostParts) throw invalid({ detail: "too-many-parts", part: name, most: mostParts });
  }
  return found.filter(({ type }) => type !== "Sequence");
}

function checkNormalizers(parts: readonly TokenizerPart[]): void {
  for (const part of parts) {
    if (part.type === "Prepend") checkSetting(part, "prepend", typeof part.prepend === "string");
    if (part.type !== "Replace") continue;
    const { String: text, Regex: pattern } = (part.pattern ?? {}) as { String?: unknown; Regex?: unknown };
    checkSetting(part, "content", typeof part.content === "string");
    checkSetting(part, "pattern", (typeof text === "string" && text !== "") || typeof pattern === "string");
  }
}

function checkPreTokenizers(parts: readonly TokenizerPart[]): void {
  // Each would double the length of a text.
  if (parts.filter(({ type }) => type === "ByteLevel").length > 1) throw invalid({ detail: "byte-level-twice" });
  for (const part of parts) {
    if (part.type !== "Metaspace") continue;
    const { replacement, prepend_scheme: scheme = "always", add_prefix_space: prefixes } = part;
    // The reference refuses files that say both.
    if (prefixes === false && scheme !== "never") throw invalid({ detail: "metaspace-without-space" });
    checkSetting(part, "replacement", typeof replacement === "string" && Array.from(replacement).length === 1);
    checkSetting(part, "prepend_scheme", scheme === "always" || scheme === "first" || scheme === "never");
  }
}

function checkSetting(part: TokenizerPart, setting: string, isRead: boolean): void {
  if (isRead) return;
  throw invalid({
    detail: "part-setting",
    type: part.type,
    setting,
    found: (shownValue(part[setting]) ?? "null").slice(0, 80),
  });
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
