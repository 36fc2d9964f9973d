/** Training on WebGPU (SwiftShader): gradients against central differences, steps against PyTorch, memory. */
import * as tf from "@tensorflow/tfjs-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parseSafetensors } from "../../../src/encoder/safetensors.ts";
import { startBackend, type Backend } from "../../../src/engine/backendStart.ts";
import { wasmFiles } from "../../../src/engine/backendWasmFiles.ts";
import { ParameterTensors } from "../../../src/lab/parameterTensors.ts";
import { uploadReference } from "../../../src/lab/referenceCovariance.ts";
import { Trainer } from "../../../src/lab/trainer.ts";
import { takeStep } from "../../../src/lab/trainingStep.ts";
import { gradientCases, gradientDeviations } from "../../golden/lab/gradientCases.ts";
import cases from "../../golden/lab/training.json";
import safetensorsUrl from "../../golden/lab/training.safetensors?url";
import { startCase, type TrainingCase } from "../../golden/lab/trainingCases.ts";
import { headRun } from "../../unit/lab/learnable.ts";
import { fetchTinyModel } from "../encoder/browserFixtures.ts";

let backend: Backend;
beforeAll(async () => {
  backend = await startBackend("webgpu", { wasmFiles, allowSoftwareAdapter: true });
});
afterAll(() => {
  backend.dispose();
});

test.each(gradientCases.map((gradientCase) => [gradientCase.name, gradientCase] as const))(
  "gradients: %s",
  async (_, gradientCase) => {
    const before = tf.memory().numTensors;
    for (const { name, deviation } of await gradientDeviations(gradientCase))
      expect(deviation, name).toBeLessThan(2e-5);
    expect(tf.memory().numTensors).toBe(before);
    backend.failure.throwIfAborted();
  },
);

test.each(["head-tanh", "top-2-gelu"] as const)("%s: loss and IsoScore⋆ of every step are PyTorch's", async (name) => {
  const recorded: TrainingCase = (cases as unknown as Record<string, TrainingCase>)[name];
  const file = parseSafetensors(new Uint8Array(await (await fetch(safetensorsUrl)).arrayBuffer()));
  const { model, parameters, labels, batches, reference } = await startCase(
    name,
    recorded,
    file,
    async (checkpoint) => (await fetchTinyModel(checkpoint)).model,
  );
  const tensors = new ParameterTensors(parameters);
  const covariance = uploadReference(Float64Array.from(reference));
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
      expect(Math.abs(figures[key] - expected[key]), `${key} of step ${step}`).toBeLessThan(2e-5);
  }
  tensors.dispose();
  covariance.matrix.dispose();
  backend.failure.throwIfAborted();
});

test("memory is flat over 60 steps: tensors, and bytes on the GPU", async () => {
  const before = tf.memory().numTensors;
  const trainer = new Trainer(headRun({ epochs: 10 }));
  let reference: { numTensors: number; numBytesInGPU: number } | undefined;
  let steps = 0;
  for await (const event of trainer.train(backend.failure)) {
    if (event.kind !== "step") continue;
    steps += 1;
    const { numTensors, numBytesInGPU } = tf.memory() as tf.MemoryInfo & { numBytesInGPU: number };
    // All shapes have been met, and the pool of buffers filled, after two epochs.
    if (steps === 12) reference = { numTensors, numBytesInGPU };
    if (steps > 12) expect({ numTensors, numBytesInGPU }).toEqual(reference);
  }
  expect(steps).toBe(60);
  trainer.dispose();
  expect(tf.memory().numTensors).toBe(before);
});
