/** Layer normalisation, from core operations. Ba, Kiros & Hinton 2016, arXiv 1607.06450. */
import * as tf from "@tensorflow/tfjs-core";

/** Scale and shift of each dimension. */
export interface LayerNormTensors {
  readonly gamma: tf.Tensor1D;
  readonly beta: tf.Tensor1D;
}

/**
 * γ·(x − mean)/√(variance + ε) + β for each row, with the biased variance (1/d).
 * @param x rows × d.
 */
export function layerNorm(x: tf.Tensor2D, { gamma, beta }: LayerNormTensors, epsilon: number): tf.Tensor2D {
  return tf.tidy(() => {
    const centred = tf.sub(x, tf.mean(x, 1, true));
    const variance = tf.mean(tf.square(centred), 1, true);
    return tf.add(tf.mul(tf.mul(centred, tf.rsqrt(tf.add(variance, epsilon))), gamma), beta) as tf.Tensor2D;
  });
}
