/**
 * CosReg, the rival penalty (Gao et al. 2019, arXiv 1907.12009): (Σ_ij cos(x_i, x_j) − n) / n², the cosines of all pairs.
 * With x̂ = x / ‖x‖ the sum is ‖Σ x̂_i‖². It moves the cloud's mean and leaves IsoScore⋆ much as it is.
 */
import * as tf from "@tensorflow/tfjs-core";
import { columnSums } from "./differentiable/columnSums.ts";
import { withGradient } from "./differentiable/withGradient.ts";
import type { MaskedCloud } from "./maskedCloud.ts";

/** Added to the squared length, so that a point at the origin has cosine 0 with all others and a finite gradient. */
export const smallestSquare = 1e-20;

/**
 * The penalty of a cloud of at least one point, a scalar in [−1/n, 1 − 1/n]. Its derivative by x_i is
 * (2 / n²) · (s − x̂_i (x̂_i · s)) / ‖x_i‖ with s = Σ x̂_j.
 */
export function cosinePenalty({ rows, mask, count }: MaskedCloud): tf.Scalar {
  return withGradient(
    [rows],
    () => {
      const inverseLength = tf.rsqrt(tf.add(tf.sum(tf.square(rows), 1, true), smallestSquare));
      const weights = mask === undefined ? inverseLength : tf.mul(inverseLength, mask);
      const directions: tf.Tensor2D = tf.mul(rows, weights);
      const sum = columnSums(directions);
      const along = tf.sum(tf.mul(directions, sum), 1, true);
      const gradient = tf.mul(tf.mul(tf.sub(sum, tf.mul(directions, along)), weights), 2 / count ** 2);
      const value = tf.div(tf.sub(tf.sum(tf.square(sum)), count), count ** 2) as tf.Scalar;
      return { value, saved: [gradient] as const };
    },
    (dy, [gradient]) => [tf.mul(gradient, dy)],
  );
}
