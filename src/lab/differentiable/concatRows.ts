/** Matrices of equal width, one below the other. */
import * as tf from "@tensorflow/tfjs-core";
import { withGradient } from "./withGradient.ts";

/** All rows of the first matrix, then of the second …; the gradient is cut into the same parts. */
export function concatRows(matrices: readonly tf.Tensor2D[]): tf.Tensor2D {
  const sizes = matrices.map(({ shape }) => shape[0]);
  return withGradient(
    matrices,
    () => ({ value: tf.concat2d([...matrices], 0), saved: [] as const }),
    (dy) => tf.split(dy, sizes, 0),
  );
}
