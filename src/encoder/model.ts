/** A model as it is read from its files, before any of it is on a device. */
import { readConfig, type EncoderConfig } from "./config.ts";
import { joinSafetensors, parseSafetensors } from "./safetensors.ts";
import { TextTokenizer } from "./tokenizer.ts";
import { withTokenizerConfig } from "./tokenizerConfig.ts";
import { parseJsonFile } from "./parseJsonFile.ts";
import { readWeights, type EncoderWeights } from "./weights.ts";

/** The files of a model folder, as bytes. */
export interface ModelFiles {
  readonly "config.json": Uint8Array;
  readonly "tokenizer.json": Uint8Array;
  readonly "model.safetensors": Uint8Array;
}

/** What sentence-transformers' files say of making one vector of a sentence. */
export interface SentenceSettings {
  readonly pooling: "mean" | "cls" | undefined;
  /** Most tokens of a text by these files; undefined if they do not say. */
  readonly maximumTokens: number | undefined;
  /** True if a text is lowered before the tokenizer sees it. */
  readonly lowercases: boolean;
  /** Steps after the encoder that are not done. */
  readonly notFollowed: readonly string[];
}

/** Everything that is known of a model in host memory; a lost device is rebuilt from it. */
export interface EncoderModel {
  /** Shown to people, such as "all-MiniLM-L6-v2". */
  readonly name: string;
  /** The commit of its files where the Hub has told it, else the branch or tag that was asked for; absent elsewhere. */
  readonly revision?: string;
  readonly config: EncoderConfig;
  readonly tokenizer: TextTokenizer;
  readonly weights: EncoderWeights;
  /** Absent where there are no such files. */
  readonly sentences?: SentenceSettings;
}

/**
 * Reads and checks a model's files.
 * @throws EncoderError with the code of what is wrong with which file.
 */
export function readModel(name: string, files: ModelFiles): EncoderModel {
  const head = readModelHead(files);
  return { name, ...head, weights: readModelWeights([files["model.safetensors"]], head.config) };
}

/**
 * What is read before the weights, so that a model that can't be used is refused before they are fetched.
 * @param tokenizerConfig parsed tokenizer_config.json, if there is one.
 * @param sentences what sentence-transformers' files say, if there are such.
 */
export function readModelHead(
  files: Pick<ModelFiles, "config.json" | "tokenizer.json">,
  tokenizerConfig?: unknown,
  sentences?: SentenceSettings,
): Pick<EncoderModel, "config" | "tokenizer"> {
  const read = readConfig(parseJsonFile(files["config.json"], "config.json", "config-invalid"));
  const config = { ...read, maximumTokens: Math.min(read.maximumTokens, sentences?.maximumTokens ?? Infinity) };
  const tokenizer = parseJsonFile(files["tokenizer.json"], "tokenizer.json", "tokenizer-invalid");
  return {
    config,
    tokenizer: new TextTokenizer(withTokenizerConfig(tokenizer, tokenizerConfig), {
      ...config,
      lowercases: sentences?.lowercases === true,
    }),
  };
}

/** The weights of one file, or of several shards. */
export function readModelWeights(files: readonly Uint8Array[], config: EncoderConfig): EncoderWeights {
  return readWeights(joinSafetensors(files.map(parseSafetensors)), config);
}
