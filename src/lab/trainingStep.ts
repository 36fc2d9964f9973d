/** One step of training: loss and gradients of a batch, then AdamW. */
import * as tf from "@tensorflow/tfjs-core";
import { differentiate, type ObjectiveGradients } from "./gradients.ts";
import type { ReferenceCovariance } from "./isoScoreLoss.ts";
import { LabError } from "./labError.ts";
import { objectiveOf, type LiveSettings, type PenaltyKind } from "./objective.ts";
import type { ParameterTensors } from "./parameterTensors.ts";
import type { Trainable } from "./trainable.ts";

/** Figures of one batch, before the step that it led to. */
export interface StepFigures {
  /** crossEntropy + λ · penalty. */
  readonly loss: number;
  /** Nats. */
  readonly crossEntropy: number;
  /** 1 − IsoScore⋆, or CosReg's mean cosine; 0 if there is no penalty. */
  readonly penalty: number;
  /** Of X̃ at ζ. */
  readonly isoScoreStar: number;
}

export interface StepOptions extends LiveSettings {
  readonly penalty: PenaltyKind;
  readonly weightDecay: number;
}

/**
 * Takes one step and returns what the batch was before it.
 * @param labels class of each row of the data.
 * @throws LabError `loss-not-finite` or `batch-without-variance`, with the parameters as they were before the step that
 *   made it so: an update whose result is not finite shows in the next batch, and is undone then.
 */
export async function takeStep(
  model: Trainable,
  parameters: ParameterTensors,
  batch: { readonly rows: Uint32Array; readonly labels: Uint32Array },
  options: StepOptions,
  reference: ReferenceCovariance | undefined,
): Promise<StepFigures> {
  const { figures, gradients } = gradientsOf(model, parameters.values, batch, options, reference);
  try {
    const [loss, crossEntropy, penalty, isoScoreStar] = await figures.data<"float32">();
    checkFinite({ loss, crossEntropy, penalty, isoScoreStar }, options, () => {
      parameters.stepBack();
    });
    parameters.step(gradients, options.learningRate, options.weightDecay);
    return { loss, crossEntropy, penalty, isoScoreStar };
  } finally {
    tf.dispose([figures, ...gradients]);
  }
}

/** Loss figures and gradients of a batch; the caller disposes of them. */
export function gradientsOf(
  model: Trainable,
  values: readonly tf.Tensor[],
  { rows, labels }: { readonly rows: Uint32Array; readonly labels: Uint32Array },
  options: Pick<StepOptions, "penalty" | "lambda" | "zeta">,
  reference: ReferenceCovariance | undefined,
): ObjectiveGradients {
  const oneHot = oneHotOf(rows, labels, model.classes);
  try {
    return differentiate(values, (tensors) =>
      objectiveOf(model.forward(tensors, rows), oneHot, options.penalty, options, reference),
    );
  } finally {
    oneHot.dispose();
  }
}

function oneHotOf(rows: Uint32Array, labels: Uint32Array, classes: number): tf.Tensor2D {
  const values = new Float32Array(rows.length * classes);
  rows.forEach((row, index) => {
    values[index * classes + labels[row]] = 1;
  });
  return tf.tensor2d(values, [rows.length, classes]);
}

/**
 * @param stepBack called if the step before is to blame.
 * @throws LabError `loss-not-finite` or `batch-without-variance`.
 */
export function checkFinite(
  figures: StepFigures,
  { learningRate, lambda, zeta }: StepOptions,
  stepBack: () => void,
): void {
  if (Number.isFinite(figures.loss) && Number.isFinite(figures.crossEntropy)) return;
  const batchIsToBlame = Number.isFinite(figures.crossEntropy) && Number.isNaN(figures.isoScoreStar);
  if (batchIsToBlame) {
    throw new LabError("batch-without-variance", { detail: "points-coincide", zeta });
  }
  stepBack();
  throw new LabError("loss-not-finite", { detail: "loss", loss: figures.loss, learningRate, lambda });
}
