/** What the trainer asks of parameters in training, wherever they are kept. */
import * as tf from "@tensorflow/tfjs-core";
import { HostLearner } from "./hostHead/hostLearner.ts";
import type { OptimisedParameter } from "./parameterTensors.ts";
import type { Parameter } from "./parameters.ts";
import { TensorLearner } from "./tensorLearner.ts";
import type { FrozenHead, Trainable } from "./trainable.ts";
import type { StepFigures, StepOptions } from "./trainingStep.ts";

/** Rows of the data, and the class of each row of the data. */
export interface LabelledBatch {
  readonly rows: Uint32Array;
  readonly labels: Uint32Array;
}

export interface Learner {
  /** The values as tensors, for a look at the model; they stay the learner's and live until its next step. */
  values(): readonly tf.Tensor[];
  /** Sets Σ_S, d × d and symmetric, for the steps to come, or forgets it. */
  setReference(covariance: Float64Array | undefined): void;
  /**
   * Takes one step and returns what the batch was before it.
   * @throws LabError `loss-not-finite` or `batch-without-variance`, with the parameters as they were before the step
   *   that made it so: an update whose result is not finite shows in the next batch, and is undone then.
   */
  step(batch: LabelledBatch, options: StepOptions): Promise<StepFigures>;
  /** Computes what a step computes, at ζ = 0, without changing anything. */
  tryStep(batch: LabelledBatch, options: Pick<StepOptions, "penalty" | "lambda">): Promise<void>;
  /** Undoes the last step: its values are those before it, and the running means start anew. */
  stepBack(): void;
  /** Copies everything to host memory. `steps` are those that the running means have seen. */
  download(): Promise<{ readonly parameters: readonly OptimisedParameter[]; readonly steps: number }>;
  /** Frees what is on the device. */
  dispose(): void;
}

/**
 * Up to so many multiply-adds a step in float64 on the host costs less than the calls of the wasm backend cost alone;
 * beyond, that backend's float32 products, twice as fast, tell. Measured in Chromium: at 3.7 million the host takes a
 * third of the backend's time, from twice as many on neither is clearly ahead.
 */
const hostProducts = 4_000_000;

/**
 * Takes up parameters. A head alone is trained in host memory where its steps are too small for what a call of a backend
 * costs, unless that is a GPU.
 * @param batchSize rows of a step.
 * @param steps that the running means of the parameters have seen.
 */
export function createLearner(
  model: Trainable,
  batchSize: number,
  parameters: readonly (Parameter | OptimisedParameter)[],
  steps = 0,
): Learner {
  const { frozenHead } = model;
  return frozenHead !== undefined && isQuickerOnHost(frozenHead, batchSize)
    ? new HostLearner(frozenHead, parameters, steps)
    : new TensorLearner(model, parameters, steps);
}

function isQuickerOnHost({ vectors, width }: FrozenHead, batchSize: number): boolean {
  switch (tf.getBackend()) {
    case "cpu":
      return true;
    case "wasm":
      // Forward and back through the adapter, and covariance and gradient of IsoScore⋆.
      return 2 * batchSize * width * (vectors.d + width) <= hostProducts;
    default:
      return false;
  }
}
