/** Sums over rows, as a product: the wasm backend would transpose the matrix first, which measured eight times slower. */
import * as tf from "@tensorflow/tfjs-core";

/**
 * The sum of each column.
 * @param x rows × columns.
 * @param weights of the rows, rows × 1; undefined for 1 each.
 * @returns 1 × columns.
 */
export function columnSums(x: tf.Tensor2D, weights?: tf.Tensor2D): tf.Tensor2D {
  const rows = x.shape[0];
  const left = weights === undefined ? tf.ones([1, rows]) : tf.reshape(weights, [1, rows]);
  return tf.matMul(left as tf.Tensor2D, x);
}

/** columnSums as a vector. */
export function columnSumVector(x: tf.Tensor2D): tf.Tensor1D {
  return tf.reshape(columnSums(x), [x.shape[1]]);
}
