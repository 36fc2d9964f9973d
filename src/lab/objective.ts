/** The loss that is minimised: cross-entropy + λ · penalty. */
import type * as tf from "@tensorflow/tfjs-core";
import { cosinePenalty } from "./cosinePenalty.ts";
import { crossEntropy } from "./crossEntropy.ts";
import { oneLess, weightedSum } from "./differentiable/scalars.ts";
import { isoScoreStar, type ReferenceCovariance } from "./isoScoreLoss.ts";
import type { ForwardPass } from "./trainable.ts";

/** isoscore: 1 − IsoScore⋆ (I-STAR); cosreg: the mean cosine of pairs; none: cross-entropy alone. */
export type PenaltyKind = "isoscore" | "cosreg" | "none";

/** What a moving slider may change between two steps. */
export interface LiveSettings {
  /** Weight of the penalty, −5 … 5 in the paper. */
  readonly lambda: number;
  /** Weight on Σ_S in IsoScore⋆, in [0, 1]. */
  readonly zeta: number;
  readonly learningRate: number;
}

/** Parts of the loss of one batch, as scalars on the device. */
export interface Objective {
  readonly loss: tf.Scalar;
  readonly crossEntropy: tf.Scalar;
  /** Undefined for "none". */
  readonly penalty: tf.Scalar | undefined;
  /** IsoScore⋆ of the batch at ζ. */
  readonly isoScoreStar: tf.Scalar;
}

/**
 * The objective of a forward pass. At λ = 0 the penalty is computed and shown, and trains nothing.
 * @param oneHot rows × classes.
 */
export function objectiveOf(
  pass: ForwardPass,
  oneHot: tf.Tensor2D,
  penaltyKind: PenaltyKind,
  { lambda, zeta }: Pick<LiveSettings, "lambda" | "zeta">,
  reference: ReferenceCovariance | undefined,
): Objective {
  const entropy = crossEntropy(pass.logits, oneHot);
  const score = isoScoreStar(pass.measured, zeta, reference);
  const penalty = penaltyOf(penaltyKind, score, pass);
  const loss = penalty === undefined || lambda === 0 ? entropy : weightedSum(entropy, lambda, penalty);
  return { loss, crossEntropy: entropy, penalty, isoScoreStar: score };
}

function penaltyOf(kind: PenaltyKind, score: tf.Scalar, pass: ForwardPass): tf.Scalar | undefined {
  switch (kind) {
    case "isoscore":
      return oneLess(score);
    case "cosreg":
      return cosinePenalty(pass.last);
    case "none":
      return undefined;
  }
}
