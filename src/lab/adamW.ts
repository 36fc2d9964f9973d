/**
 * AdamW (Loshchilov & Hutter 2019, arXiv 1711.05101), as PyTorch computes it:
 *
 *     p ← p (1 − η w),   m ← β₁ m + (1 − β₁) g,   v ← β₂ v + (1 − β₂) g²,
 *     p ← p − η (m / (1 − β₁ᵗ)) / (√v / √(1 − β₂ᵗ) + ε)
 */
import * as tf from "@tensorflow/tfjs-core";

export const beta1 = 0.9;
export const beta2 = 0.999;
export const epsilon = 1e-8;

/** A parameter on the device with the running means that AdamW keeps of its gradient. */
export interface OptimisedTensors {
  readonly value: tf.Tensor;
  /** m. */
  readonly mean: tf.Tensor;
  /** v. */
  readonly squareMean: tf.Tensor;
}

export interface StepSize {
  /** η. */
  readonly learningRate: number;
  /** w; 0 for a parameter that is not decayed. */
  readonly weightDecay: number;
  /** t, counted from 1. */
  readonly step: number;
}

/** The parameter and its means after one step, as new tensors, which the caller keeps; the old ones stay as they are. */
export function adamWStep(
  { value, mean, squareMean }: OptimisedTensors,
  gradient: tf.Tensor,
  size: StepSize,
): OptimisedTensors {
  const { learningRate, weightDecay, step } = size;
  const newMean = tf.add(tf.mul(mean, beta1), tf.mul(gradient, 1 - beta1));
  const newSquareMean = tf.add(tf.mul(squareMean, beta2), tf.mul(tf.square(gradient), 1 - beta2));
  const denominator = tf.add(tf.mul(tf.sqrt(newSquareMean), 1 / Math.sqrt(1 - beta2 ** step)), epsilon);
  const change = tf.mul(tf.div(newMean, denominator), learningRate / (1 - beta1 ** step));
  const decayed = weightDecay === 0 ? value : tf.mul(value, 1 - learningRate * weightDecay);
  return { value: tf.sub(decayed, change), mean: newMean, squareMean: newSquareMean };
}
