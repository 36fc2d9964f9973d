/**
 * Dense layers y = x·weight + bias whose gradients multiply plain matrices only: what has to be transposed is
 * transposed first. The wasm backend multiplies a matrix marked as transposed in a loop of its own, several times slower.
 */
import * as tf from "@tensorflow/tfjs-core";
import { columnSumVector } from "./columnSums.ts";
import { withGradient } from "./withGradient.ts";

/**
 * x·weight + bias.
 * @param x rows × inputs.
 * @param weight inputs × outputs.
 * @param bias outputs.
 * @returns rows × outputs; gradients dx = dy·weightᵀ, dweight = xᵀ·dy, dbias = the column sums of dy.
 */
export function dense(x: tf.Tensor2D, weight: tf.Tensor2D, bias: tf.Tensor1D): tf.Tensor2D {
  return withGradient(
    [x, weight, bias],
    () => ({ value: multiplyAdd(x, weight, bias), saved: [x, weight] as const }),
    (dy, [input, matrix]) => [tf.matMul(dy, tf.transpose(matrix)), ...weightGradients(input, dy)],
  );
}

/** dense of an x that nothing trains: its gradient, a third of the work, is left out. */
export function denseOfConstant(x: tf.Tensor2D, weight: tf.Tensor2D, bias: tf.Tensor1D): tf.Tensor2D {
  return withGradient(
    [weight, bias],
    () => ({ value: multiplyAdd(x, weight, bias), saved: [x] as const }),
    (dy, [input]) => weightGradients(input, dy),
  );
}

function multiplyAdd(x: tf.Tensor2D, weight: tf.Tensor2D, bias: tf.Tensor1D): tf.Tensor2D {
  return tf.fused.matMul({ a: x, b: weight, bias }) as tf.Tensor2D;
}

function weightGradients(x: tf.Tensor2D, dy: tf.Tensor2D): [tf.Tensor2D, tf.Tensor1D] {
  return [tf.matMul(tf.transpose(x), dy), columnSumVector(dy)];
}
