/** The activation functions of the feed-forward network. */
import * as tf from "@tensorflow/tfjs-core";
import type { Activation } from "./config.ts";
import { fusedKernels, runFusedKernel } from "./fusedKernels.ts";

/** Applies an activation to each element. */
export function activate<T extends tf.Tensor>(x: T, activation: Activation): T {
  switch (activation) {
    case "gelu":
      return runFusedKernel<T>(fusedKernels.gelu, { x }) ?? gelu(x);
    case "gelu_new":
      return geluTanh(x);
    case "relu":
      return tf.relu(x);
  }
}

/**
 * x·Φ(x), Φ the normal distribution function: Hendrycks & Gimpel 2016, arXiv 1606.08415. From core operations; the
 * backends' erf is the polynomial 7.1.26 of Abramowitz & Stegun, with an absolute error below 1.5e-7.
 */
export function gelu<T extends tf.Tensor>(x: T): T {
  return tf.tidy(() => tf.mul(tf.mul(x, 0.5), tf.add(tf.erf(tf.mul(x, Math.SQRT1_2)), 1)) as T);
}

/** The tanh approximation of the same paper. */
function geluTanh<T extends tf.Tensor>(x: T): T {
  return tf.tidy(() => {
    const cubic = tf.mul(tf.mul(tf.mul(x, x), x), 0.044715);
    return tf.mul(tf.mul(x, 0.5), tf.add(tf.tanh(tf.mul(tf.add(x, cubic), Math.sqrt(2 / Math.PI))), 1)) as T;
  });
}
