/**
 * Training, step by step. Whoever runs it asks for one event after the other, and between two may wait, stop, or move λ:
 * a run is paused by not asking, and cancelled by its signal or by ending the generator. The same seed on the same
 * backend gives the same curve.
 */
import { covarianceOf, momentsInSteps } from "../geometry/covariance.ts";
import { createRandom, type Random } from "../geometry/random.ts";
import type { AsyncSteps } from "../async/asyncSteps.ts";
import { collectVectors, rowsWithin } from "./collectVectors.ts";
import { evaluate, type DrawnCloud, type Evaluation } from "./evaluation.ts";
import { LabError } from "./labError.ts";
import { createLearner } from "./createLearner.ts";
import type { Learner } from "./learner.ts";
import type { LiveSettings } from "./objective.ts";
import type { OptimisedParameter } from "./parameterTensors.ts";
import type { Parameter } from "./parameters.ts";
import type { LabSettings } from "./settings.ts";
import type { RowSplit } from "./split.ts";
import type { Trainable } from "./trainable.ts";
import type { StepFigures } from "./trainingStep.ts";

/** What takes time beside the steps: Σ_S at the start of an epoch, and measuring the validation rows. */
export type TrainingStage = "reference" | "evaluation";

export type TrainingEvent =
  | { readonly kind: "progress"; readonly stage: TrainingStage; readonly fraction: number }
  /** `step` counts from 1, `epoch` from 1; `live` is what the step used. */
  | {
      readonly kind: "step";
      readonly step: number;
      readonly epoch: number;
      readonly figures: StepFigures;
      readonly live: LiveSettings;
    }
  /** Before the first step, and after each epoch. `epoch` is the number of epochs done. */
  | { readonly kind: "evaluated"; readonly step: number; readonly epoch: number; readonly evaluation: Evaluation };

/** A run between two steps, in host memory: what a lost device is rebuilt from, and what is saved. */
export interface TrainingState {
  readonly parameters: readonly OptimisedParameter[];
  /** Steps that AdamW's means have seen. */
  readonly optimiserSteps: number;
  readonly step: number;
  /** Epochs done, and steps done of the one under way. */
  readonly epoch: number;
  readonly stepOfEpoch: number;
  /** Σ_S of the epoch under way, d × d; undefined if it has not been needed. */
  readonly reference: Float64Array | undefined;
  /** The last picture of the held-out rows, which the next one is aligned with. */
  readonly cloud: DrawnCloud | undefined;
}

export interface TrainingRun {
  readonly model: Trainable;
  /** Class of each row of the data. */
  readonly labels: Uint32Array;
  readonly split: RowSplit;
  readonly settings: LabSettings;
  /** Read before every step: a slider's place takes effect on the next one. Undefined: as in the settings. */
  readonly live?: () => LiveSettings;
  /** Goes on from here. */
  readonly state?: TrainingState;
  /** First values to train from in place of fresh ones, such as those of a saved file. */
  readonly parameters?: readonly Parameter[];
}

export class Trainer {
  private readonly run: TrainingRun;
  private readonly learner: Learner;
  private readonly batchSize: number;
  /** Σ_S of the epoch under way. */
  private reference: Float64Array | undefined;
  private previousCloud: DrawnCloud | undefined;
  private step: number;
  private epoch: number;
  private stepOfEpoch: number;

  /** Takes up the parameters, on the current backend or beside it (createLearner.ts). Call dispose() when done. */
  constructor(run: TrainingRun) {
    const { state, model, settings, split } = run;
    this.run = run;
    this.batchSize = Math.min(settings.batchSize, split.training.length);
    this.learner =
      state === undefined
        ? createLearner(model, this.batchSize, run.parameters ?? model.initial(settings.seed))
        : createLearner(model, this.batchSize, state.parameters, state.optimiserSteps);
    this.step = state?.step ?? 0;
    this.epoch = state?.epoch ?? 0;
    this.stepOfEpoch = state?.stepOfEpoch ?? 0;
    this.previousCloud = state?.cloud;
    this.setReference(state?.reference);
  }

  get stepsPerEpoch(): number {
    return Math.floor(this.run.split.training.length / this.batchSize);
  }

  /**
   * Trains for the epochs that are left.
   * @throws LabError `loss-not-finite` or `batch-without-variance`, the parameters being those of the last good step;
   *   the signal's reason when aborted.
   */
  async *train(signal: AbortSignal): AsyncGenerator<TrainingEvent, void, void> {
    const { model, settings, labels, split } = this.run;
    if (this.step === 0) yield* this.evaluated(signal);
    while (this.epoch < settings.epochs) {
      const batches = model.batches(split.training, this.batchSize, randomFor(settings.seed, this.epoch));
      while (this.stepOfEpoch < batches.length) {
        signal.throwIfAborted();
        const live = this.live();
        if (live.zeta > 0 && this.reference === undefined)
          yield* this.during("reference", this.takeReference(), signal);
        const options = { ...live, penalty: settings.penalty, weightDecay: settings.weightDecay };
        const figures = await this.learner.step({ rows: batches[this.stepOfEpoch], labels }, options);
        this.step += 1;
        this.stepOfEpoch += 1;
        yield { kind: "step", step: this.step, epoch: this.epoch + 1, figures, live };
      }
      this.epoch += 1;
      this.stepOfEpoch = 0;
      this.setReference(undefined);
      yield* this.evaluated(signal);
    }
  }

  /** Milliseconds of one step on the first batch, whose update is not made. The first time includes compiling. */
  async timeStep(): Promise<number> {
    const { model, settings, labels, split } = this.run;
    const [rows] = model.batches(split.training, this.batchSize, randomFor(settings.seed, 0));
    const start = performance.now();
    // At ζ = 0, since Σ_S may not have been taken yet; it adds little.
    await this.learner.tryStep({ rows, labels }, settings);
    return performance.now() - start;
  }

  /** Copies the run's state to host memory. Call it between two events. */
  async state(): Promise<TrainingState> {
    const { step, epoch, stepOfEpoch } = this;
    const { reference } = this;
    const { parameters, steps } = await this.learner.download();
    return { parameters, optimiserSteps: steps, step, epoch, stepOfEpoch, reference, cloud: this.previousCloud };
  }

  /** Frees what is on the device. */
  dispose(): void {
    this.learner.dispose();
  }

  private live(): LiveSettings {
    return this.run.live?.() ?? this.run.settings;
  }

  private async *evaluated(signal: AbortSignal): AsyncGenerator<TrainingEvent, void, void> {
    const { model, labels, split, settings } = this.run;
    const options = {
      rows: split.validation,
      trainingRows: split.training,
      labels,
      vectorBudget: settings.vectorBudget,
      previous: this.previousCloud,
    };
    let evaluation: Evaluation;
    try {
      evaluation = yield* this.during("evaluation", evaluate(model, this.learner.values(), options), signal);
    } catch (error) {
      if (error instanceof LabError) this.learner.stepBack();
      throw error;
    }
    this.previousCloud = evaluation.cloud;
    yield { kind: "evaluated", step: this.step, epoch: this.epoch, evaluation };
  }

  private async *during<Result>(
    stage: TrainingStage,
    steps: AsyncSteps<Result>,
    signal: AbortSignal,
  ): AsyncGenerator<TrainingEvent, Result, void> {
    for (;;) {
      signal.throwIfAborted();
      const step = await steps.next();
      if (step.done === true) return step.value;
      yield { kind: "progress", stage, fraction: step.value };
    }
  }

  /** Σ_S from a random part of the training rows, as the model is now. */
  private async *takeReference(): AsyncSteps<void> {
    const { model, split, settings } = this.run;
    const rows = rowsWithin(model, split.training, settings.vectorBudget, randomFor(settings.seed, this.epoch));
    const { measured } = yield* collectVectors(model, this.learner.values(), rows, rows);
    this.setReference(covarianceOf(yield* momentsInSteps(measured)));
  }

  private setReference(covariance: Float64Array | undefined): void {
    this.reference = covariance;
    this.learner.setReference(covariance);
  }
}

/** Random numbers of one epoch of a run. */
function randomFor(seed: number, epoch: number): Random {
  return createRandom(Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(epoch + 1, 0x85ebca6b));
}
