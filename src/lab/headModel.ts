/** The head over fixed vectors, one a row: the encoder is frozen and has been run before. */
import * as tf from "@tensorflow/tfjs-core";
import type { PointCloud } from "../geometry/pointCloud.ts";
import { rowsOf } from "../geometry/rows.ts";
import { shuffled } from "./batchOrder.ts";
import { headForward, initialHead, type AdapterKind } from "./head.ts";
import type { Trainable } from "./trainable.ts";

/** Rows of one evaluation batch. */
const evaluationRows = 1024;

/**
 * @param vectors one a row of the data.
 * @param classes number of classes, at least 2.
 */
export function createHeadModel(
  vectors: PointCloud,
  classes: number,
  head: { readonly adapter: AdapterKind; readonly width: number },
): Trainable {
  const { adapter, width } = head;
  return {
    classes,
    width,
    frozenHead: { vectors, adapter, width, classes },
    measuredDimensions: width,
    measuredCount: (rows) => rows.length,
    initial: (seed) => initialHead({ adapter, inputs: vectors.d, width, classes }, seed),
    batches(rows, size, random) {
      const order = shuffled(rows, random);
      return Array.from({ length: Math.floor(rows.length / size) }, (_, batch) =>
        order.subarray(batch * size, (batch + 1) * size),
      );
    },
    evaluationBatches: (rows) =>
      Array.from({ length: Math.ceil(rows.length / evaluationRows) }, (_, batch) =>
        rows.subarray(batch * evaluationRows, (batch + 1) * evaluationRows),
      ),
    forward(parameters, rows) {
      const { values } = rowsOf(vectors, rows);
      const x = tf.tensor2d(values instanceof Float32Array ? values : Float32Array.from(values), [
        rows.length,
        vectors.d,
      ]);
      const { adapted, logits } = headForward(parameters, x, adapter, true);
      const measured = { rows: adapted, mask: undefined, count: rows.length };
      return { adapted, logits, measured, last: measured };
    },
  };
}
