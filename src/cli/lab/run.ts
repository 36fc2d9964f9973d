/** Rows to runs: the same encoder, trainer and measures as on the page. */
import { stat, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import type { Readable } from "node:stream";
import type { LabelledRows } from "../../corpora/labelledRows.ts";
import type { EncoderModel } from "../../encoder/model.ts";
import { startHostInNode } from "../../engine/backendNode.ts";
import type { EncoderHost } from "../../engine/encoderHost.ts";
import { layerChanges } from "../../engine/labLayers.ts";
import { encodeTokens } from "../../engine/labTokens.ts";
import { encodeRows } from "../../engine/labVectors.ts";
import { nextTask } from "../../async/nextTask.ts";
import type { PointCloud } from "../../geometry/pointCloud.ts";
import { createEncoderTop } from "../../lab/encoderTop.ts";
import { createHeadModel } from "../../lab/headModel.ts";
import { hashRows } from "../../lab/hashRows.ts";
import type { Parameter } from "../../lab/parameters.ts";
import { saveTrained } from "../../lab/saveTrained.ts";
import { checkSettings, type LabSettings } from "../../lab/settings.ts";
import { splitForRun } from "../../lab/split.ts";
import { sweepPlan, sweepPointKey } from "../../lab/sweepPlan.ts";
import type { Trainable } from "../../lab/trainable.ts";
import { Trainer } from "../../lab/trainer.ts";
import type { StepFigures } from "../../lab/trainingStep.ts";
import { readCommandModel } from "../commandModel.ts";
import { callersFolder } from "../input.ts";
import type { Progress } from "../progress.ts";
import { UsageError } from "../usageError.ts";
import type { LabArguments } from "./arguments.ts";
import { readReports, sameBut } from "./earlierRuns.ts";
import { epochReport, layerReport, type EpochReport, type LayerReport, type RunReport } from "./report.ts";
import { readRows } from "./rows.ts";

/** Everything that the runs share. */
interface SharedParts {
  readonly model: EncoderModel;
  readonly host: EncoderHost;
  /** True if each layer is measured before and after each run. */
  readonly measuresLayers: boolean;
  /** Of all rows, in the layer that a head alone is trained on. */
  readonly input: PointCloud | undefined;
  readonly backend: string;
  /** Of the task or the file. */
  readonly dataName: string;
  readonly rows: LabelledRows;
  readonly labels: Uint32Array;
  readonly trainable: Trainable;
  readonly truncated: number;
  readonly layer: number;
}

export interface PlannedRun {
  readonly report: RunReport;
  /** False for one of an earlier call. */
  readonly isNew: boolean;
}

/**
 * The runs of an earlier call that belong to the plan, then each that is made, as soon as it is there.
 * @throws UsageError, InputError, LabError, EncoderError, BackendError.
 */
export async function* makeRuns(
  args: LabArguments,
  standardInput: Readable,
  progress: Progress,
): AsyncGenerator<PlannedRun, void, void> {
  if (args.save !== undefined) await checkFolderOf(args.save);
  const rows = await readRows(args.data, standardInput, progress);
  const done = args.resume === undefined ? [] : await readReports(args.resume, standardInput);
  const model = await readCommandModel(args.model, progress);
  checkSettings(args.settings, model.config.layers);
  const layer = args.layer ?? model.config.layers;
  if (layer > model.config.layers) throw new UsageError(({ command }) => command.layerTooHigh(model.config.layers));
  const plan = sweepPlan(args.lambdas, args.seeds, args.trainingRows);
  const earlier = new Map(
    done
      .filter(({ settings }) => sameBut(settings, { ...args.settings, layer }))
      .map((report) => [sweepPointKey(report.settings), report]),
  );
  const points = plan.filter((point) => !earlier.has(sweepPointKey(point)));
  for (const point of plan) {
    const report = earlier.get(sweepPointKey(point));
    if (report !== undefined) yield { report, isNew: false };
  }
  if (points.length < plan.length)
    progress.notice(progress.messages.command.runsDone(plan.length - points.length, plan.length));

  let backend = "";
  const host = await startHostInNode(model, (started) => {
    backend = started.backend.name;
  });
  try {
    const shared = {
      model,
      host,
      measuresLayers: args.layers,
      backend,
      dataName: args.data.kind === "task" ? args.data.task : args.data.file,
      rows,
      labels: labelsOf(rows),
      layer,
      ...(await encode(host, rows, args.settings, layer, progress)),
    };
    for (const [index, point] of points.entries()) {
      const save = index === points.length - 1 ? args.save : undefined;
      const report = await makeRun(shared, { ...args.settings, ...point }, save, (part) =>
        progress.report(progress.messages.command.training, index + part, points.length),
      );
      yield { report, isNew: true };
    }
  } finally {
    host.dispose();
  }
}

/** Found out before the runs are made, not after. @throws UsageError */
async function checkFolderOf(file: string): Promise<void> {
  const folder = await stat(dirname(resolve(callersFolder(), file))).catch(() => undefined);
  if (folder?.isDirectory() !== true) throw new UsageError(({ command }) => command.noFolderToSaveIn(file));
}

function labelsOf({ rows, classes }: LabelledRows): Uint32Array {
  const indices = new Map(classes.map((name, index) => [name, index]));
  return Uint32Array.from(rows, ({ label }) => indices.get(label)!);
}

async function encode(
  host: EncoderHost,
  { rows, classes }: LabelledRows,
  settings: LabSettings,
  layer: number,
  progress: Progress,
) {
  const texts = rows.map(({ text }) => text);
  const { signal } = new AbortController();
  const report = (done: number, total: number) => progress.report(progress.messages.command.encoding, done, total);
  const { config, weights } = host.model;
  if (settings.layersTrained === 0) {
    const { layers, truncated } = await encodeRows(host, texts, signal, report);
    const input = layers[layer]!;
    return { trainable: createHeadModel(input, classes.length, settings), input, truncated };
  }
  const { states, truncated } = await encodeTokens(host, texts, config.layers - settings.layersTrained, signal, report);
  const top = { config, weights: weights.layers, trained: settings.layersTrained };
  return { trainable: createEncoderTop(states, top, classes.length, settings), input: undefined, truncated };
}

async function makeRun(
  shared: SharedParts,
  settings: LabSettings,
  save: string | undefined,
  onProgress: (part: number) => void,
): Promise<RunReport> {
  const { trainable, labels, rows } = shared;
  const split = splitForRun(rows.rows, settings);
  const trainer = new Trainer({ model: trainable, labels, split, settings });
  const epochs: EpochReport[] = [];
  let steps: StepFigures[] = [];
  let last: StepFigures | undefined;
  let after: readonly Parameter[];
  const start = performance.now();
  try {
    for await (const event of trainer.train(new AbortController().signal)) {
      if (event.kind === "step") {
        steps.push((last = event.figures));
        onProgress(event.step / (trainer.stepsPerEpoch * settings.epochs));
      } else if (event.kind === "evaluated") {
        epochs.push(epochReport(event.epoch, event.step, event.evaluation.figures, steps));
        steps = [];
      }
      await nextTask();
    }
    after = (await trainer.state()).parameters;
    if (save !== undefined)
      await writeFile(
        resolve(callersFolder(), save),
        saveTrained(after, shared.model.config, settings, {
          classes: rows.classes,
          model: shared.model.name,
          data: { name: shared.dataName, rows: rows.rows.length, hash: await hashRows(rows.rows) },
        }),
      );
  } finally {
    trainer.dispose();
  }
  const { accuracy, isoScore, twoNN } = epochs.at(-1)!;
  const seconds = (performance.now() - start) / 1000;
  return {
    model: shared.model.name,
    backend: shared.backend,
    settings: { ...settings, layer: shared.layer },
    data: {
      rows: rows.rows.length,
      classes: rows.classes,
      training: split.training.length,
      validation: split.validation.length,
      truncated: shared.truncated,
    },
    epochs,
    final: { accuracy, isoScore, isoScoreStar: last!.isoScoreStar, twoNN },
    ...(shared.measuresLayers && { layers: await layersOf(shared, settings, split.validation, after) }),
    seconds,
  };
}

async function layersOf(
  { model, host, trainable, layer, input, rows }: SharedParts,
  { layersTrained, seed }: LabSettings,
  heldOut: Uint32Array,
  after: readonly Parameter[],
): Promise<LayerReport[]> {
  const texts = rows.rows.map(({ text }) => text);
  const run = { model, trainable, layersTrained, layer, input, texts, heldOut, before: trainable.initial(seed), after };
  return (await layerChanges(host, run, new AbortController().signal, () => undefined)).map(layerReport);
}
