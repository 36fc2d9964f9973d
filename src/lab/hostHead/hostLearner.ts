/** A head that is trained in host memory. What is kept between steps is float32, as on a device. */
import * as tf from "@tensorflow/tfjs-core";
import type { LabelledBatch, Learner } from "../learner.ts";
import type { OptimisedParameter } from "../parameterTensors.ts";
import type { Parameter } from "../parameters.ts";
import type { FrozenHead } from "../trainable.ts";
import { checkFinite, type StepFigures, type StepOptions } from "../trainingStep.ts";
import { adamWOnHost } from "./adamWOnHost.ts";
import { HeadGradients } from "./headGradients.ts";

interface TrainedParameter extends OptimisedParameter {
  /** Values before the last step. */
  readonly previous: Float32Array;
}

export class HostLearner implements Learner {
  private readonly head: FrozenHead;
  private readonly parameters: readonly TrainedParameter[];
  /** Steps that the running means have seen. */
  private steps: number;
  private mayStepBack = false;
  private reference: Float64Array | undefined;
  private space: HeadGradients | undefined;
  private spaceRows = 0;
  private lent: readonly tf.Tensor[] | undefined;

  /** Copies the parameters. Call dispose() when done. @param steps that the running means have seen. */
  constructor(head: FrozenHead, parameters: readonly (Parameter | OptimisedParameter)[], steps: number) {
    this.head = head;
    this.steps = steps;
    this.parameters = parameters.map((parameter) => ({
      ...parameter,
      values: parameter.values.slice(),
      mean: "mean" in parameter ? parameter.mean.slice() : new Float32Array(parameter.values.length),
      squareMean: "mean" in parameter ? parameter.squareMean.slice() : new Float32Array(parameter.values.length),
      previous: new Float32Array(parameter.values.length),
    }));
  }

  values(): readonly tf.Tensor[] {
    this.lent ??= this.parameters.map(({ values, shape }) => tf.keep(tf.tensor(values.slice(), [...shape], "float32")));
    return this.lent;
  }

  setReference(covariance: Float64Array | undefined): void {
    this.reference = covariance;
  }

  async step(batch: LabelledBatch, options: StepOptions): Promise<StepFigures> {
    const { figures, gradients } = this.compute(batch, options, this.reference);
    checkFinite(figures, options, () => {
      this.stepBack();
    });
    this.takeBack();
    this.steps += 1;
    this.parameters.forEach((parameter, index) => {
      parameter.previous.set(parameter.values);
      const weightDecay = parameter.decayed ? options.weightDecay : 0;
      adamWOnHost(parameter, gradients[index], { learningRate: options.learningRate, weightDecay, step: this.steps });
    });
    this.mayStepBack = true;
    return figures;
  }

  async tryStep(batch: LabelledBatch, options: Pick<StepOptions, "penalty" | "lambda">): Promise<void> {
    this.compute(batch, { ...options, zeta: 0 }, undefined);
  }

  stepBack(): void {
    if (!this.mayStepBack) return;
    for (const { values, previous, mean, squareMean } of this.parameters) {
      values.set(previous);
      mean.fill(0);
      squareMean.fill(0);
    }
    this.takeBack();
    this.mayStepBack = false;
    this.steps = 0;
  }

  async download(): Promise<{ readonly parameters: readonly OptimisedParameter[]; readonly steps: number }> {
    const parameters = this.parameters.map(({ name, shape, decayed, values, mean, squareMean }) => ({
      name,
      shape,
      decayed,
      values: values.slice(),
      mean: mean.slice(),
      squareMean: squareMean.slice(),
    }));
    return { parameters, steps: this.steps };
  }

  dispose(): void {
    this.takeBack();
  }

  private compute(
    batch: LabelledBatch,
    options: Pick<StepOptions, "penalty" | "lambda" | "zeta">,
    reference: Float64Array | undefined,
  ) {
    const rows = batch.rows.length;
    if (this.space === undefined || rows > this.spaceRows) {
      this.space = new HeadGradients(this.head, rows);
      this.spaceRows = rows;
    }
    const figures = this.space.compute(
      this.parameters.map(({ values }) => values),
      batch,
      options,
      reference,
    );
    return { figures, gradients: this.space.gradients };
  }

  /** The lent tensors are no longer what the values are. */
  private takeBack(): void {
    if (this.lent !== undefined) tf.dispose([...this.lent]);
    this.lent = undefined;
  }
}
