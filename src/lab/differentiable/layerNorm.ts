/** Layer normalisation with the residual before it, and its gradient. Ba, Kiros & Hinton 2016, arXiv 1607.06450. */
import * as tf from "@tensorflow/tfjs-core";
import { addLayerNorm as forwardOnly } from "../../encoder/layerNorm.ts";
import { columnSumVector } from "./columnSums.ts";
import { withGradient } from "./withGradient.ts";

/**
 * γ·x̂ + β with x̂ = (s − mean)·r, r = 1/√(variance + ε), for each row s of x + residual, with the biased variance (1/d).
 * Gradients, with g = γ·dy: ds = r·(g − mean(g) − x̂·mean(g·x̂)), the same for x and residual; dγ = Σ dy·x̂, dβ = Σ dy.
 * @param x rows × d.
 * @param residual rows × d.
 */
export function addLayerNorm(
  x: tf.Tensor2D,
  residual: tf.Tensor2D,
  gamma: tf.Tensor1D,
  beta: tf.Tensor1D,
  epsilon: number,
): tf.Tensor2D {
  return withGradient(
    [x, residual, gamma, beta],
    () => ({ value: forwardOnly(x, residual, { gamma, beta }, epsilon), saved: [x, residual, gamma] as const }),
    (dy, [input, added, scale]) => {
      const sum = tf.add(input, added);
      const centred = tf.sub(sum, tf.mean(sum, 1, true));
      const inverseDeviation = tf.rsqrt(tf.add(tf.mean(tf.square(centred), 1, true), epsilon));
      const normed = tf.mul(centred, inverseDeviation);
      const scaled = tf.mul(dy, scale);
      const along = tf.mul(normed, tf.mean(tf.mul(scaled, normed), 1, true));
      const gradient = tf.mul(inverseDeviation, tf.sub(tf.sub(scaled, tf.mean(scaled, 1, true)), along));
      return [gradient, tf.clone(gradient), columnSumVector(tf.mul(dy, normed)), columnSumVector(dy)];
    },
  );
}
