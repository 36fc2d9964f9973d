/**
 * Derivatives of the objective. Every operation between a parameter and the loss has a gradient of ours (differentiable/):
 * TensorFlow.js' own are not registered, and an operation without one is an error here.
 */
import * as tf from "@tensorflow/tfjs-core";
import type { Objective } from "./objective.ts";

/** An objective's values and the derivative of its loss by each parameter. The caller disposes of them. */
export interface ObjectiveGradients {
  /** 1-D: loss, cross-entropy, penalty (0 if there is none), IsoScore⋆. */
  readonly figures: tf.Tensor1D;
  /** In the order of the parameters. */
  readonly gradients: readonly tf.Tensor[];
}

/** Differentiates the loss of an objective by the parameters. */
export function differentiate(
  parameters: readonly tf.Tensor[],
  objective: (parameters: readonly tf.Tensor[]) => Objective,
): ObjectiveGradients {
  return tf.tidy(() => {
    let figures: tf.Tensor1D | undefined;
    const { value, grads } = tf.valueAndGrads((...tensors: tf.Tensor[]) => {
      const { loss, crossEntropy, penalty, isoScoreStar } = objective(tensors);
      figures = tf.keep(tf.stack([loss, crossEntropy, penalty ?? tf.scalar(0), isoScoreStar]) as tf.Tensor1D);
      return loss;
    })([...parameters]);
    value.dispose();
    return { figures: tf.clone(take(figures)), gradients: grads };
  });
}

/** Takes a kept tensor into the scope that surrounds it. */
function take(kept: tf.Tensor1D | undefined): tf.Tensor1D {
  if (kept === undefined) throw new Error("the objective was not computed");
  const copy = tf.clone(kept);
  kept.dispose();
  return copy;
}
