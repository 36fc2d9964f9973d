/** Chooses where parameters are trained: in host memory or on the current TensorFlow.js backend. */
import * as tf from "@tensorflow/tfjs-core";
import { HostLearner } from "./hostHead/hostLearner.ts";
import type { Learner } from "./learner.ts";
import type { OptimisedParameter } from "./parameterTensors.ts";
import type { Parameter } from "./parameters.ts";
import { TensorLearner } from "./tensorLearner.ts";
import type { FrozenHead, Trainable } from "./trainable.ts";

/**
 * Up to so many multiply-adds a step in float64 on the host costs less than the calls of the wasm backend cost alone;
 * beyond, that backend's float32 products, twice as fast, tell. Measured in Chromium: at 3.7 million the host takes a
 * third of the backend's time, from twice as many on neither is clearly ahead.
 */
const hostProducts = 4_000_000;

/**
 * Takes up parameters. A head alone is trained in host memory where its steps are too small for what a call of a backend
 * costs, unless that is a GPU.
 * @param batchSize rows of a step.
 * @param steps that the running means of the parameters have seen.
 */
export function createLearner(
  model: Trainable,
  batchSize: number,
  parameters: readonly (Parameter | OptimisedParameter)[],
  steps = 0,
): Learner {
  const { frozenHead } = model;
  return frozenHead !== undefined && isQuickerOnHost(frozenHead, batchSize)
    ? new HostLearner(frozenHead, parameters, steps)
    : new TensorLearner(model, parameters, steps);
}

function isQuickerOnHost({ vectors, width }: FrozenHead, batchSize: number): boolean {
  switch (tf.getBackend()) {
    case "cpu":
      return true;
    case "wasm":
      // Forward and back through the adapter, and covariance and gradient of IsoScore⋆.
      return 2 * batchSize * width * (vectors.d + width) <= hostProducts;
    default:
      return false;
  }
}
