/**
 * The live run: trained without an end while a clock lets it, steered while it trains, and carried over when the device is lost. Its
 * state is copied to host memory every few seconds and whenever it pauses; a failed device is replaced, and the run goes
 * on from the last copy, step by step as it would have gone.
 */
import { LabError } from "../lab/labError.ts";
import type { LiveSettings } from "../lab/objective.ts";
import type { Parameter } from "../lab/parameters.ts";
import type { RowSplit } from "../lab/split.ts";
import type { Trainable } from "../lab/trainable.ts";
import { Trainer, type TrainingEvent, type TrainingState } from "../lab/trainer.ts";
import { awaitFailure } from "./deviceFailure.ts";
import type { Device, EncoderHost } from "./encoderHost.ts";
import type { LabClock } from "./labClock.ts";
import type { LabData } from "./labData.ts";
import { labEvaluation } from "./labEvaluation.ts";
import type { LabEvent, LabRunSettings, LabStep } from "./protocol/lab.ts";
import { unlessAborted } from "../async/unlessAborted.ts";
import { waitFor } from "../async/waitFor.ts";
import { nextTask } from "../async/nextTask.ts";

/** Steps are handed to the page together, about this often: often enough for λ to be felt, seldom enough to draw. */
const reportMilliseconds = 50;

/** Sooner when λ has moved, since a hand waits for it: but not more often than a frame is drawn. */
const movedMilliseconds = 16;

/**
 * A live run takes no more steps than this lets it: a small head on a few rows would be trained before a hand reaches
 * the slider. Sweeps are not held back.
 */
const stepMilliseconds = 12;

/** A copy of the state is made this often where it could be lost, and takes at most a twentieth of the time. */
const copyMilliseconds = 2000;
const copyShare = 20;

/** Copies of no more values than this cost nothing to speak of, and are made whatever the device. */
const smallValues = 1_000_000;

/** How long a run that leaves its device waits for it: a step of a deep model takes seconds. */
const releaseMilliseconds = 20_000;

export interface LabRunParts {
  readonly run: number;
  readonly data: LabData;
  readonly settings: LabRunSettings;
  readonly split: RowSplit;
  readonly model: Trainable;
  /** What it trains from. */
  readonly initial: readonly Parameter[];
  readonly live: () => LiveSettings;
  readonly clock: LabClock;
  readonly host: () => Promise<EncoderHost>;
  readonly emit: (event: LabEvent, transfer?: Transferable[]) => void;
}

export class LabRun {
  readonly parts: LabRunParts;
  private trainer: Trainer;
  /** The last copy of the state; undefined until there is one, when a failure means to begin again. */
  private copy: TrainingState | undefined;
  private copied = { at: performance.now(), took: 0 };
  /** The event that the trainer is at work on. */
  private pending: Promise<unknown> | undefined;
  private readonly steps: LabStep[] = [];
  /** Last step taken. */
  private reached = 0;
  /** True when the clock has let a step through that is not taken yet. */
  private granted = false;
  /** True while the clock keeps it from going on. */
  private holding = false;
  /** False when its tensors went with their device and no other took their place. */
  private alive = true;
  private reported = performance.now();
  private reportedLambda: number | undefined;
  private stepped = performance.now();

  /** Puts the parameters on the device. Call dispose() when done. */
  constructor(parts: LabRunParts) {
    this.parts = parts;
    this.trainer = this.createTrainer();
  }

  /** Last step taken. */
  get step(): number {
    return this.reached;
  }

  /** What an epoch will take, by the time of the first step. */
  async estimate(): Promise<{ readonly stepMilliseconds: number; readonly stepsPerEpoch: number }> {
    return { stepMilliseconds: await this.trainer.timeStep(), stepsPerEpoch: this.trainer.stepsPerEpoch };
  }

  /**
   * Trains until it is aborted. A failure of the device is outlived, unless the next comes before the run is past the place of
   * the last; failures while it holds don't count.
   * @throws the signal's reason when aborted; LabError; BackendError or what else a backend throws, if it can't go on.
   */
  async train(signal: AbortSignal): Promise<never> {
    let failedAt = -1;
    for (;;) {
      const host = await this.parts.host();
      const device = await host.device();
      const { failure } = device;
      try {
        await this.trainOn(AbortSignal.any([signal, failure]), device.mayBeLost);
      } catch (error) {
        signal.throwIfAborted();
        await awaitFailure(failure);
        signal.throwIfAborted();
        if (!failure.aborted && error instanceof LabError) throw error;
        const reason: unknown = failure.aborted ? failure.reason : error;
        if (!this.holding) {
          if (this.reached <= failedAt) throw reason;
          failedAt = this.reached;
        }
        await this.recover(host, device, reason);
      } finally {
        if (!signal.aborted) this.flush();
      }
    }
  }

  /**
   * The state in host memory: as it is now, or the last copy if the device took the rest with it. Call it while the
   * clock holds.
   */
  async state(): Promise<TrainingState> {
    if (!this.alive && this.copy !== undefined) return this.copy;
    const { failure } = await (await this.parts.host()).device();
    return unlessAborted(this.trainer.state(), failure);
  }

  dispose(): void {
    if (this.alive) this.trainer.dispose();
  }

  /** Leaves the device; the state stays in host memory. Call it when train has ended. */
  async release(): Promise<void> {
    if (!this.alive) return;
    // A step that was under way when the run was stopped comes to its end first.
    const soon = AbortSignal.timeout(releaseMilliseconds);
    await unlessAborted(Promise.resolve(this.pending), soon).catch(() => undefined);
    // A device that gives no answer has taken the state with it; the last copy has to do.
    this.copy = await unlessAborted(this.trainer.state(), soon).catch(() => this.copy);
    this.disposeOfFailed();
    this.alive = false;
  }

  private createTrainer(): Trainer {
    const { model, data, split, settings, live, initial } = this.parts;
    return new Trainer({
      model,
      labels: data.labels,
      split,
      settings: { ...settings, epochs: Infinity },
      live,
      parameters: initial,
      ...(this.copy && { state: this.copy }),
    });
  }

  private async trainOn(signal: AbortSignal, mayBeLost: boolean): Promise<void> {
    const { clock } = this.parts;
    const events = this.trainer.train(signal);
    // From its first step on it begins with a look at the held-out rows, which waits for nobody.
    if ((this.copy?.step ?? 0) > 0) await this.turn(signal);
    for (;;) {
      const coming = events.next();
      this.pending = coming;
      const next = await unlessAborted(coming, signal);
      if (next.done === true) return;
      const event = next.value;
      switch (event.kind) {
        case "progress":
          break;
        case "step":
          this.takeStep(event);
          if (performance.now() - this.reported > this.patience(event.live.lambda) || !clock.playing) this.flush();
          await waitFor(Math.max(0, stepMilliseconds - (performance.now() - this.stepped)), signal);
          this.stepped = performance.now();
          // The last step of an epoch belongs together with the look at the held-out rows that follows it.
          if (event.step % this.trainer.stepsPerEpoch === 0) break;
          await this.copyIfDue(mayBeLost, signal);
          await this.turn(signal);
          break;
        case "evaluated":
          await nextTask();
          signal.throwIfAborted();
          this.flush();
          this.emitEvaluation(event);
          await this.copyIfDue(mayBeLost, signal);
          await this.turn(signal);
          break;
      }
    }
  }

  private takeStep({ step, epoch, live, figures }: Extract<TrainingEvent, { kind: "step" }>): void {
    this.granted = false;
    this.reached = step;
    this.steps.push({
      step,
      epoch,
      lambda: live.lambda,
      loss: figures.loss,
      crossEntropy: figures.crossEntropy,
      isoScoreStar: figures.isoScoreStar,
    });
  }

  private emitEvaluation(event: Extract<TrainingEvent, { kind: "evaluated" }>): void {
    const { run, data, split, emit } = this.parts;
    const evaluation = labEvaluation(event, data.labels, split);
    emit({ kind: "lab-evaluation", run, evaluation }, [evaluation.coordinates.buffer]);
  }

  /** How long a step at this λ may wait to be reported. */
  private patience(lambda: number): number {
    return lambda === this.reportedLambda ? reportMilliseconds : movedMilliseconds;
  }

  private flush(): void {
    const { run, emit } = this.parts;
    this.reportedLambda = this.steps.at(-1)?.lambda ?? this.reportedLambda;
    if (this.steps.length > 0) emit({ kind: "lab-steps", run, steps: this.steps.splice(0) });
    this.reported = performance.now();
  }

  private async turn(signal: AbortSignal): Promise<void> {
    // Let through before a failure, and not taken since.
    if (this.granted) return;
    this.holding = true;
    await this.parts.clock.turn(signal);
    this.holding = false;
    this.granted = true;
  }

  /** Copies the state, if it is time to, or if the run is about to hold. */
  private async copyIfDue(mayBeLost: boolean, signal: AbortSignal): Promise<void> {
    const values = this.parts.initial.reduce((sum, parameter) => sum + parameter.values.length, 0);
    if (!mayBeLost && values > smallValues) return;
    const start = performance.now();
    const due = start - this.copied.at > Math.max(copyMilliseconds, copyShare * this.copied.took);
    if (!due && this.parts.clock.playing) return;
    const copy = await unlessAborted(this.trainer.state(), signal);
    // Let a failure be reported before the result of the device is trusted.
    await nextTask();
    signal.throwIfAborted();
    this.copy = copy;
    this.copied = { at: performance.now(), took: performance.now() - start };
  }

  /** Replaces the device, and puts the run back to its last copy. */
  private async recover(host: EncoderHost, failed: Device, reason: unknown): Promise<void> {
    const { run, emit } = this.parts;
    this.flush();
    this.alive = false;
    this.disposeOfFailed();
    await host.deviceAfter(failed);
    this.trainer = this.createTrainer();
    this.alive = true;
    this.holding = false;
    const step = this.copy?.step ?? 0;
    emit({
      kind: "lab-recovered",
      run,
      step,
      lost: this.reached - step,
      detail: reason instanceof Error ? reason.message : String(reason),
    });
    this.reached = step;
  }

  /** A dead backend may refuse even to be told that its tensors are no longer needed. */
  private disposeOfFailed(): void {
    try {
      this.trainer.dispose();
    } catch {
      // Its memory went with it.
    }
  }
}
