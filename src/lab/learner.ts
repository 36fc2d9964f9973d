/** What the trainer asks of parameters in training, wherever they are kept. */
import type * as tf from "@tensorflow/tfjs-core";
import type { OptimisedParameter } from "./parameterTensors.ts";
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
