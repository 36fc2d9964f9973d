/** AdamW on the host; adamW.ts has the formulas and is the same on the device. */
import { beta1, beta2, epsilon, type StepSize } from "../adamW.ts";

/** A parameter with the running means of its gradient, changed in place. */
export interface HostParameter {
  readonly values: Float32Array;
  readonly mean: Float32Array;
  readonly squareMean: Float32Array;
}

/** Takes one step. @param gradient as long as the values. */
export function adamWOnHost(
  { values, mean, squareMean }: HostParameter,
  gradient: Float64Array,
  { learningRate, weightDecay, step }: StepSize,
): void {
  const kept = 1 - learningRate * weightDecay;
  const rate = learningRate / (1 - beta1 ** step);
  const unbias = 1 / Math.sqrt(1 - beta2 ** step);
  for (let i = 0; i < values.length; i++) {
    const m = beta1 * mean[i] + (1 - beta1) * gradient[i];
    const v = beta2 * squareMean[i] + (1 - beta2) * gradient[i] ** 2;
    mean[i] = m;
    squareMean[i] = v;
    values[i] = kept * values[i] - (rate * m) / (unbias * Math.sqrt(v) + epsilon);
  }
}
