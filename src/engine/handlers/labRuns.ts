/** Runs of the lab: one that can be paused and steered, and what is asked of it: its parameters, its layers, a sweep. */
import { markedSplit } from "../../corpora/split.ts";
import type { EncoderModel } from "../../encoder/model.ts";
import type { LiveSettings } from "../../lab/objective.ts";
import { hashRows } from "../../lab/hashRows.ts";
import { loadTrained, saveTrained } from "../../lab/saveTrained.ts";
import { checkSettings } from "../../lab/settings.ts";
import { splitForRun } from "../../lab/split.ts";
import { trainedModel } from "../../lab/trainedModel.ts";
import type { EncoderHost } from "../encoderHost.ts";
import { LabClock } from "../labClock.ts";
import { trainableOf } from "../labData.ts";
import { layerChanges } from "../labLayers.ts";
import type { LabRows } from "../labRows.ts";
import { LabRun } from "../labRun.ts";
import { sweepResults } from "../labSweep.ts";
import type { EmitLab, LabWork } from "../labWork.ts";
import type { LabRequest } from "../protocol/lab.ts";

export interface LabRunsParts {
  readonly emit: EmitLab;
  readonly host: () => Promise<EncoderHost>;
  readonly rows: LabRows;
  readonly work: LabWork;
}

export class LabRuns {
  private readonly parts: LabRunsParts;
  private live: LiveSettings | undefined;
  private clock = new LabClock();
  /** The run on screen, kept when it is stopped so that it can be saved and measured. */
  private trained: LabRun | undefined;
  private running: AbortController | undefined;
  private sweeping: AbortController | undefined;
  private measuring: AbortController | undefined;

  constructor(parts: LabRunsParts) {
    this.parts = parts;
  }

  start(request: Extract<LabRequest, { kind: "lab-start" }>): void {
    this.running?.abort();
    this.measuring?.abort();
    this.live = request.settings;
    this.clock = new LabClock();
    if (request.playing) this.clock.play();
    const { clock } = this;
    this.running = this.parts.work.begin(request.run, (signal) => this.train(request, clock, signal));
  }

  /** Takes effect on the next step. */
  steer(live: LiveSettings): void {
    this.live = live;
  }

  play(): void {
    this.clock.play();
  }

  pause(): void {
    this.clock.pause();
  }

  step(): void {
    this.clock.allowOne();
  }

  /** Pauses the run, and trains every job in the background. */
  sweep(request: Extract<LabRequest, { kind: "lab-sweep" }>): void {
    this.sweeping?.abort();
    this.clock.pause();
    this.sweeping = this.parts.work.begin(undefined, (signal) => this.trainJobs(request, signal));
  }

  stopSweep(): void {
    this.sweeping?.abort();
  }

  save(): void {
    this.withTrained((run) => this.emitSaved(run));
  }

  measureLayers(): void {
    this.measuring?.abort();
    this.measuring = this.withTrained((run, signal) => this.emitLayers(run, signal));
  }

  stopMeasuring(): void {
    this.measuring?.abort();
  }

  abort(): void {
    for (const controller of [this.running, this.sweeping, this.measuring]) controller?.abort();
  }

  /** Forgets the run on screen. */
  forget(): void {
    this.trained?.dispose();
    this.trained = undefined;
  }

  /** Takes the run on screen off the device; what it has trained is kept in host memory. */
  async release(): Promise<void> {
    await this.trained?.release();
  }

  /** The model that the run on screen has made of the encoder, with its trained layers; undefined if there is none. */
  async trainedModel(name: string): Promise<EncoderModel | undefined> {
    this.clock.pause();
    const { trained } = this;
    if (trained === undefined || trained.parts.settings.layersTrained === 0) return undefined;
    return trainedModel(trained.parts.data.model, (await trained.state()).parameters, name);
  }

  /** Pauses, and does something with the run on screen, if there is one. */
  private withTrained(work: (run: LabRun, signal: AbortSignal) => Promise<void>): AbortController | undefined {
    this.clock.pause();
    const { trained } = this;
    if (trained === undefined) return undefined;
    return this.parts.work.begin(trained.parts.run, (signal) => work(trained, signal));
  }

  private async train(
    { run, settings, saved }: Extract<LabRequest, { kind: "lab-start" }>,
    clock: LabClock,
    signal: AbortSignal,
  ): Promise<void> {
    const { emit, rows } = this.parts;
    const data = await rows.ready();
    checkSettings(settings, data.model.config.layers);
    const split = splitForRun(data.rows, settings);
    const all = splitForRun(data.rows, { ...settings, trainingRows: "all" });
    emit({
      kind: "lab-split",
      run,
      used: split.training.length,
      training: all.training.length,
      heldOutRows: split.validation,
      marked: markedSplit(data.rows) !== null,
    });
    const host = await this.parts.host();
    // A device that failed since it was last used is replaced before anything is put on it.
    const device = await host.device();
    if (device.failure.aborted) await host.deviceAfter(device);
    const model = await trainableOf(data, settings, this.parts.host, signal, rows.progress());
    signal.throwIfAborted();
    const fresh = model.initial(settings.seed);
    const initial = saved === undefined ? fresh : loadTrained(saved, fresh, data.model.config, data.classes);
    this.trained?.dispose();
    const live = () => this.live ?? settings;
    const trained = new LabRun({
      run,
      data,
      settings,
      split,
      model,
      initial,
      live,
      clock,
      host: this.parts.host,
      emit,
    });
    this.trained = trained;
    if (settings.layersTrained > 0) {
      const estimate = await trained.estimate();
      signal.throwIfAborted();
      emit({ kind: "lab-estimate", run, ...estimate });
    }
    await trained.train(signal);
  }

  private async emitSaved(trained: LabRun): Promise<void> {
    const { run, settings, data } = trained.parts;
    const { parameters } = await trained.state();
    const { rows, classes, model } = data;
    const trainedOn = {
      classes,
      model: model.name,
      data: { name: this.parts.rows.name, rows: rows.length, hash: await hashRows(rows) },
    };
    const now = { ...settings, ...trained.parts.live() };
    const bytes = Uint8Array.from(saveTrained(parameters, model.config, now, trainedOn));
    this.parts.emit({ kind: "lab-saved", run, bytes }, [bytes.buffer]);
  }

  private async emitLayers(trained: LabRun, signal: AbortSignal): Promise<void> {
    const { emit } = this.parts;
    const { run } = trained.parts;
    const onProgress = (fraction: number) => emit({ kind: "lab-layers-progress", run, fraction });
    onProgress(0);
    const { parameters, step } = await trained.state();
    signal.throwIfAborted();
    const { data, settings, split, model, initial } = trained.parts;
    const measured = {
      model: data.model,
      trainable: model,
      layersTrained: settings.layersTrained,
      layer: settings.layer,
      input: data.vectors.layers[settings.layer],
      texts: data.rows.map(({ text }) => text),
      heldOut: split.validation,
      before: initial,
      after: parameters,
    };
    const changes = await layerChanges(await this.parts.host(), measured, signal, onProgress);
    signal.throwIfAborted();
    emit({ kind: "lab-layers", run, step, changes });
  }

  private async trainJobs(
    { sweep, settings, jobs }: Extract<LabRequest, { kind: "lab-sweep" }>,
    signal: AbortSignal,
  ): Promise<void> {
    const { emit, host, rows } = this.parts;
    const data = await rows.ready();
    let done = 0;
    try {
      for await (const result of sweepResults(data, settings, jobs, host, signal)) {
        signal.throwIfAborted();
        done += 1;
        emit({ kind: "lab-sweep-result", sweep, result, done, total: jobs.length });
      }
    } finally {
      emit({ kind: "lab-sweep-finished", sweep, stopped: done < jobs.length });
    }
  }
}
