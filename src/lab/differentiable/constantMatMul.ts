/** A product with a matrix that nothing trains. */
import * as tf from "@tensorflow/tfjs-core";
import { withGradient } from "./withGradient.ts";

/** constant·x; the gradient is constantᵀ·dy, with the transpose made first (see dense.ts). */
export function constantMatMul(constant: tf.Tensor2D, x: tf.Tensor2D): tf.Tensor2D {
  return withGradient(
    [x],
    () => ({ value: tf.matMul(constant, x), saved: [constant] as const }),
    (dy, [matrix]) => [tf.matMul(tf.transpose(matrix), dy)],
  );
}
