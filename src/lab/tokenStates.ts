/** The hidden states that go into the trained layers, for each token of the data, and how a batch of them is padded. */
import * as tf from "@tensorflow/tfjs-core";
import type { BatchShape } from "../encoder/attention.ts";

/** Hidden states of whole sentences, end to end, with each token's weight in its sentence's vector. */
export interface TokenStates {
  /** tokens × d, row-major. */
  readonly values: Float32Array;
  readonly d: number;
  /** Sentence i owns the tokens offsets[i] … offsets[i + 1] − 1, at least one. */
  readonly offsets: Uint32Array;
  /** One a token, 1/n for each of the n tokens of a sentence whose mean is its vector, 0 for the others. */
  readonly poolingWeights: Float32Array;
}

/** A batch on the device. */
export interface TokenBatch {
  readonly shape: BatchShape;
  /** sentences·length × d; 0 for padding. */
  readonly hidden: tf.Tensor2D;
  /** sentences·length × 1: 1 for a token, 0 for padding. */
  readonly mask: tf.Tensor2D;
  /** sentences × sentences·length: times the hidden states gives the sentences' vectors. */
  readonly pooling: tf.Tensor2D;
  /** Tokens, padding not counted. */
  readonly tokens: number;
}

/** Padded lengths are multiples of this, so that a device whose buffers and pipelines are keyed by shape sees few. */
const lengthMultiple = 8;

export function lengthOf({ offsets }: TokenStates, sentence: number): number {
  return offsets[sentence + 1] - offsets[sentence];
}

/** Padded length of some sentences together. */
export function paddedLength(states: TokenStates, sentences: ArrayLike<number>): number {
  let longest = 1;
  for (let i = 0; i < sentences.length; i++) longest = Math.max(longest, lengthOf(states, sentences[i]));
  return Math.ceil(longest / lengthMultiple) * lengthMultiple;
}

/** Puts some sentences on the device. Call it within tf.tidy. */
export function uploadTokens(states: TokenStates, sentences: Uint32Array): TokenBatch {
  const { values, d, offsets, poolingWeights } = states;
  const count = sentences.length;
  const length = paddedLength(states, sentences);
  const lengths = Int32Array.from(sentences, (sentence) => lengthOf(states, sentence));
  const rows = new Float32Array(count * length * d);
  const mask = new Float32Array(count * length);
  const pooling = new Float32Array(count * count * length);
  sentences.forEach((sentence, i) => {
    rows.set(values.subarray(offsets[sentence] * d, offsets[sentence + 1] * d), i * length * d);
    mask.fill(1, i * length, i * length + lengths[i]);
    pooling.set(poolingWeights.subarray(offsets[sentence], offsets[sentence + 1]), (i * count + i) * length);
  });
  return {
    shape: { sentences: count, length, lengths },
    hidden: tf.tensor2d(rows, [count * length, d]),
    mask: tf.tensor2d(mask, [count * length, 1]),
    pooling: tf.tensor2d(pooling, [count, count * length]),
    tokens: lengths.reduce((sum, used) => sum + used, 0),
  };
}
