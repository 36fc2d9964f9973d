/** Dense layers: y = x·weight + bias. */
import * as tf from "@tensorflow/tfjs-core";
import { fusedKernels, hasFusedKernel, runFusedKernel } from "./fusedKernels.ts";
import type { DenseWeights } from "./weights.ts";

/** A dense layer's weights on the device, laid out for the backend's kernel. */
export type DenseTensors =
  | { readonly layout: "matrix"; readonly weight: tf.Tensor2D; readonly bias: tf.Tensor1D }
  | { readonly layout: "panels"; readonly panels: tf.Tensor3D; readonly outputs: number };

/** Outputs that our kernel computes side by side. */
const panelWidth = 8;

/** Copies a dense layer's weights to the current backend; the caller disposes of them. */
export function uploadDense(weights: DenseWeights): DenseTensors {
  const { weight, bias, inputs, outputs } = weights;
  if (hasFusedKernel(fusedKernels.dense)) {
    const panels = tf.tensor3d(panelsOf(weights), [Math.ceil(outputs / panelWidth), inputs + 1, panelWidth]);
    return { layout: "panels", panels: tf.keep(panels), outputs };
  }
  return {
    layout: "matrix",
    weight: tf.keep(tf.tensor2d(weight, [inputs, outputs])),
    bias: tf.keep(tf.tensor1d(bias)),
  };
}

/**
 * x·weight + bias.
 * @param x rows × inputs. Two dimensions, batch and tokens folded into rows: every backend multiplies those fastest.
 * @returns rows × outputs.
 */
export function dense(x: tf.Tensor2D, tensors: DenseTensors): tf.Tensor2D {
  switch (tensors.layout) {
    case "matrix":
      return tf.fused.matMul({ a: x, b: tensors.weight, bias: tensors.bias }) as tf.Tensor2D;
    case "panels":
      return runFusedKernel<tf.Tensor2D>(
        fusedKernels.dense,
        { x, panels: tensors.panels },
        { outputs: tensors.outputs },
      )!;
  }
}

/** The weights in panels of 8 outputs: a row of biases, then a row for each input; the last panel is filled with zeros. */
function panelsOf({ weight, bias, inputs, outputs }: DenseWeights): Float32Array {
  const panels = new Float32Array(Math.ceil(outputs / panelWidth) * (inputs + 1) * panelWidth);
  for (let first = 0; first < outputs; first += panelWidth) {
    const last = Math.min(first + panelWidth, outputs);
    let position = first * (inputs + 1);
    panels.set(bias.subarray(first, last), position);
    for (let input = 0; input < inputs; input++) {
      position += panelWidth;
      panels.set(weight.subarray(input * outputs + first, input * outputs + last), position);
    }
  }
  return panels;
}
