/** The lab's command line: what it may say, and what it said. */
import type { ParseArgsConfig } from "node:util";
import { taskIds, type TaskId } from "../../corpora/tasks/taskList.ts";
import { defaultSettings, encoderDefaults, settingBounds, type LabSettings } from "../../lab/settings.ts";
import { sweepLambdas } from "../../lab/sweepPlan.ts";
import { integerOf, numberOf, oneOf } from "../argumentValues.ts";
import { parseOptions } from "../parseOptions.ts";
import { UsageError } from "../usageError.ts";

export interface LabArguments {
  readonly kind: "run";
  readonly data:
    | {
        readonly kind: "file";
        readonly file: string;
        readonly textColumn: string | undefined;
        readonly labelColumn: string | undefined;
      }
    | { readonly kind: "task"; readonly task: TaskId };
  /** Those of all runs; λ, seed and rows are each run's own. */
  readonly settings: LabSettings;
  readonly lambdas: readonly number[];
  readonly seeds: readonly number[];
  readonly trainingRows: readonly (number | "all")[];
  /** Hidden state for the head alone; undefined for the last. */
  readonly layer: number | undefined;
  readonly resume: string | undefined;
  readonly model: string | undefined;
  readonly save: string | undefined;
  readonly json: boolean;
  /** True measures each layer before and after each run. */
  readonly layers: boolean;
}

const options = {
  data: { type: "string" },
  task: { type: "string" },
  "text-column": { type: "string" },
  "label-column": { type: "string" },
  lambda: { type: "string" },
  seeds: { type: "string" },
  sweep: { type: "boolean" },
  "train-rows": { type: "string" },
  resume: { type: "string" },
  "layers-trained": { type: "string" },
  layer: { type: "string" },
  penalty: { type: "string" },
  zeta: { type: "string" },
  adapter: { type: "string" },
  width: { type: "string" },
  epochs: { type: "string" },
  batch: { type: "string" },
  "learning-rate": { type: "string" },
  "weight-decay": { type: "string" },
  "validation-share": { type: "string" },
  "vector-budget": { type: "string" },
  model: { type: "string" },
  save: { type: "string" },
  json: { type: "boolean" },
  layers: { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const satisfies ParseArgsConfig["options"];

/** @throws UsageError */
export function parseLabArguments(argv: readonly string[]): LabArguments | { readonly kind: "help" } {
  const values = parseOptions(joinNegative(argv), options);
  if (values.help === true) return { kind: "help" };
  const layersTrained = integerOf("layers-trained", values["layers-trained"] ?? "0", 0, 1000);
  if (layersTrained > 0 && values.layer !== undefined)
    throw new UsageError(({ command }) => command.layerWithLayersTrained);
  if (values.layers === true && values.json !== true) throw new UsageError(({ command }) => command.layersNeedsJson);
  if (values.sweep === true && values.lambda !== undefined)
    throw new UsageError(({ command }) => command.sweepWithLambda);
  const seeds = integerOf("seeds", values.seeds ?? (values.sweep === true ? "5" : "1"), 1, 1000);
  const defaults = layersTrained > 0 ? encoderDefaults : defaultSettings;
  const bounded = (name: string, value: string | undefined, setting: keyof typeof settingBounds) => {
    const [lowest, highest] = settingBounds[setting];
    return value === undefined ? defaults[setting] : numberOf(name, value, lowest, highest);
  };
  return {
    kind: "run",
    data: dataOf(values),
    settings: {
      ...defaults,
      layersTrained,
      penalty: oneOf("penalty", values.penalty ?? defaults.penalty, ["isoscore", "cosreg", "none"]),
      adapter: oneOf("adapter", values.adapter ?? defaults.adapter, ["tanh", "linear"]),
      zeta: bounded("zeta", values.zeta, "zeta"),
      width: bounded("width", values.width, "width"),
      epochs: bounded("epochs", values.epochs, "epochs"),
      batchSize: bounded("batch", values.batch, "batchSize"),
      learningRate: bounded("learning-rate", values["learning-rate"], "learningRate"),
      weightDecay: bounded("weight-decay", values["weight-decay"], "weightDecay"),
      validationShare: bounded("validation-share", values["validation-share"], "validationShare"),
      vectorBudget: bounded("vector-budget", values["vector-budget"], "vectorBudget"),
    },
    lambdas:
      values.sweep === true
        ? sweepLambdas
        : listOf(values.lambda ?? "0").map((value) =>
            numberOf("lambda", value, settingBounds.lambda[0], settingBounds.lambda[1]),
          ),
    seeds: Array.from({ length: seeds }, (_, index) => index + 1),
    trainingRows: listOf(values["train-rows"] ?? String(defaults.trainingRows)).map((value) =>
      value === "all" ? value : integerOf("train-rows", value, 2, 1e6),
    ),
    layer: values.layer === undefined ? undefined : integerOf("layer", values.layer, 0, 1000),
    resume: values.resume,
    model: values.model,
    save: values.save,
    json: values.json ?? false,
    layers: values.layers ?? false,
  };
}

function dataOf(values: ReturnType<typeof parseOptions<typeof options>>): LabArguments["data"] {
  const { data, task, "text-column": textColumn, "label-column": labelColumn } = values;
  if ((data === undefined) === (task === undefined)) throw new UsageError(({ command }) => command.dataOrTask);
  if (data !== undefined) return { kind: "file", file: data, textColumn, labelColumn };
  if (textColumn !== undefined || labelColumn !== undefined)
    throw new UsageError(({ command }) => command.columnsWithoutData);
  return { kind: "task", task: oneOf("task", task!, taskIds) };
}

function listOf(value: string): string[] {
  return value.split(",").map((entry) => entry.trim());
}

/** "--lambda -1" as "--lambda=-1": Node would take -1 for an option of its own. */
function joinNegative(argv: readonly string[]): string[] {
  const joined: string[] = [];
  for (const argument of argv) {
    if (joined.at(-1) === "--lambda" && /^-\d/.test(argument)) joined[joined.length - 1] = `--lambda=${argument}`;
    else joined.push(argument);
  }
  return joined;
}
