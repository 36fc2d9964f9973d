/** The worker's side of the lab: data to vectors, a live run that can be paused and steered, sweeps in the background. */
import type { LabelledRow } from "../corpora/labelledRows.ts";
import { createEncoderTop } from "../lab/encoderTop.ts";
import { createHeadModel } from "../lab/headModel.ts";
import { LabError } from "../lab/labError.ts";
import type { LiveSettings } from "../lab/objective.ts";
import { loadTrained, saveTrained } from "../lab/saveTrained.ts";
import { checkSettings, defaultSettings } from "../lab/settings.ts";
import { splitForRun, type RowSplit } from "../lab/split.ts";
import type { TokenStates } from "../lab/tokenStates.ts";
import type { Trainable } from "../lab/trainable.ts";
import { Trainer, type TrainingEvent } from "../lab/trainer.ts";
import type { EncoderHost } from "./encoderHost.ts";
import { LabClock } from "./labClock.ts";
import type { LabEvaluation, LabEvent, LabRequest, LabRunSettings, LabStep, SweepJob, SweepResult } from "./labProtocol.ts";
import { encodeTokens } from "./labTokens.ts";
import { encodeRows, type LabVectors } from "./labVectors.ts";
import { nextTask, pause } from "./runSteps.ts";

interface LabData {
  readonly vectors: LabVectors;
  readonly rows: readonly LabelledRow[];
  readonly labels: Uint32Array;
  readonly classes: readonly string[];
  /** Token states of the layer below the trained ones, by the number of layers trained: encoded when first needed. */
  readonly tokens: Map<number, Promise<TokenStates>>;
}

/** Steps are handed to the page together, about this often: often enough for λ to be felt, seldom enough to draw. */
const reportMilliseconds = 50;

/**
 * A live run takes no more steps than this lets it: a small head on a few rows would be trained before a hand reaches
 * the slider. Sweeps are not held back.
 */
const stepMilliseconds = 12;

type Emit = (event: LabEvent, transfer?: Transferable[]) => void;

export class LabSession {
  private readonly emit: Emit;
  private readonly host: () => Promise<EncoderHost>;
  private data: { readonly id: number; readonly ready: Promise<LabData>; readonly controller: AbortController } | undefined;
  private live: LiveSettings | undefined;
  private clock = new LabClock();
  private running: AbortController | undefined;
  /** The run on screen, kept after its last step so that it can be saved. */
  private trained: { readonly run: number; readonly trainer: Trainer; readonly settings: LabRunSettings; readonly classes: readonly string[] } | undefined;
  private sweeping: AbortController | undefined;
  private readonly working = new Set<Promise<void>>();

  constructor(emit: Emit, host: () => Promise<EncoderHost>) {
    this.emit = emit;
    this.host = host;
  }

  /** Takes a request; answers come as events. Never throws. */
  handle(request: LabRequest): void {
    switch (request.kind) {
      case "lab-data":
        this.takeData(request.data, request.rows, request.classes);
        return;
      case "lab-start": {
        this.running?.abort();
        const controller = new AbortController();
        this.running = controller;
        this.live = request.settings;
        this.clock = new LabClock();
        if (request.playing) this.clock.play();
        this.answer(controller, request.run, this.train(request, this.clock, controller.signal));
        return;
      }
      case "lab-live":
        this.live = request.live;
        return;
      case "lab-play":
        this.clock.play();
        return;
      case "lab-pause":
        this.clock.pause();
        return;
      case "lab-step":
        this.clock.allowOne();
        return;
      case "lab-sweep": {
        this.sweeping?.abort();
        this.clock.pause();
        const controller = new AbortController();
        this.sweeping = controller;
        this.answer(controller, undefined, this.sweep(request.sweep, request.settings, request.jobs, controller.signal));
        return;
      }
      case "lab-sweep-stop":
        this.sweeping?.abort();
        return;
      case "lab-save":
        this.clock.pause();
        if (this.trained !== undefined && this.running !== undefined) this.answer(this.running, this.trained.run, this.save(this.trained));
        return;
    }
  }

  /** Ends everything, because the encoder or the data is about to be replaced; resolves when no work goes on. */
  async stop(): Promise<void> {
    this.trained?.trainer.dispose();
    this.trained = undefined;
    for (const controller of [this.running, this.sweeping, this.data?.controller]) controller?.abort();
    await Promise.all(this.working);
  }

  private answer(controller: AbortController, run: number | undefined, work: Promise<void>): void {
    const answered = work.catch((error: unknown) => {
      if (controller.signal.aborted) return;
      const detail = error instanceof Error ? error.message : String(error);
      const failure = { code: error instanceof LabError ? error.code : ("unexpected" as const), detail };
      this.emit({ kind: "lab-failed", failure, ...(run !== undefined && { run }) });
    });
    this.working.add(answered);
    void answered.then(() => this.working.delete(answered));
  }

  private takeData(id: number, rows: readonly LabelledRow[], classes: readonly string[]): void {
    void this.stop();
    const controller = new AbortController();
    const ready = this.prepare(id, rows, classes, controller.signal);
    this.data = { id, ready, controller };
    this.answer(controller, undefined, ready.then(() => undefined));
  }

  private async prepare(id: number, rows: readonly LabelledRow[], classes: readonly string[], signal: AbortSignal): Promise<LabData> {
    const labels = Uint32Array.from(rows, ({ label }) => classes.indexOf(label));
    const vectors = await encodeRows(await this.host(), rows.map(({ text }) => text), signal, (done, total) =>
      this.emit({ kind: "lab-progress", data: id, done, total }),
    );
    signal.throwIfAborted();
    const data: LabData = { vectors, rows, labels, classes, tokens: new Map() };
    const { training, validation } = splitForRun(rows, { validationShare: defaultSettings.validationShare, trainingRows: "all", seed: 0 });
    this.emit({ kind: "lab-encoded", data: id, rows: rows.length, training: training.length, heldOutRows: validation, truncated: vectors.truncated });
    return data;
  }

  private async readyData(): Promise<LabData> {
    if (this.data === undefined) throw new LabError("too-few-rows", "There is no data yet.");
    return this.data.ready;
  }

  private async train({ run, settings, saved }: Extract<LabRequest, { kind: "lab-start" }>, clock: LabClock, signal: AbortSignal): Promise<void> {
    const data = await this.readyData();
    checkSettings(settings, data.vectors.layers.length - 1);
    const split = splitForRun(data.rows, settings);
    const model = await this.modelOf(data, settings, signal);
    const parameters = saved === undefined ? undefined : loadTrained(saved, model.initial(settings.seed), (await this.host()).model.config);
    this.trained?.trainer.dispose();
    const trainer = new Trainer({ model, labels: data.labels, split, settings, live: () => this.live ?? settings, ...(parameters && { parameters }) });
    this.trained = { run, trainer, settings, classes: data.classes };
    if (settings.layersTrained > 0) {
      const stepTime = await trainer.timeStep();
      signal.throwIfAborted();
      this.emit({ kind: "lab-estimate", run, stepMilliseconds: stepTime, steps: trainer.stepsPerEpoch * settings.epochs });
    }
    const steps: LabStep[] = [];
    let reported = performance.now();
    let stepped = reported;
    const flush = () => {
      if (steps.length > 0) this.emit({ kind: "lab-steps", run, steps: steps.splice(0) });
      reported = performance.now();
    };
    try {
      for await (const event of trainer.train(signal)) {
        signal.throwIfAborted();
        switch (event.kind) {
          case "progress":
            break;
          case "step": {
            const { step, epoch, live, figures } = event;
            steps.push({ step, epoch, lambda: live.lambda, loss: figures.loss, crossEntropy: figures.crossEntropy, isoScoreStar: figures.isoScoreStar });
            if (performance.now() - reported > reportMilliseconds || !clock.playing) flush();
            await pause(Math.max(0, stepMilliseconds - (performance.now() - stepped)), signal);
            stepped = performance.now();
            // The last step of an epoch belongs together with the look at the held-out rows that follows it.
            if (step % trainer.stepsPerEpoch !== 0) await clock.turn(signal);
            break;
          }
          case "evaluated": {
            flush();
            const evaluation = labEvaluation(event, data, split);
            this.emit({ kind: "lab-evaluation", run, evaluation }, [evaluation.coordinates.buffer]);
            await clock.turn(signal);
            break;
          }
        }
      }
      flush();
      this.emit({ kind: "lab-finished", run });
    } finally {
      // What was done before a failure belongs on screen too.
      if (!signal.aborted) flush();
    }
  }

  /** The head over frozen vectors, or with the encoder's top layers under it. */
  private async modelOf(data: LabData, settings: LabRunSettings, signal: AbortSignal): Promise<Trainable> {
    const classes = data.classes.length;
    const { layersTrained } = settings;
    if (layersTrained === 0) return createHeadModel(data.vectors.layers[settings.layer], classes, settings);
    const host = await this.host();
    const { config, weights } = host.model;
    let tokens = data.tokens.get(layersTrained);
    if (tokens === undefined) {
      // One layer's states at a time: those of every k together would not fit.
      data.tokens.clear();
      const texts = data.rows.map(({ text }) => text);
      const id = this.data?.id ?? 0;
      tokens = encodeTokens(host, texts, config.layers - layersTrained, signal, (done, total) => this.emit({ kind: "lab-progress", data: id, done, total })).then(({ states }) => states);
      data.tokens.set(layersTrained, tokens);
      tokens.catch(() => data.tokens.delete(layersTrained));
    }
    return createEncoderTop(await tokens, { config, weights: weights.layers, trained: layersTrained }, classes, settings);
  }

  private async save({ run, trainer, settings, classes }: NonNullable<LabSession["trained"]>): Promise<void> {
    const { config } = (await this.host()).model;
    const bytes = Uint8Array.from(saveTrained((await trainer.state()).parameters, config, settings, classes));
    this.emit({ kind: "lab-saved", run, bytes }, [bytes.buffer]);
  }

  private async sweep(sweep: number, settings: LabRunSettings, jobs: readonly SweepJob[], signal: AbortSignal): Promise<void> {
    const data = await this.readyData();
    let done = 0;
    try {
      for (const job of jobs) {
        const result = await this.sweepRun(data, { ...settings, ...job }, signal);
        done += 1;
        this.emit({ kind: "lab-sweep-result", sweep, result: { ...job, ...result }, done, total: jobs.length });
      }
    } finally {
      this.emit({ kind: "lab-sweep-finished", sweep, stopped: done < jobs.length });
    }
  }

  private async sweepRun(data: LabData, settings: LabRunSettings, signal: AbortSignal): Promise<Pick<SweepResult, "accuracy" | "isoScore" | "twoNN">> {
    checkSettings(settings, data.vectors.layers.length - 1);
    const model = await this.modelOf(data, settings, signal);
    const trainer = new Trainer({ model, labels: data.labels, split: splitForRun(data.rows, settings), settings });
    try {
      let last: Extract<TrainingEvent, { kind: "evaluated" }> | undefined;
      for await (const event of trainer.train(signal)) {
        if (event.kind === "evaluated") last = event;
        await nextTask();
        signal.throwIfAborted();
      }
      if (last === undefined) throw new LabError("too-few-rows", "A run has no evaluation.");
      const { accuracy, isoScore, twoNN } = last.evaluation.figures;
      return { accuracy, isoScore, twoNN };
    } finally {
      trainer.dispose();
    }
  }
}

/** An evaluation as the page draws it. */
function labEvaluation({ step, evaluation }: Extract<TrainingEvent, { kind: "evaluated" }>, { labels }: LabData, { validation }: RowSplit): LabEvaluation {
  const { figures, cloud } = evaluation;
  return {
    step,
    trainingAccuracy: figures.trainingAccuracy,
    accuracy: figures.accuracy,
    crossEntropy: figures.crossEntropy,
    isoScore: figures.isoScore,
    isoScoreNull: figures.isoScoreNull,
    twoNN: figures.twoNN,
    // A copy: the trainer aligns the next picture with its own.
    coordinates: cloud.coordinates.slice(),
    shares: [cloud.shares[0] ?? 0, cloud.shares[1] ?? 0],
    classes: Uint8Array.from(validation, (row) => labels[row]),
    wrong: Uint8Array.from(validation, (row, i) => (cloud.predicted[i] === labels[row] ? 0 : 1)),
    eigenvalues: cloud.eigenvalues,
  };
}
