/** Σ_S on the device. */
import * as tf from "@tensorflow/tfjs-core";
import type { ReferenceCovariance } from "./isoScoreLoss.ts";

/**
 * Copies Σ_S to the current backend; the caller disposes of the matrix.
 * @param covariance d × d, symmetric.
 */
export function uploadReference(covariance: Float64Array): ReferenceCovariance {
  const d = Math.sqrt(covariance.length);
  let trace = 0;
  for (let j = 0; j < d; j++) trace += covariance[j * d + j];
  return { matrix: tf.keep(tf.tensor2d(Float32Array.from(covariance), [d, d])), trace };
}
