/** The model's vectors of some rows, brought to host memory in evaluation mode. */
import * as tf from "@tensorflow/tfjs-core";
import type { PointCloud } from "../geometry/pointCloud.ts";
import type { Random } from "../geometry/random.ts";
import type { AsyncSteps } from "../async/asyncSteps.ts";
import { shuffled } from "./batchOrder.ts";
import type { MaskedCloud } from "./maskedCloud.ts";
import type { Trainable } from "./trainable.ts";

export interface CollectedVectors {
  /** X̃ of the rows that were measured. */
  readonly measured: PointCloud;
  /** The rows in the order of `logits` and `adapted`. */
  readonly rows: Uint32Array;
  /** rows × classes. */
  readonly logits: Float32Array;
  /** One vector a row. */
  readonly adapted: PointCloud;
}

/** A random part of the rows whose X̃ has at most `budget` vectors, but at least one row. */
export function rowsWithin(model: Trainable, rows: Uint32Array, budget: number, random: Random): Uint32Array {
  if (model.measuredCount(rows) <= budget) return rows;
  const order = shuffled(rows, random);
  let vectors = 0;
  let count = 0;
  while (count < order.length) {
    vectors += model.measuredCount(order.subarray(count, count + 1));
    if (vectors > budget && count > 0) break;
    count += 1;
  }
  return order.slice(0, count);
}

/**
 * Runs the model over rows; X̃ is kept of those in `measuredRows` only.
 * @param parameters as tensors.
 * @param measuredRows a part of `rows`, or all.
 */
export async function* collectVectors(
  model: Trainable,
  parameters: readonly tf.Tensor[],
  rows: Uint32Array,
  measuredRows: Uint32Array,
): AsyncSteps<CollectedVectors> {
  const wanted = new Set(measuredRows);
  const others = rows.filter((row) => !wanted.has(row));
  const measured = new Float32Array(model.measuredCount(measuredRows) * model.measuredDimensions);
  const order = new Uint32Array(rows.length);
  const logits = new Float32Array(rows.length * model.classes);
  const adapted = new Float32Array(rows.length * model.width);
  let done = 0;
  let values = 0;
  for (const [part, keepsMeasured] of [
    [measuredRows, true],
    [others, false],
  ] as const) {
    for (const batch of model.evaluationBatches(part)) {
      const pass = await download(model, parameters, batch, keepsMeasured);
      order.set(batch, done);
      logits.set(pass.logits, done * model.classes);
      adapted.set(pass.adapted, done * model.width);
      measured.set(pass.measured, values);
      done += batch.length;
      values += pass.measured.length;
      yield done / rows.length;
    }
  }
  return {
    measured: { values: measured, n: measured.length / model.measuredDimensions, d: model.measuredDimensions },
    rows: order,
    logits,
    adapted: { values: adapted, n: rows.length, d: model.width },
  };
}

async function download(
  model: Trainable,
  parameters: readonly tf.Tensor[],
  batch: Uint32Array,
  keepsMeasured: boolean,
) {
  const pass = keptPass(model, parameters, batch, keepsMeasured);
  try {
    const [logits, adapted, rows, mask] = await Promise.all(pass.map((tensor) => tensor.data<"float32">()));
    return {
      logits,
      adapted,
      measured: rows === undefined ? new Float32Array() : withoutPadding(rows, mask, model.measuredDimensions),
    };
  } finally {
    tf.dispose(pass);
  }
}

/** Logits, adapted vectors and, if wanted, X̃ and its mask. */
function keptPass(
  model: Trainable,
  parameters: readonly tf.Tensor[],
  batch: Uint32Array,
  keepsMeasured: boolean,
): tf.Tensor[] {
  return tf.tidy(() => {
    const { logits, adapted, measured } = model.forward(parameters, batch);
    return [logits, adapted, ...(keepsMeasured ? partsOf(measured) : [])].map((tensor) => tf.clone(tensor));
  });
}

function partsOf({ rows, mask }: MaskedCloud): tf.Tensor[] {
  return mask === undefined ? [rows] : [rows, mask];
}

function withoutPadding(rows: Float32Array, mask: Float32Array | undefined, d: number): Float32Array {
  if (mask === undefined) return rows;
  const kept = new Float32Array(mask.reduce((sum, entry) => sum + entry, 0) * d);
  let position = 0;
  mask.forEach((entry, row) => {
    if (entry === 0) return;
    kept.set(rows.subarray(row * d, (row + 1) * d), position);
    position += d;
  });
  return kept;
}
