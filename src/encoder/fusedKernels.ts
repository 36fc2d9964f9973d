/**
 * Operations of the encoder that a backend may offer as one kernel of our own. Where it does not, the caller composes
 * them from TensorFlow.js' core operations: slower, and the reference that the kernels are tested against.
 */
import * as tf from "@tensorflow/tfjs-core";

/** Names in TensorFlow.js' kernel registry. */
export const fusedKernels = {
  dense: "IsoscopeDense",
  gelu: "IsoscopeGelu",
  addLayerNorm: "IsoscopeAddLayerNorm",
  selfAttention: "IsoscopeSelfAttention",
} as const;

export type FusedKernel = (typeof fusedKernels)[keyof typeof fusedKernels];

/** True if the current backend has the kernel. (TensorFlow.js' own getKernel warns on the console where it has not.) */
export function hasFusedKernel(name: FusedKernel): boolean {
  return tf.getKernelsForBackend(tf.getBackend()).some(({ kernelName }) => kernelName === name);
}

/** Runs a fused kernel on the current backend; undefined if the backend has none of that name. */
export function runFusedKernel<T extends tf.Tensor>(
  name: FusedKernel,
  inputs: Readonly<Record<string, tf.Tensor>>,
  attributes: object = {},
): T | undefined {
  if (!hasFusedKernel(name)) return undefined;
  return tf.engine().runKernel(name, inputs, attributes as tf.NamedAttrMap) as T;
}
