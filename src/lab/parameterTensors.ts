/**
 * The parameters on the device: their values, AdamW's means, and the values before the last step, to go back to when a
 * step turns out to have led to a loss that is not finite.
 */
import * as tf from "@tensorflow/tfjs-core";
import { adamWStep, type OptimisedTensors } from "./adamW.ts";
import type { Parameter } from "./parameters.ts";

/** A parameter in host memory with its running means: what a lost device is rebuilt from. */
export interface OptimisedParameter extends Parameter {
  readonly mean: Float32Array;
  readonly squareMean: Float32Array;
}

export class ParameterTensors {
  private readonly parameters: readonly Parameter[];
  private readonly masks: readonly (tf.Tensor | undefined)[];
  private current: readonly OptimisedTensors[];
  /** Values before the last step; empty before the first. */
  private previous: readonly tf.Tensor[] = [];
  /** Steps that the running means have seen. */
  private steps: number;

  /**
   * Copies parameters to the current backend. Call dispose() when done.
   * @param parameters with running means to go on with, or without, which start at 0.
   * @param steps that the running means have seen.
   */
  constructor(parameters: readonly (Parameter | OptimisedParameter)[], steps = 0) {
    this.parameters = parameters;
    this.steps = steps;
    this.masks = parameters.map(({ trained, shape }) => (trained === undefined ? undefined : upload(trained, shape)));
    this.current = parameters.map((parameter) => ({
      value: upload(parameter.values, parameter.shape),
      mean: "mean" in parameter ? upload(parameter.mean, parameter.shape) : zeros(parameter.shape),
      squareMean: "mean" in parameter ? upload(parameter.squareMean, parameter.shape) : zeros(parameter.shape),
    }));
  }

  /** The values as tensors, which stay this object's and live until the step after next. */
  get values(): readonly tf.Tensor[] {
    return this.current.map(({ value }) => value);
  }

  /**
   * Takes one step of AdamW.
   * @param gradients in the order of the parameters; the caller disposes of them.
   * @param weightDecay of those parameters that are decayed.
   */
  step(gradients: readonly tf.Tensor[], learningRate: number, weightDecay: number): void {
    this.steps += 1;
    const next = this.current.map(
      (tensors, index) =>
        tf.tidy(() => {
          const mask = this.masks[index];
          const gradient = mask === undefined ? gradients[index] : tf.mul(gradients[index], mask);
          const decay = this.parameters[index].decayed ? weightDecay : 0;
          const { value, mean, squareMean } = adamWStep(tensors, gradient, {
            learningRate,
            weightDecay: decay,
            step: this.steps,
          });
          return {
            value: tf.keep(value),
            mean: tf.keep(mean),
            squareMean: tf.keep(squareMean),
          } as unknown as tf.TensorContainerObject;
        }) as unknown as OptimisedTensors,
    );
    tf.dispose([...this.previous]);
    this.previous = this.values;
    for (const { mean, squareMean } of this.current) tf.dispose([mean, squareMean]);
    this.current = next;
  }

  /** Undoes the last step: its values are those before it, and the running means start anew. */
  stepBack(): void {
    if (this.previous.length === 0) return;
    const next = this.previous.map((value, index) => ({
      value,
      mean: zeros(this.parameters[index].shape),
      squareMean: zeros(this.parameters[index].shape),
    }));
    for (const { value, mean, squareMean } of this.current) tf.dispose([value, mean, squareMean]);
    this.current = next;
    this.previous = [];
    this.steps = 0;
  }

  /** Copies everything to host memory. */
  async download(): Promise<{ readonly parameters: readonly OptimisedParameter[]; readonly steps: number }> {
    const { steps } = this;
    const parameters = await Promise.all(
      this.current.map(async ({ value, mean, squareMean }, index) => {
        const [values, means, squareMeans] = await Promise.all([
          value.data<"float32">(),
          mean.data<"float32">(),
          squareMean.data<"float32">(),
        ]);
        return { ...this.parameters[index], values, mean: means, squareMean: squareMeans };
      }),
    );
    return { parameters, steps };
  }

  dispose(): void {
    for (const { value, mean, squareMean } of this.current) tf.dispose([value, mean, squareMean]);
    for (const mask of this.masks) mask?.dispose();
    tf.dispose([...this.previous]);
  }
}

function upload(values: Float32Array, shape: Parameter["shape"]): tf.Tensor {
  return tf.keep(tf.tensor(values, [...shape], "float32"));
}

function zeros(shape: Parameter["shape"]): tf.Tensor {
  return tf.keep(tf.zeros([...shape]));
}
