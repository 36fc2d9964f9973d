/** Parameters that are trained on the current TensorFlow.js backend, by its operations and gradients of ours. */
import * as tf from "@tensorflow/tfjs-core";
import type { ReferenceCovariance } from "./isoScoreLoss.ts";
import type { LabelledBatch, Learner } from "./learner.ts";
import { ParameterTensors, type OptimisedParameter } from "./parameterTensors.ts";
import type { Parameter } from "./parameters.ts";
import { uploadReference } from "./referenceCovariance.ts";
import type { Trainable } from "./trainable.ts";
import { gradientsOf, takeStep, type StepFigures, type StepOptions } from "./trainingStep.ts";

export class TensorLearner implements Learner {
  private readonly model: Trainable;
  private readonly tensors: ParameterTensors;
  private reference: ReferenceCovariance | undefined;

  /** Puts the parameters on the current backend. Call dispose() when done. @param steps that the running means have seen. */
  constructor(model: Trainable, parameters: readonly (Parameter | OptimisedParameter)[], steps: number) {
    this.model = model;
    this.tensors = new ParameterTensors(parameters, steps);
  }

  values(): readonly tf.Tensor[] {
    return this.tensors.values;
  }

  setReference(covariance: Float64Array | undefined): void {
    this.reference?.matrix.dispose();
    this.reference = covariance === undefined ? undefined : uploadReference(covariance);
  }

  step(batch: LabelledBatch, options: StepOptions): Promise<StepFigures> {
    return takeStep(this.model, this.tensors, batch, options, this.reference);
  }

  async tryStep(batch: LabelledBatch, options: Pick<StepOptions, "penalty" | "lambda">): Promise<void> {
    const { figures, gradients } = gradientsOf(
      this.model,
      this.tensors.values,
      batch,
      { ...options, zeta: 0 },
      undefined,
    );
    await figures.data();
    await gradients[0].data();
    tf.dispose([figures, ...gradients]);
  }

  stepBack(): void {
    this.tensors.stepBack();
  }

  download(): Promise<{ readonly parameters: readonly OptimisedParameter[]; readonly steps: number }> {
    return this.tensors.download();
  }

  dispose(): void {
    this.tensors.dispose();
    this.setReference(undefined);
  }
}
