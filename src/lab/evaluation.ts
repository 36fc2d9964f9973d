/** How good the model is on rows held out, and how its vectors of them are shaped. */
import type * as tf from "@tensorflow/tfjs-core";
import { momentsInSteps } from "../geometry/covariance.ts";
import { hasFiniteValues } from "../geometry/finite.ts";
import type { Measure } from "../geometry/measure.ts";
import { alignSigns, principalComponents } from "../geometry/pca.ts";
import type { PointCloud } from "../geometry/pointCloud.ts";
import { principalAxesInSteps } from "../geometry/principalAxes.ts";
import { createRandom } from "../geometry/random.ts";
import { rowsOf } from "../geometry/rows.ts";
import type { Steps } from "../geometry/steps.ts";
import type { AsyncSteps } from "../async/asyncSteps.ts";
import { shuffled } from "./batchOrder.ts";
import { measureCloud } from "./cloudFigures.ts";
import { collectVectors, rowsWithin, type CollectedVectors } from "./collectVectors.ts";
import { LabError } from "./labError.ts";
import type { Trainable } from "./trainable.ts";

/** The figures of one evaluation. */
export interface EvaluationFigures {
  /** Share of the rows whose largest logit is their label's, in [0, 1]. */
  readonly accuracy: number;
  /** The same for training rows, at most 500 of them. */
  readonly trainingAccuracy: number;
  /** Mean over the rows, nats. */
  readonly crossEntropy: number;
  /** Points and dimensions of X̃ as measured. */
  readonly n: number;
  readonly d: number;
  /** IsoScore of X̃: IsoScore⋆ at ζ = 0. */
  readonly isoScore: Measure;
  /** What an isotropic Gaussian cloud of the same n and d scores. */
  readonly isoScoreNull: Measure;
  /** TwoNN dimension of X̃, on at most 2,000 of its points. */
  readonly twoNN: Measure;
}

/** The validation rows' vectors, as they are drawn: one point a row, the adapter's output. */
export interface DrawnCloud {
  /** Row of the data of each point, ascending; the same in every evaluation. */
  readonly rows: Uint32Array;
  /** Class that the model gives each point. */
  readonly predicted: Uint32Array;
  /** Two principal components, n × 2, their signs turned to the evaluation before. */
  readonly coordinates: Float32Array;
  /** Share of the variance of the two. */
  readonly shares: Float64Array;
  /** Of the cloud's covariance, descending. */
  readonly eigenvalues: Float64Array;
}

export interface Evaluation {
  readonly figures: EvaluationFigures;
  readonly cloud: DrawnCloud;
}

/** Training rows whose accuracy is taken. */
const trainingRowsSeen = 500;

export interface EvaluationOptions {
  /** Rows held out, ascending. */
  readonly rows: Uint32Array;
  readonly trainingRows: Uint32Array;
  readonly labels: Uint32Array;
  /** Most vectors of X̃ that are measured. */
  readonly vectorBudget: number;
  /** The evaluation before, whose picture this one's is aligned with. */
  readonly previous: DrawnCloud | undefined;
}

/** Seed of the random part of X̃ that is measured, the same in every evaluation. */
const samplingSeed = 0;

/** @throws LabError `loss-not-finite` if the model's output is not finite. */
export async function* evaluate(
  model: Trainable,
  parameters: readonly tf.Tensor[],
  options: EvaluationOptions,
): AsyncSteps<Evaluation> {
  const { rows, trainingRows, labels, vectorBudget, previous } = options;
  const measuredRows = rowsWithin(model, rows, vectorBudget, createRandom(samplingSeed));
  const collected = inOrder(yield* collectVectors(model, parameters, rows, measuredRows), model.classes);
  if (!hasFiniteValues({ values: collected.logits, n: rows.length, d: model.classes })) {
    throw new LabError("loss-not-finite", { detail: "validation-output" });
  }
  const { n, d, isoScoreStar, isoScoreNull, twoNN } = yield* measureCloud(collected.measured);
  const { accuracy, crossEntropy, predicted } = classification(collected, labels, model.classes);
  const seen = shuffled(trainingRows, createRandom(samplingSeed)).subarray(0, trainingRowsSeen);
  const trained = yield* collectVectors(model, parameters, seen, new Uint32Array());
  const figures = {
    accuracy,
    trainingAccuracy: classification(trained, labels, model.classes).accuracy,
    crossEntropy,
    n,
    d,
    isoScore: isoScoreStar,
    isoScoreNull,
    twoNN,
  };
  return { figures, cloud: { rows, predicted, ...(yield* picture(collected.adapted, previous)) } };
}

/** The rows in ascending order; batches have them by length. */
function inOrder(collected: CollectedVectors, classes: number): CollectedVectors {
  const order = Uint32Array.from(collected.rows.keys()).sort((a, b) => collected.rows[a] - collected.rows[b]);
  const logits = rowsOf({ values: collected.logits, n: collected.rows.length, d: classes }, order)
    .values as Float32Array;
  return {
    ...collected,
    rows: Uint32Array.from(order, (index) => collected.rows[index]),
    logits,
    adapted: rowsOf(collected.adapted, order),
  };
}

function classification({ rows, logits }: CollectedVectors, labels: Uint32Array, classes: number) {
  const predicted = new Uint32Array(rows.length);
  let right = 0;
  let entropy = 0;
  rows.forEach((row, index) => {
    const own = logits.subarray(index * classes, (index + 1) * classes);
    const largest = own.reduce((a, b) => Math.max(a, b));
    predicted[index] = own.indexOf(largest);
    if (predicted[index] === labels[row]) right += 1;
    entropy += Math.log(own.reduce((sum, logit) => sum + Math.exp(logit - largest), 0)) + largest - own[labels[row]];
  });
  return { accuracy: right / rows.length, crossEntropy: entropy / rows.length, predicted };
}

function* picture(
  cloud: PointCloud,
  previous: DrawnCloud | undefined,
): Steps<Pick<DrawnCloud, "coordinates" | "shares" | "eigenvalues">> {
  const moments = yield* momentsInSteps(cloud);
  const axes = yield* principalAxesInSteps(cloud, moments.mean, () => moments.scatter);
  const { coordinates, shares, count } = principalComponents(cloud, axes, 2);
  const signs =
    previous?.coordinates.length === coordinates.length
      ? alignSigns(previous.coordinates, coordinates, count)
      : undefined;
  return {
    coordinates: signs === undefined ? coordinates : coordinates.map((value, index) => value * signs[index % count]),
    shares,
    eigenvalues: axes.squaredSingularValues.map((value) => value / Math.max(1, cloud.n - 1)),
  };
}
