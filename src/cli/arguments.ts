/** The command line: what it may say, and what it said. */
import type { ParseArgsConfig } from "node:util";
import type { LayerChoice } from "../engine/layerChoice.ts";
import type { PoolingChoice } from "../engine/pooling.ts";
import type { PointSettings } from "../engine/units.ts";
import { integerOf, numberOf, numbersOf, oneOf } from "./argumentValues.ts";
import { parseOptions } from "./parseOptions.ts";
import { UsageError } from "./usageError.ts";

/** What all runs share. */
interface CommonArguments {
  readonly zeta: number;
  /** Path of the reference, or undefined for none given. */
  readonly reference: string | undefined;
  readonly seed: number;
  /** Whether intervals are estimated too. */
  readonly intervals: boolean;
  /** What is printed: a table for people, or values for programs. */
  readonly output: "table" | "json" | "csv";
}

export interface TextArguments extends CommonArguments {
  readonly kind: "text";
  /** Path of the text; "-" is standard input. */
  readonly file: string;
  readonly settings: Omit<PointSettings, "pooling"> & { readonly pooling: PoolingChoice };
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
  csv: { type: "boolean" },
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
  const values = parseOptions(argv, options);
  if (values.help === true) return { kind: "help" };
  const common = {
    zeta: numberOf("zeta", values.zeta ?? "0", 0, 1),
    reference: values.reference,
    seed: integerOf("seed", values.seed ?? "1", 0, 2 ** 32 - 1),
    intervals: !(values["no-intervals"] ?? false),
    output: outputOf(values),
  };
  if (common.reference !== undefined && common.zeta === 0) {
    throw new UsageError(({ command }) => command.referenceWithoutZeta);
  }
  if (values.vectors !== undefined) {
    const misplaced = textOnly.find((name) => values[name] !== undefined);
    if (misplaced !== undefined) throw new UsageError(({ command }) => command.notWithVectors(misplaced));
    if (common.zeta > 0 && common.reference === undefined) {
      throw new UsageError(({ command }) => command.vectorsNeedReference);
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
  if (vectorsOnlyGiven !== undefined) throw new UsageError(({ command }) => command.onlyWithVectors(vectorsOnlyGiven));
  const unit = oneOf("unit", values.unit ?? "tokens", ["tokens", "sentences"]);
  if (values.pooling !== undefined && unit === "tokens") {
    throw new UsageError(({ command }) => command.poolingWithoutSentences);
  }
  return {
    kind: "text",
    file: values.text ?? "-",
    settings: {
      unit,
      pooling: values.pooling === undefined ? "model" : oneOf("pooling", values.pooling, ["mean", "cls"]),
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

function outputOf({ json = false, csv = false }: { json?: boolean; csv?: boolean }): CommonArguments["output"] {
  if (json && csv) throw new UsageError(({ command }) => command.oneOutput);
  return json ? "json" : csv ? "csv" : "table";
}

function comparedRun(
  text: string | undefined,
  file: string | undefined,
  model: string | undefined,
): TextArguments["compare"] {
  if (file === undefined && model === undefined) return undefined;
  const first = text ?? "-";
  if (first === "-" && (file === undefined || file === "-")) {
    throw new UsageError(({ command }) => command.standardInputOnce);
  }
  return { ...(file !== undefined && { file }), ...(model !== undefined && { model }) };
}
