/** A cloud of points on the device of which some rows, padding, do not count. */
import type * as tf from "@tensorflow/tfjs-core";

export interface MaskedCloud {
  /** rows × d. Rows that don't count hold finite values. */
  readonly rows: tf.Tensor2D;
  /** rows × 1: 1 for a row that counts, 0 for padding. Undefined if all rows count. */
  readonly mask: tf.Tensor2D | undefined;
  /** Number of rows that count. */
  readonly count: number;
}
