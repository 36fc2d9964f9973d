/** Layer normalisation with the residual before it. Ba, Kiros & Hinton 2016, arXiv 1607.06450. */
import * as tf from "@tensorflow/tfjs-core";
import { fusedKernels, runFusedKernel } from "./fusedKernels.ts";

/** Scale and shift of each dimension. */
export interface LayerNormTensors {
  readonly gamma: tf.Tensor1D;
  readonly beta: tf.Tensor1D;
}

/**
 * LayerNorm of x + residual: γ·(s − mean)/√(variance + ε) + β for each row s, with the biased variance (1/d).
 * @param x rows × d.
 * @param residual rows × d, or undefined for none.
 */
export function addLayerNorm(
  x: tf.Tensor2D,
  residual: tf.Tensor2D | undefined,
  weights: LayerNormTensors,
  epsilon: number,
): tf.Tensor2D {
  const { gamma, beta } = weights;
  const inputs = { x, gamma, beta, ...(residual !== undefined && { residual }) };
  return (
    runFusedKernel(fusedKernels.addLayerNorm, inputs, { epsilon }) ??
    tf.tidy(() => layerNorm(residual === undefined ? x : tf.add(x, residual), weights, epsilon))
  );
}

/** LayerNorm from core operations. */
export function layerNorm(x: tf.Tensor2D, { gamma, beta }: LayerNormTensors, epsilon: number): tf.Tensor2D {
  return tf.tidy(() => {
    const centred = tf.sub(x, tf.mean(x, 1, true));
    const variance = tf.mean(tf.square(centred), 1, true);
    return tf.add(tf.mul(tf.mul(centred, tf.rsqrt(tf.add(variance, epsilon))), gamma), beta) as tf.Tensor2D;
  });
}
