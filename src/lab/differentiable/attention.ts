/** Multi-head self-attention and its gradient. Vaswani et al. 2017, arXiv 1706.03762, section 3.2. */
import * as tf from "@tensorflow/tfjs-core";
import { selfAttention as forwardOnly, type BatchShape } from "../../encoder/attention.ts";
import { withGradient } from "./withGradient.ts";

/** Added to the score of a padding token; its exponential is 0 in float32. */
const paddingScore = -1e9;

/**
 * P·V with P = softmax(Q·Kᵀ/√(d/heads)) for each sentence and head, over the sentence's own tokens. Gradients:
 * dV = Pᵀ·dO, dP = dO·Vᵀ, dS = P∘(dP − rowsums(dP∘P)), dQ = dS·K/√(d/heads), dK = dSᵀ·Q/√(d/heads).
 * @param queryKeyValue sentences·length rows × 3d: queries, keys and values side by side, heads one after the other.
 * @returns sentences·length × d. Rows of padding hold finite values that mean nothing; their gradient must be 0.
 */
export function selfAttention(queryKeyValue: tf.Tensor2D, batch: BatchShape, heads: number): tf.Tensor2D {
  return withGradient(
    [queryKeyValue],
    () => ({ value: forwardOnly(queryKeyValue, batch, heads), saved: [queryKeyValue] as const }),
    (dy, [saved]) => [attentionGradient(saved, dy, batch, heads)],
  );
}

function attentionGradient(queryKeyValue: tf.Tensor2D, dy: tf.Tensor2D, batch: BatchShape, heads: number): tf.Tensor2D {
  const { sentences, length } = batch;
  const d = queryKeyValue.shape[1] / 3;
  const headSize = d / heads;
  const split = tf.reshape(queryKeyValue, [sentences, length, 3, heads, headSize]);
  const [queries, keys, values] = tf.unstack(tf.transpose(split, [2, 0, 3, 1, 4])) as tf.Tensor4D[];
  const scale = 1 / Math.sqrt(headSize);
  // Not tf.softmax: on WebGPU it spoils its last value past 65,535 rows.
  const scores = tf.add(tf.mul(tf.matMul(queries, keys, false, true), scale), paddingMask(batch));
  const exponentials = tf.exp(tf.sub(scores, tf.max(scores, -1, true)));
  const weights = tf.div(exponentials, tf.sum(exponentials, -1, true));

  const dOutput = tf.transpose(tf.reshape(dy, [sentences, length, heads, headSize]), [0, 2, 1, 3]);
  const dValues = tf.matMul(weights, dOutput, true, false);
  const dWeights = tf.matMul(dOutput, values, false, true);
  const dScores = tf.mul(tf.mul(weights, tf.sub(dWeights, tf.sum(tf.mul(dWeights, weights), -1, true))), scale);
  const dQueries = tf.matMul(dScores, keys);
  const dKeys = tf.matMul(dScores, queries, true, false);
  const together = tf.transpose(tf.stack([dQueries, dKeys, dValues]), [1, 3, 0, 2, 4]);
  return tf.reshape(together, [sentences * length, 3 * d]);
}

/** sentences × 1 × 1 × length: 0 for a token, paddingScore for padding. */
function paddingMask({ sentences, length, lengths }: BatchShape): tf.Tensor4D {
  const mask = new Float32Array(sentences * length);
  lengths.forEach((used, sentence) => mask.fill(paddingScore, sentence * length + used, (sentence + 1) * length));
  return tf.tensor4d(mask, [sentences, 1, 1, length]);
}
