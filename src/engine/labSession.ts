/** The worker's side of the lab: data to vectors, a live run that can be paused and steered, sweeps in the background. */
import type { LabelledRow } from "../corpora/labelledRows.ts";
import { markedSplit } from "../corpora/split.ts";
import type { EncoderModel } from "../encoder/model.ts";
import { sameModel } from "../encoder/sameModel.ts";
import { LabError } from "../lab/labError.ts";
import type { LiveSettings } from "../lab/objective.ts";
import { loadTrained, saveTrained } from "../lab/saveTrained.ts";
import { checkSettings, defaultSettings } from "../lab/settings.ts";
import { splitForRun } from "../lab/split.ts";
import { trainedModel } from "../lab/trainedModel.ts";
import { BackendError } from "./backendError.ts";
import type { EncoderHost } from "./encoderHost.ts";
import { LabClock } from "./labClock.ts";
import { encodeData, trainableOf, type LabData } from "./labData.ts";
import { layerChanges } from "./labLayers.ts";
import type { LabEvent, LabFailure, LabRequest, LabRunSettings, SweepJob } from "./labProtocol.ts";
import { LabRun } from "./labRun.ts";
import { sweepResults } from "./labSweep.ts";
import { unlessAborted } from "./references.ts";
import type { TableAnswer, TableQuestion } from "./tableReader.ts";
import { tablesInThisThread, type TableThread } from "./tableThread.ts";

/** Data that is kept: the vectors of 10,000 rows and 7 layers of 384 dimensions take 107 MB. */
const keptData = 2;

type Emit = (event: LabEvent, transfer?: Transferable[]) => void;

export class LabSession {
  private readonly emit: Emit;
  private readonly host: () => Promise<EncoderHost>;
  private readonly tables: TableThread;
  private reading: AbortController | undefined;
  private data: { readonly id: number; readonly ready: Promise<LabData> } | undefined;
  private encoding: AbortController | undefined;
  private live: LiveSettings | undefined;
  private clock = new LabClock();
  private running: AbortController | undefined;
  /** The run on screen, kept after its last step so that it can be saved and looked at. */
  private trained: LabRun | undefined;
  private sweeping: AbortController | undefined;
  private measuring: AbortController | undefined;
  private readonly working = new Set<Promise<void>>();
  /** Ends with each stop. */
  private era = new AbortController();
  /** Encoded rows, the last used first: one goes back to a model, or to a task, without encoding again. */
  private kept: readonly LabData[] = [];

  /** @param tables where tables are read. */
  constructor(emit: Emit, host: () => Promise<EncoderHost>, tables = tablesInThisThread()) {
    this.emit = emit;
    this.tables = tables;
    // Work that is stopped must not wait for the host that waits for it to stop.
    this.host = () => unlessAborted(host(), this.era.signal);
  }

  /** Takes a request; answers come as events. Never throws. */
  handle(request: Exclude<LabRequest, { kind: "lab-show" }>): void {
    switch (request.kind) {
      case "lab-table":
        this.readTable(request.ask, request.question);
        return;
      case "lab-table-stop":
        this.reading?.abort();
        return;
      case "lab-data":
        this.takeData(request.data, request.rows, request.classes);
        return;
      case "lab-start": {
        this.running?.abort();
        this.measuring?.abort();
        this.live = request.settings;
        this.clock = new LabClock();
        if (request.playing) this.clock.play();
        const { clock } = this;
        this.running = this.answer(request.run, (signal) => this.train(request, clock, signal));
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
      case "lab-sweep":
        this.sweeping?.abort();
        this.clock.pause();
        this.sweeping = this.answer(undefined, (signal) =>
          this.sweep(request.sweep, request.settings, request.jobs, signal),
        );
        return;
      case "lab-sweep-stop":
        this.sweeping?.abort();
        return;
      case "lab-save":
        this.withTrained((run) => this.save(run));
        return;
      case "lab-layers":
        this.measuring?.abort();
        this.measuring = this.withTrained((run, signal) => this.measureLayers(run, signal));
        return;
      case "lab-layers-stop":
        this.measuring?.abort();
        return;
    }
  }

  /**
   * Ends everything on the device, because the encoder is about to be replaced; resolves when nothing of the lab is left
   * there. The rows' vectors and what has been trained are kept in host memory.
   */
  async stop(): Promise<void> {
    this.abort();
    await Promise.all(this.working);
    await this.trained?.release();
  }

  /** The model that the run on screen has made of the encoder, with its trained layers; undefined if there is none. */
  async trainedModel(name: string): Promise<EncoderModel | undefined> {
    this.clock.pause();
    const { trained } = this;
    if (trained === undefined || trained.parts.settings.layersTrained === 0) return undefined;
    return trainedModel(trained.parts.data.model, (await trained.state()).parameters, name);
  }

  private abort(): void {
    for (const controller of [this.running, this.sweeping, this.measuring, this.encoding, this.era])
      controller?.abort();
    this.era = new AbortController();
  }

  /** Starts an answer; what aborts it. One that fails says so, unless it was aborted. */
  private answer(run: number | undefined, work: (signal: AbortSignal) => Promise<void>): AbortController {
    const controller = new AbortController();
    const answered = work(controller.signal).catch((error: unknown) => {
      if (controller.signal.aborted) return;
      this.emit({ kind: "lab-failed", failure: labFailureOf(error), ...(run !== undefined && { run }) });
    });
    this.working.add(answered);
    void answered.then(() => this.working.delete(answered));
    return controller;
  }

  /** Pauses, and does something with the run on screen, if there is one. */
  private withTrained(work: (run: LabRun, signal: AbortSignal) => Promise<void>): AbortController | undefined {
    this.clock.pause();
    const { trained } = this;
    return trained === undefined ? undefined : this.answer(trained.parts.run, (signal) => work(trained, signal));
  }

  /** Needs no encoder: a change of the model neither ends it nor waits for it. */
  private readTable(ask: number, question: TableQuestion): void {
    this.reading?.abort();
    this.reading = new AbortController();
    const { signal } = this.reading;
    const failed = (error: unknown): TableAnswer => ({
      kind: "failed",
      detail: error instanceof Error ? error.message : String(error),
    });
    void this.tables
      .read(question, signal)
      .catch(failed)
      .then((answer) => {
        if (!signal.aborted) this.emit({ kind: "lab-table-read", ask, answer });
      });
  }

  private takeData(id: number, rows: readonly LabelledRow[], classes: readonly string[]): void {
    this.abort();
    this.trained?.dispose();
    this.trained = undefined;
    let ready!: Promise<LabData>;
    this.encoding = this.answer(undefined, (signal) =>
      (ready = this.prepare(id, rows, classes, signal)).then(() => undefined),
    );
    this.data = { id, ready };
  }

  private async prepare(
    id: number,
    rows: readonly LabelledRow[],
    classes: readonly string[],
    signal: AbortSignal,
  ): Promise<LabData> {
    const host = await this.host();
    const known = this.kept.find((data) => sameRows(data.rows, rows) && sameModel(data.model, host.model));
    const data = known ?? (await encodeData(host, rows, classes, signal, this.encodingProgress(id)));
    signal.throwIfAborted();
    this.kept = [data, ...this.kept.filter((other) => other !== data)].slice(0, keptData);
    const { training, validation } = splitForRun(rows, {
      validationShare: defaultSettings.validationShare,
      trainingRows: "all",
      seed: 0,
    });
    this.emit({
      kind: "lab-encoded",
      data: id,
      model: data.model.name,
      rows: rows.length,
      training: training.length,
      heldOutRows: validation,
      truncated: data.vectors.truncated,
    });
    return data;
  }

  private encodingProgress(data: number): (done: number, total: number) => void {
    return (done, total) => this.emit({ kind: "lab-progress", data, done, total });
  }

  private async readyData(): Promise<LabData> {
    if (this.data === undefined) throw new LabError("too-few-rows", "There is no data yet.");
    return this.data.ready;
  }

  private async train(
    { run, settings, saved }: Extract<LabRequest, { kind: "lab-start" }>,
    clock: LabClock,
    signal: AbortSignal,
  ): Promise<void> {
    const data = await this.readyData();
    checkSettings(settings, data.model.config.layers);
    const split = splitForRun(data.rows, settings);
    const all = splitForRun(data.rows, { ...settings, trainingRows: "all" });
    this.emit({
      kind: "lab-split",
      run,
      training: all.training.length,
      heldOutRows: split.validation,
      marked: markedSplit(data.rows) !== null,
    });
    const host = await this.host();
    // A device that failed while nobody looked is replaced before anything is put on it.
    const device = await host.device();
    if (device.failure.aborted) await host.deviceAfter(device);
    const model = await trainableOf(data, settings, this.host, signal, this.encodingProgress(this.data?.id ?? 0));
    signal.throwIfAborted();
    const fresh = model.initial(settings.seed);
    const initial = saved === undefined ? fresh : loadTrained(saved, fresh, data.model.config);
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
      host: this.host,
      emit: this.emit,
    });
    this.trained = trained;
    if (settings.layersTrained > 0) {
      const estimate = await trained.estimate();
      signal.throwIfAborted();
      this.emit({ kind: "lab-estimate", run, ...estimate });
    }
    await trained.train(signal);
    this.emit({ kind: "lab-finished", run });
  }

  private async save(trained: LabRun): Promise<void> {
    const { run, settings, data } = trained.parts;
    const { parameters } = await trained.state();
    const bytes = Uint8Array.from(saveTrained(parameters, data.model.config, settings, data.classes));
    this.emit({ kind: "lab-saved", run, bytes }, [bytes.buffer]);
  }

  private async measureLayers(trained: LabRun, signal: AbortSignal): Promise<void> {
    const { run } = trained.parts;
    const onProgress = (fraction: number) => this.emit({ kind: "lab-layers-progress", run, fraction });
    onProgress(0);
    const { parameters, step } = await trained.state();
    signal.throwIfAborted();
    const { data, settings, split, model, initial } = trained.parts;
    const looked = {
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
    const changes = await layerChanges(await this.host(), looked, signal, onProgress);
    signal.throwIfAborted();
    this.emit({ kind: "lab-layers", run, step, changes });
  }

  private async sweep(
    sweep: number,
    settings: LabRunSettings,
    jobs: readonly SweepJob[],
    signal: AbortSignal,
  ): Promise<void> {
    const data = await this.readyData();
    let done = 0;
    try {
      for await (const result of sweepResults(data, settings, jobs, this.host, signal)) {
        signal.throwIfAborted();
        done += 1;
        this.emit({ kind: "lab-sweep-result", sweep, result, done, total: jobs.length });
      }
    } finally {
      this.emit({ kind: "lab-sweep-finished", sweep, stopped: done < jobs.length });
    }
  }
}

function sameRows(a: readonly LabelledRow[], b: readonly LabelledRow[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ text, label, heldOut }, i) => text === b[i].text && label === b[i].label && heldOut === b[i].heldOut)
  );
}

function labFailureOf(error: unknown): LabFailure {
  const detail = error instanceof Error ? error.message : String(error);
  if (error instanceof LabError) return { code: error.code, detail };
  return { code: error instanceof BackendError ? "device-lost" : "unexpected", detail };
}
