/** Multi-head self-attention. Vaswani et al. 2017, arXiv 1706.03762, section 3.2. */
import * as tf from "@tensorflow/tfjs-core";
import { fusedKernels, runFusedKernel } from "./fusedKernels.ts";
import type { RelativeBias } from "./relativePosition.ts";

/** Added to the score of a padding token; its exponential is 0 in float32. */
const paddingScore = -1e9;

/** The shape of a batch of sentences padded to one length. */
export interface BatchShape {
  /** Number of sentences. */
  readonly sentences: number;
  /** Padded length of each, in tokens. */
  readonly length: number;
  /** True length of each sentence, 1 … length; its padding follows its tokens. */
  readonly lengths: Int32Array;
}

/** A relative bias on the device. */
export interface RelativeBiasTensor {
  /** heads × stride. */
  readonly table: tf.Tensor2D;
  readonly positions: number;
}

/** Copies a relative bias to the current backend; the caller disposes of it. */
export function uploadRelativeBias({ values, stride, positions }: RelativeBias): RelativeBiasTensor {
  return { table: tf.keep(tf.tensor2d(values, [values.length / stride, stride])), positions };
}

/**
 * softmax(Q·Kᵀ/√(d/heads) + bias)·V for each sentence and head, over the sentence's own tokens.
 * @param queryKeyValue sentences·length rows × 3d: queries, keys and values side by side, heads one after the other.
 * @param relativeBias added to the score of each query and key for their distance; undefined for none.
 * @returns sentences·length × d. Rows of padding hold finite values that mean nothing.
 */
export function selfAttention(
  queryKeyValue: tf.Tensor2D,
  batch: BatchShape,
  heads: number,
  relativeBias?: RelativeBiasTensor,
): tf.Tensor2D {
  const { sentences, length, lengths } = batch;
  const inputs = { queryKeyValue, ...(relativeBias !== undefined && { relativeBias: relativeBias.table }) };
  const attributes = { sentences, length, lengths, heads, positions: relativeBias?.positions ?? 0 };
  return (
    runFusedKernel(fusedKernels.selfAttention, inputs, attributes) ??
    composedSelfAttention(queryKeyValue, batch, heads, relativeBias)
  );
}

/** selfAttention from core operations. */
export function composedSelfAttention(
  queryKeyValue: tf.Tensor2D,
  batch: BatchShape,
  heads: number,
  relativeBias?: RelativeBiasTensor,
): tf.Tensor2D {
  const { sentences, length } = batch;
  const d = queryKeyValue.shape[1] / 3;
  return tf.tidy(() => {
    const split = tf.reshape(queryKeyValue, [sentences, length, 3, heads, d / heads]);
    const [queries, keys, values] = tf.unstack(tf.transpose(split, [2, 0, 3, 1, 4])) as tf.Tensor4D[];
    const scores = tf.mul(tf.matMul(queries, keys, false, true), Math.sqrt(heads / d));
    const biased = relativeBias === undefined ? scores : tf.add(scores, biasOfPairs(relativeBias, length, heads));
    const weights = tf.softmax(tf.add(biased, paddingMask(batch)));
    const context = tf.transpose(tf.matMul(weights, values), [0, 2, 1, 3]);
    return tf.reshape(context, [sentences * length, d]);
  });
}

/** heads × length × length: the bias of each query (row) and key. */
function biasOfPairs({ table, positions }: RelativeBiasTensor, length: number, heads: number): tf.Tensor3D {
  // Padding may reach past the longest sentence that there is a distance for; what it holds does not matter.
  const entry = (query: number, key: number) => Math.min(Math.max(positions - 1 + key - query, 0), table.shape[1] - 1);
  const entries = Int32Array.from({ length: length * length }, (_, pair) =>
    entry(Math.floor(pair / length), pair % length),
  );
  return tf.reshape(tf.gather(table, tf.tensor1d(entries, "int32"), 1), [heads, length, length]);
}

/** sentences × 1 × 1 × length: 0 for a token, paddingScore for padding. */
function paddingMask({ sentences, length, lengths }: BatchShape): tf.Tensor4D {
  const mask = new Float32Array(sentences * length);
  lengths.forEach((used, sentence) => mask.fill(paddingScore, sentence * length + used, (sentence + 1) * length));
  return tf.tensor4d(mask, [sentences, 1, 1, length]);
}
