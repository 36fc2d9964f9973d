/** The files beside a model that say how sentences are made of it, from wherever the model's files come. */
import { parseJsonFile } from "../encoder/parseJsonFile.ts";
import type { SentenceSettings } from "../encoder/model.ts";
import { longestText, lowersText, moduleFiles, readSentenceModules } from "./sentenceModules.ts";

export interface SentenceFiles {
  /** Parsed tokenizer_config.json; undefined if there is none. */
  readonly tokenizerConfig: unknown;
  /** Undefined where the model has no files of sentence-transformers. */
  readonly sentences: SentenceSettings | undefined;
}

/**
 * Reads what is there of tokenizer_config.json and sentence-transformers' files.
 * @param file gives a file's bytes; undefined if the model has no such file.
 * @throws EncoderError `config-invalid`; what `file` throws.
 */
export async function readSentenceFiles(
  file: (name: string) => Promise<Uint8Array | undefined>,
): Promise<SentenceFiles> {
  const json = async (name: string): Promise<unknown> => {
    const bytes = await file(name);
    return bytes === undefined ? undefined : parseJsonFile(bytes, name, "config-invalid");
  };
  const tokenizerConfig = await json("tokenizer_config.json");
  const modules = await json("modules.json");
  if (modules === undefined) return { tokenizerConfig, sentences: undefined };
  const files = new Map<string, unknown>();
  for (const name of moduleFiles(modules)) files.set(name, await json(name));
  const { pooling, notFollowed } = readSentenceModules(modules, (name) => files.get(name));
  const sentenceConfig = await json("sentence_bert_config.json");
  const maximumTokens = longestText(sentenceConfig, tokenizerConfig);
  return {
    tokenizerConfig,
    sentences: { pooling, notFollowed, maximumTokens, lowercases: lowersText(sentenceConfig) },
  };
}
