/** Twenty steps of training, each against PyTorch's autograd of the published, eigenvalue form of IsoScore⋆. */
import { readFileSync } from "node:fs";
import * as tf from "@tensorflow/tfjs-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseSafetensors } from "../../../src/encoder/safetensors.ts";
import { ParameterTensors } from "../../../src/lab/parameterTensors.ts";
import { uploadReference } from "../../../src/lab/referenceCovariance.ts";
import { takeStep } from "../../../src/lab/trainingStep.ts";
import { startCase, type TrainingCase } from "../../golden/lab/trainingCases.ts";
import { tinyModel } from "../encoder/nodeFixtures.ts";
import { startBackendInNode } from "./backendFixture.ts";

const golden = (name: string) => readFileSync(new URL(`../../golden/lab/${name}`, import.meta.url));
const cases = JSON.parse(golden("training.json").toString()) as Readonly<Record<string, TrainingCase>>;
const file = parseSafetensors(golden("training.safetensors"));

/** Float32 against float64 over 20 steps; 1e-3 is what the project promises. */
const tolerance = 5e-6;

describe.each(["wasm", "cpu"] as const)("on %s", (backend) => {
  let stop: () => void;
  beforeAll(async () => ({ stop } = await startBackendInNode(backend)));
  afterAll(() => {
    stop();
  });

  test.each(Object.entries(cases))("%s: loss and IsoScore⋆ of every step are PyTorch's", async (name, recorded) => {
    const { model, parameters, labels, batches, reference } = await startCase(
      name,
      recorded,
      file,
      async (checkpoint) => tinyModel(checkpoint).model,
    );
    const before = tf.memory().numTensors;
    const tensors = new ParameterTensors(parameters);
    const covariance = uploadReference(Float64Array.from(reference));
    let largest = 0;
    for (const [step, expected] of recorded.steps.entries()) {
      const options = {
        penalty: "isoscore",
        lambda: recorded.lambdas[step],
        zeta: recorded.zeta,
        learningRate: recorded.learning_rate,
        weightDecay: recorded.weight_decay,
      } as const;
      const figures = await takeStep(model, tensors, { rows: batches[step], labels }, options, covariance);
      for (const key of ["loss", "crossEntropy", "isoScoreStar"] as const)
        largest = Math.max(largest, Math.abs(figures[key] - expected[key]));
    }
    expect(largest).toBeLessThan(tolerance);
    tensors.dispose();
    covariance.matrix.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});
