/** The activation functions of the feed-forward network, from core operations. */
import * as tf from "@tensorflow/tfjs-core";
import type { Activation } from "./config.ts";

/**
 * Applies an activation to each element. gelu uses the backend's erf, which is the polynomial 7.1.26 of Abramowitz &
 * Stegun (absolute error below 1.5e-7). Hendrycks & Gimpel 2016, arXiv 1606.08415.
 */
export function activate<T extends tf.Tensor>(x: T, activation: Activation): T {
  return tf.tidy(() => {
    switch (activation) {
      case "gelu":
        return tf.mul(tf.mul(x, 0.5), tf.add(tf.erf(tf.mul(x, Math.SQRT1_2)), 1)) as T;
      case "gelu_new": {
        const cubic = tf.mul(tf.mul(tf.mul(x, x), x), 0.044715);
        return tf.mul(tf.mul(x, 0.5), tf.add(tf.tanh(tf.mul(tf.add(x, cubic), Math.sqrt(2 / Math.PI))), 1)) as T;
      }
      case "relu":
        return tf.relu(x);
    }
  });
}
