/** The lab's command line: what it may say, and what it said. */
import { parseArgs, type ParseArgsConfig } from "node:util";
import { taskIds, type TaskId } from "../../corpora/tasks/taskList.ts";
import { defaultSettings, encoderDefaults, settingBounds, type LabSettings } from "../../lab/settings.ts";
import { sweepLambdas } from "../../lab/sweepPlan.ts";
import { integerOf, numberOf, oneOf } from "../argumentValues.ts";
import { UsageError } from "../usageError.ts";

export const usage = `Trains a classifier with I-STAR, cross-entropy + λ·(1 − IsoScore⋆), without a page.

  npm run -s lab -- --data rows.tsv [--lambda -1] [--seeds 5] [options]

Data (one of the two; "-" is standard input)
  --data FILE            CSV, TSV or JSON Lines with a text and a label column
  --task NAME            ${taskIds.join(", ")}
  --text-column NAME     (default: detected)
  --label-column NAME    (default: detected)

Runs
  --lambda L[,L…]        weight of the penalty, −5 … 5 (default 0)
  --seeds N              runs of each λ, with the seeds 1 … N (default 1)
  --sweep                λ = ${sweepLambdas.join(", ")} and, unless --seeds says otherwise, five seeds
  --train-rows N[,N…]    training rows, or all (default)
  --resume FILE          JSON lines of an earlier call with the same settings, whose runs are not made again

Training
  --layers-trained K     encoder layers trained with the head (default 0: the head alone)
  --layer L              hidden state that the head alone is trained on (default: the last)
  --penalty P            isoscore (default), cosreg or none
  --zeta Z               weight of Σ_S in IsoScore⋆ (default ${defaultSettings.zeta})
  --adapter A            tanh (default) or linear
  --width N              dimensions of the adapter's output (default ${defaultSettings.width})
  --epochs N             (default ${defaultSettings.epochs}; ${encoderDefaults.epochs} with --layers-trained)
  --batch N              rows a step (default ${defaultSettings.batchSize}; ${encoderDefaults.batchSize})
  --learning-rate R      of AdamW (default ${defaultSettings.learningRate}; ${encoderDefaults.learningRate})
  --weight-decay W       of AdamW (default ${defaultSettings.weightDecay})
  --validation-share S   rows held out where the data marks none (default ${defaultSettings.validationShare})
  --vector-budget N      most vectors for Σ_S, and for the IsoScore of validation (default ${defaultSettings.vectorBudget})
  --model MODEL          a folder, or organisation/name[@revision] on the Hugging Face Hub (see measure's --help)
                         (default: the built-in all-MiniLM-L6-v2)
  --save FILE            writes what was trained in the last run, as safetensors

Output
  --layers               with --json, IsoScore⋆ and TwoNN of each layer before and after each run
  --json                 one JSON object a run and line, as soon as it is done
  --help                 this text

Results go to standard output, progress and notices to standard error. The exit status is 0, or 2 for input that
can't be used.
`;

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
  const values = parseOptions(argv);
  if (values.help === true) return { kind: "help" };
  const layersTrained = integerOf("layers-trained", values["layers-trained"] ?? "0", 0, 1000);
  if (layersTrained > 0 && values.layer !== undefined)
    throw new UsageError("--layer has an effect only without --layers-trained.");
  if (values.layers === true && values.json !== true) throw new UsageError("--layers needs --json.");
  if (values.sweep === true && values.lambda !== undefined)
    throw new UsageError("--sweep brings its own values of --lambda.");
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
    trainingRows: listOf(values["train-rows"] ?? "all").map((value) =>
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

function dataOf(values: ReturnType<typeof parseOptions>): LabArguments["data"] {
  const { data, task, "text-column": textColumn, "label-column": labelColumn } = values;
  if ((data === undefined) === (task === undefined)) throw new UsageError("Give either --data or --task. See --help.");
  if (data !== undefined) return { kind: "file", file: data, textColumn, labelColumn };
  if (textColumn !== undefined || labelColumn !== undefined)
    throw new UsageError("--text-column and --label-column need --data.");
  return { kind: "task", task: oneOf("task", task!, taskIds) };
}

function listOf(value: string): string[] {
  return value.split(",").map((entry) => entry.trim());
}

function parseOptions(argv: readonly string[]) {
  try {
    return parseArgs({ args: joinNegative(argv), options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    // Node words these errors itself; from the second sentence on it explains its own syntax.
    const [sentence] = (error instanceof Error ? error.message : String(error)).split(/(?<=\.)\s|\n/);
    throw new UsageError(`${sentence!.replace(/\.?$/, ".")} See --help.`);
  }
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
