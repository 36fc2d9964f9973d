/**
 * The head: an adapter of chosen width, linear or with tanh, then a softmax classifier. Its first values are those of a
 * fresh torch.nn.Linear: uniform in ±1/√inputs, weights and biases (He et al. 2015 with a = √5).
 */
import type * as tf from "@tensorflow/tfjs-core";
import { createRandom, type Random } from "../geometry/random.ts";
import { tanh } from "./differentiable/activation.ts";
import { dense, denseOfConstant } from "./differentiable/dense.ts";
import { LabError } from "./labError.ts";
import type { Parameter } from "./parameters.ts";

/** linear: x·W + b; tanh: tanh(x·W + b). */
export type AdapterKind = "linear" | "tanh";

export interface HeadShape {
  readonly adapter: AdapterKind;
  /** Dimensions of the vectors that come in. */
  readonly inputs: number;
  /** Dimensions of the adapter's output; at least 2, since one dimension has no IsoScore. */
  readonly width: number;
  /** At least 2. */
  readonly classes: number;
}

/** adapter.weight (inputs × width), adapter.bias, classifier.weight (width × classes), classifier.bias. */
export const headParameters = 4;

/** Seeded first values of a head. */
export function initialHead({ inputs, width, classes }: HeadShape, seed: number): Parameter[] {
  if (width < 2 || classes < 2) throw new LabError("setting-invalid", { detail: "head-too-small", width, classes });
  const random = createRandom(seed);
  return [...initialDense("adapter", inputs, width, random), ...initialDense("classifier", width, classes, random)];
}

function initialDense(name: string, inputs: number, outputs: number, random: Random): Parameter[] {
  const bound = 1 / Math.sqrt(inputs);
  const uniform = (length: number) => Float32Array.from({ length }, () => (2 * random.uniform() - 1) * bound);
  return [
    { name: `${name}.weight`, shape: [inputs, outputs], values: uniform(inputs * outputs), decayed: true },
    { name: `${name}.bias`, shape: [outputs], values: uniform(outputs), decayed: false },
  ];
}

/**
 * Adapter output and logits of some vectors.
 * @param parameters the four of the head, as tensors.
 * @param x rows × inputs.
 * @param constant true if nothing below the head is trained; its gradient is then not computed.
 */
export function headForward(
  parameters: readonly tf.Tensor[],
  x: tf.Tensor2D,
  adapter: AdapterKind,
  constant: boolean,
): { readonly adapted: tf.Tensor2D; readonly logits: tf.Tensor2D } {
  const [weight, bias, classifierWeight, classifierBias] = parameters as [
    tf.Tensor2D,
    tf.Tensor1D,
    tf.Tensor2D,
    tf.Tensor1D,
  ];
  const affine = constant ? denseOfConstant(x, weight, bias) : dense(x, weight, bias);
  const adapted = adapter === "tanh" ? tanh(affine) : affine;
  return { adapted, logits: dense(adapted, classifierWeight, classifierBias) };
}
