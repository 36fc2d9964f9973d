/** A look at the held-out rows, as the page draws it. */
import type { RowSplit } from "../lab/split.ts";
import type { TrainingEvent } from "../lab/trainer.ts";
import type { LabEvaluation } from "./protocol/lab.ts";

/** @param labels class of each row of the data. */
export function labEvaluation(
  { step, evaluation }: Extract<TrainingEvent, { kind: "evaluated" }>,
  labels: Uint32Array,
  { validation }: RowSplit,
): LabEvaluation {
  const { figures, cloud } = evaluation;
  return {
    step,
    trainingAccuracy: figures.trainingAccuracy,
    accuracy: figures.accuracy,
    crossEntropy: figures.crossEntropy,
    isoScore: figures.isoScore,
    isoScoreNull: figures.isoScoreNull,
    twoNN: figures.twoNN,
    // A copy: the trainer aligns the next picture with its own.
    coordinates: cloud.coordinates.slice(),
    shares: [cloud.shares[0] ?? 0, cloud.shares[1] ?? 0],
    classes: Uint8Array.from(validation, (row) => labels[row]),
    wrong: Uint8Array.from(validation, (row, i) => (cloud.predicted[i] === labels[row] ? 0 : 1)),
    eigenvalues: cloud.eigenvalues,
  };
}
