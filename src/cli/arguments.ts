/** The command line: what it may say, and what it said. */
import { parseArgs, type ParseArgsConfig } from "node:util";
import type { LayerChoice } from "../engine/layerChoice.ts";
import type { PointSettings } from "../engine/units.ts";
import { integerOf, numberOf, numbersOf, oneOf } from "./argumentValues.ts";
import { UsageError } from "./usageError.ts";

export const usage = `Measures the geometry of embeddings, layer by layer, without a page.

  npm run -s measure -- [--text sentences.txt] [options]
  npm run -s measure -- --vectors cloud.npy [options]

Input (one of the two; "-", or no file at all, is standard input)
  --text FILE        sentences, one a line, UTF-8
  --vectors FILE     a cloud of points: .npy, .npz, .safetensors (n × d, or layers × n × d; several arrays of one n are
                     layers), .parquet, or a table of numbers (.csv, .tsv)

Comparison (with --text)
  --compare FILE     a second text, measured beside the first
  --compare-model MODEL
                     a second model, for the second text or for the same one
                     Then come both reports, and linear CKA of every layer of the first with every layer of the second
                     where their points pair up: the same tokens in the same lines, or else sentences

Points (with --vectors)
  --tensor NAME      the one array to measure, where the file has several
  --drop-not-finite  leaves out rows with NaN or an infinity, which are refused by default

Points (with --text)
  --unit UNIT        tokens (default) or sentences
  --pooling WAY      for sentences: mean of the tokens (default) or cls, the state of the first special token
  --special-tokens   counts special tokens ([CLS], [SEP]) in; they are left out by default
  --max-tokens N     encodes at most N tokens, special ones included; of a longer text a random choice of sentences
                     (default: as many as 256 MiB of hidden states hold)
  --layers LIST      hidden states to measure, such as 0,6,12 or 0-12 (default: all); 0 is the embedding layer's output
  --seed N           seed of that choice (default 1)
  --model MODEL      a folder with config.json, tokenizer.json and model.safetensors, or a name on the Hugging Face Hub,
                     organisation/name or organisation/name@revision, which is fetched once and kept; HF_ENDPOINT names
                     a mirror (default: the built-in all-MiniLM-L6-v2)

Measures
  --zeta Z           weight, from 0 (default) to 1, of the reference covariance in IsoScore⋆
  --no-intervals     leaves out the 90 % intervals, which take about as long as the measures
  --reference FILE   what the reference covariance is taken from: sentences for --text (default: the built-in reference
                     text), a cloud of the same dimensions for --vectors

Output
  --json             JSON instead of a table; a measure that is not defined is null, its reason under notDefined
  --help             this text

Results go to standard output, progress and notices to standard error. The exit status is 0, or 2 for input that
can't be used.
`;

/** What all runs share. */
interface CommonArguments {
  readonly zeta: number;
  /** Path of the reference, or undefined for none given. */
  readonly reference: string | undefined;
  readonly seed: number;
  /** Whether intervals are estimated too. */
  readonly intervals: boolean;
  readonly json: boolean;
}

export interface TextArguments extends CommonArguments {
  readonly kind: "text";
  /** Path of the text; "-" is standard input. */
  readonly file: string;
  readonly settings: PointSettings;
  readonly maxTokens: number | undefined;
  readonly layers: LayerChoice;
  /** The model's folder or name, or undefined for the built-in one. */
  readonly model: string | undefined;
  /** What differs in the run that is measured beside this one; undefined for none. */
  readonly compare: Partial<Pick<TextArguments, "file" | "model">> | undefined;
}

export interface VectorsArguments extends CommonArguments {
  readonly kind: "vectors";
  readonly file: string;
  /** Name of the array to measure, or undefined for all that belong together. */
  readonly tensor: string | undefined;
  readonly dropNotFinite: boolean;
}

export type MeasureArguments = TextArguments | VectorsArguments | { readonly kind: "help" };

const options = {
  text: { type: "string" },
  vectors: { type: "string" },
  tensor: { type: "string" },
  "drop-not-finite": { type: "boolean" },
  unit: { type: "string" },
  pooling: { type: "string" },
  "special-tokens": { type: "boolean" },
  "max-tokens": { type: "string" },
  layers: { type: "string" },
  seed: { type: "string" },
  model: { type: "string" },
  compare: { type: "string" },
  "compare-model": { type: "string" },
  zeta: { type: "string" },
  reference: { type: "string" },
  "no-intervals": { type: "boolean" },
  json: { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const satisfies ParseArgsConfig["options"];

/** Far more than any encoder has. */
const mostLayers = 1000;

/** Options that mean nothing to a cloud that comes without an encoder. */
const textOnly = [
  "text",
  "unit",
  "pooling",
  "special-tokens",
  "max-tokens",
  "layers",
  "model",
  "compare",
  "compare-model",
] as const;

const vectorsOnly = ["tensor", "drop-not-finite"] as const;

/**
 * Reads the arguments that follow the program's name.
 *
 * @throws UsageError
 */
export function parseArguments(argv: readonly string[]): MeasureArguments {
  const values = parseOptions(argv);
  if (values.help === true) return { kind: "help" };
  const common = {
    zeta: numberOf("zeta", values.zeta ?? "0", 0, 1),
    reference: values.reference,
    seed: integerOf("seed", values.seed ?? "1", 0, 2 ** 32 - 1),
    intervals: !(values["no-intervals"] ?? false),
    json: values.json ?? false,
  };
  if (common.reference !== undefined && common.zeta === 0) {
    throw new UsageError("--reference has an effect only with --zeta above 0.");
  }
  if (values.vectors !== undefined) {
    const misplaced = textOnly.find((name) => values[name] !== undefined);
    if (misplaced !== undefined) throw new UsageError(`--${misplaced} can't be used with --vectors.`);
    if (common.zeta > 0 && common.reference === undefined) {
      throw new UsageError("--vectors with --zeta above 0 needs --reference, a cloud of the same dimensions.");
    }
    return {
      kind: "vectors",
      file: values.vectors,
      tensor: values.tensor,
      dropNotFinite: values["drop-not-finite"] ?? false,
      ...common,
    };
  }
  const vectorsOnlyGiven = vectorsOnly.find((name) => values[name] !== undefined);
  if (vectorsOnlyGiven !== undefined) throw new UsageError(`--${vectorsOnlyGiven} has an effect only with --vectors.`);
  const unit = oneOf("unit", values.unit ?? "tokens", ["tokens", "sentences"]);
  if (values.pooling !== undefined && unit === "tokens") {
    throw new UsageError("--pooling has an effect only with --unit sentences.");
  }
  return {
    kind: "text",
    file: values.text ?? "-",
    settings: {
      unit,
      pooling: oneOf("pooling", values.pooling ?? "mean", ["mean", "cls"]),
      includeSpecialTokens: values["special-tokens"] ?? false,
    },
    maxTokens:
      values["max-tokens"] === undefined ? undefined : integerOf("max-tokens", values["max-tokens"], 1, 2 ** 31),
    layers: values.layers === undefined ? "all" : numbersOf("layers", values.layers, mostLayers),
    model: values.model,
    compare: comparedRun(values.text, values.compare, values["compare-model"]),
    ...common,
  };
}

function comparedRun(
  text: string | undefined,
  file: string | undefined,
  model: string | undefined,
): TextArguments["compare"] {
  if (file === undefined && model === undefined) return undefined;
  const first = text ?? "-";
  if (first === "-" && (file === undefined || file === "-")) {
    throw new UsageError("Standard input can be read only once: name a file with --text or --compare.");
  }
  return { ...(file !== undefined && { file }), ...(model !== undefined && { model }) };
}

function parseOptions(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    // Node words these errors itself; from the second sentence on it explains its own syntax.
    const [sentence] = (error instanceof Error ? error.message : String(error)).split(/(?<=\.)\s|\n/);
    throw new UsageError(`${sentence!.replace(/\.?$/, ".")} See --help.`);
  }
}
