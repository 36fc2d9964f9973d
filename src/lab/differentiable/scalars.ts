/** Arithmetic of losses. */
import * as tf from "@tensorflow/tfjs-core";
import { withGradient } from "./withGradient.ts";

/** a + weight · b. */
export function weightedSum(a: tf.Scalar, weight: number, b: tf.Scalar): tf.Scalar {
  return withGradient(
    [a, b],
    () => ({ value: tf.add(a, tf.mul(b, weight)) as tf.Scalar, saved: [] as const }),
    (dy) => [tf.clone(dy), tf.mul(dy, weight)],
  );
}

/** 1 − a. */
export function oneLess(a: tf.Scalar): tf.Scalar {
  return withGradient(
    [a],
    () => ({ value: tf.sub(1, a) as tf.Scalar, saved: [] as const }),
    (dy) => [tf.neg(dy)],
  );
}
