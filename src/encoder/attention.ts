/** Multi-head self-attention. Vaswani et al. 2017, arXiv 1706.03762, section 3.2. */
import * as tf from "@tensorflow/tfjs-core";
import { fusedKernels, runFusedKernel } from "./fusedKernels.ts";

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

/**
 * softmax(Q·Kᵀ/√(d/heads))·V for each sentence and head, over the sentence's own tokens.
 * @param queryKeyValue sentences·length rows × 3d: queries, keys and values side by side, heads one after the other.
 * @returns sentences·length × d. Rows of padding hold finite values that mean nothing.
 */
export function selfAttention(queryKeyValue: tf.Tensor2D, batch: BatchShape, heads: number): tf.Tensor2D {
  const { sentences, length, lengths } = batch;
  return (
    runFusedKernel(fusedKernels.selfAttention, { queryKeyValue }, { sentences, length, lengths, heads }) ??
    composedSelfAttention(queryKeyValue, batch, heads)
  );
}

/** selfAttention from core operations. */
export function composedSelfAttention(queryKeyValue: tf.Tensor2D, batch: BatchShape, heads: number): tf.Tensor2D {
  const { sentences, length } = batch;
  const d = queryKeyValue.shape[1] / 3;
  return tf.tidy(() => {
    const split = tf.reshape(queryKeyValue, [sentences, length, 3, heads, d / heads]);
    const [queries, keys, values] = tf.unstack(tf.transpose(split, [2, 0, 3, 1, 4])) as tf.Tensor4D[];
    const scores = tf.mul(tf.matMul(queries, keys, false, true), Math.sqrt(heads / d));
    const weights = tf.softmax(tf.add(scores, paddingMask(batch)));
    const context = tf.transpose(tf.matMul(weights, values), [0, 2, 1, 3]);
    return tf.reshape(context, [sentences * length, d]);
  });
}

/** sentences × 1 × 1 × length: 0 for a token, paddingScore for padding. */
function paddingMask({ sentences, length, lengths }: BatchShape): tf.Tensor4D {
  const mask = new Float32Array(sentences * length);
  lengths.forEach((used, sentence) => mask.fill(paddingScore, sentence * length + used, (sentence + 1) * length));
  return tf.tensor4d(mask, [sentences, 1, 1, length]);
}
