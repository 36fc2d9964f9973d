/** The activation functions of the feed-forward network, with gradients. */
import * as tf from "@tensorflow/tfjs-core";
import { activate as forwardOnly } from "../../encoder/activations.ts";
import type { Activation } from "../../encoder/config.ts";
import { withGradient } from "./withGradient.ts";

/** Applies an activation to each element. */
export function activate(x: tf.Tensor2D, activation: Activation): tf.Tensor2D {
  switch (activation) {
    case "gelu":
      return gelu(x);
    case "gelu_new":
    case "relu":
      // Made of core operations, whose gradients TensorFlow.js knows.
      return forwardOnly(x, activation);
  }
}

/** Stands in for 0, where Φ(x) = gelu(x) / x would be 0 / 0. Large enough that its half is a normal number in float32. */
const nearZero = 1e-20;

/** x·Φ(x), Φ the normal distribution function; its derivative is Φ(x) + x·φ(x), φ the density. */
function gelu(x: tf.Tensor2D): tf.Tensor2D {
  return withGradient(
    [x],
    () => ({ value: forwardOnly(x, "gelu"), saved: [x] as const }),
    (dy, [input]) => {
      // Φ from the forward function, which a backend may have as one fast kernel; erf it may only have as a slow one.
      const nonZero = tf.where(tf.equal(input, 0), nearZero, input);
      const distribution = tf.div(forwardOnly(nonZero, "gelu"), nonZero);
      const density = tf.mul(tf.exp(tf.mul(tf.square(input), -0.5)), 1 / Math.sqrt(2 * Math.PI));
      return [tf.mul(dy, tf.add(distribution, tf.mul(input, density)))];
    },
  );
}
