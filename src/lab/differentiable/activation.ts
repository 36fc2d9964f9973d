/** Activation functions with their derivatives. */
import * as tf from "@tensorflow/tfjs-core";
import { activate as forwardOnly } from "../../encoder/activations.ts";
import type { Activation } from "../../encoder/config.ts";
import { withGradient } from "./withGradient.ts";

/** tanh of each element; its derivative is 1 − tanh². */
export function tanh(x: tf.Tensor2D): tf.Tensor2D {
  return withGradient(
    [x],
    () => {
      const value = tf.tanh(x);
      return { value, saved: [value] as const };
    },
    (dy, [value]) => [tf.mul(dy, tf.sub(1, tf.square(value)))],
  );
}

/** The activation of a feed-forward network. */
export function activate(x: tf.Tensor2D, activation: Activation): tf.Tensor2D {
  return withGradient(
    [x],
    () => ({ value: forwardOnly(x, activation), saved: [x] as const }),
    (dy, [input]) => [tf.mul(dy, derivative(input, activation))],
  );
}

function derivative(x: tf.Tensor2D, activation: Activation): tf.Tensor {
  switch (activation) {
    case "gelu":
      return geluDerivative(x);
    case "gelu_new":
      return geluTanhDerivative(x);
    case "relu":
      return tf.step(x);
  }
}

/** Added to x² in Φ(x) = x·gelu(x) / x², which would be 0 / 0 at 0; it tells nowhere else, since Φ is 1/2 all about there. */
const nearZero = 1e-24;

/** Of x·Φ(x), Φ the normal distribution function: Φ(x) + x·φ(x), φ its density. */
function geluDerivative(x: tf.Tensor2D): tf.Tensor {
  // Φ from the forward function, which a backend may have as one fast kernel; erf it may only have as a slow one.
  const square = tf.square(x);
  const distribution = tf.div(tf.add(tf.mul(forwardOnly(x, "gelu"), x), nearZero / 2), tf.add(square, nearZero));
  const density = tf.mul(tf.exp(tf.mul(square, -0.5)), 1 / Math.sqrt(2 * Math.PI));
  return tf.add(distribution, tf.mul(x, density));
}

/** Of x·(1 + t)/2 with t = tanh u and u = √(2/π)·(x + 0.044715 x³): (1 + t)/2 + x·(1 − t²)·u′/2. */
function geluTanhDerivative(x: tf.Tensor2D): tf.Tensor {
  const scale = Math.sqrt(2 / Math.PI);
  const square = tf.square(x);
  const t = tf.tanh(tf.mul(tf.mul(x, scale), tf.add(tf.mul(square, 0.044715), 1)));
  const inner = tf.mul(tf.add(tf.mul(square, 3 * 0.044715), 1), scale);
  return tf.mul(tf.add(tf.add(t, 1), tf.mul(tf.mul(x, tf.sub(1, tf.square(t))), inner)), 0.5);
}
