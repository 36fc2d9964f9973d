/** The head trained on the host against the same head trained by TensorFlow.js, and against PyTorch. */
import { readFileSync } from "node:fs";
import * as tf from "@tensorflow/tfjs-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseSafetensors } from "../../../src/encoder/safetensors.ts";
import { createArithmetic } from "../../../src/geometry/arithmetic/createArithmetic.ts";
import { covarianceOf, momentsOf } from "../../../src/geometry/covariance.ts";
import { isoScoreStar, normsOf, referenceNormsOf } from "../../../src/geometry/isoscore.ts";
import { createRandom } from "../../../src/geometry/random.ts";
import { createHeadModel } from "../../../src/lab/headModel.ts";
import { HostLearner } from "../../../src/lab/hostHead/hostLearner.ts";
import { createIsoScoreSpace, isoScoreBytes, isoScoreGradient } from "../../../src/lab/hostHead/isoScoreGradient.ts";
import { createMatrix, matrixBytes } from "../../../src/lab/hostHead/matrix.ts";
import { createLearner } from "../../../src/lab/createLearner.ts";
import { TensorLearner } from "../../../src/lab/tensorLearner.ts";
import type { Trainable } from "../../../src/lab/trainable.ts";
import { startCase, type TrainingCase } from "../../golden/lab/trainingCases.ts";
import { startBackendInNode } from "./backendFixture.ts";

let stop: () => void;
beforeAll(async () => ({ stop } = await startBackendInNode("wasm")));
afterAll(() => {
  stop();
});

function noise(length: number, seed: number): Float32Array {
  const random = createRandom(seed);
  return Float32Array.from({ length }, () => random.normal());
}

/** 20 classes or 2, odd sizes, one block of rows and several. */
const shapes = [
  { n: 90, d: 13, width: 7, classes: 3, rows: 75 },
  { n: 40, d: 24, width: 16, classes: 2, rows: 9 },
  { n: 60, d: 10, width: 33, classes: 20, rows: 16 },
] as const;
const cases = shapes.flatMap((shape) =>
  (["linear", "tanh"] as const).flatMap((adapter) =>
    (["isoscore", "cosreg", "none"] as const).map((penalty) => ({ ...shape, adapter, penalty })),
  ),
);

test.each(cases)(
  "takes TensorFlow.js' steps: $penalty, $adapter, $n × $d to $width",
  async ({ n, d, width, classes, rows, adapter, penalty }) => {
    const model = createHeadModel({ values: noise(n * d, 1), n, d }, classes, { adapter, width });
    const labels = Uint32Array.from({ length: n }, (_, row) => (row * 7) % classes);
    const reference = covarianceOf(momentsOf({ values: noise(50 * width, 2), n: 50, d: width }));
    const host = new HostLearner(model.frozenHead!, model.initial(4), 0);
    const tensors = new TensorLearner(model, model.initial(4), 0);
    for (const learner of [host, tensors]) learner.setReference(reference);
    for (let step = 0; step < 20; step++) {
      const [batch] = model.batches(Uint32Array.from(labels.keys()), rows, createRandom(step));
      const options = {
        penalty,
        lambda: [-3, 0, 4][Math.floor(step / 7)],
        zeta: step < 5 ? 0 : 0.3,
        learningRate: 3e-3,
        weightDecay: 0.05,
      };
      const [own, other] = [
        await host.step({ rows: batch, labels }, options),
        await tensors.step({ rows: batch, labels }, options),
      ];
      for (const key of ["loss", "crossEntropy", "penalty", "isoScoreStar"] as const) {
        expect(Math.abs(own[key] - other[key]), `${key} of step ${step}`).toBeLessThan(1e-5);
      }
    }
    // AdamW divides by the size of a gradient, and with it by its rounding where there is next to none.
    const [own, other] = [await host.download(), await tensors.download()];
    expect(own.steps).toBe(other.steps);
    own.parameters.forEach((parameter, index) => {
      const twin = other.parameters[index];
      expect(Object.keys(parameter).sort()).toEqual(Object.keys(twin).sort());
      parameter.values.forEach((value, i) => {
        expect(Math.abs(value - twin.values[i]), `${parameter.name} ${i}`).toBeLessThan(2e-4);
      });
    });
    host.dispose();
    tensors.dispose();
  },
);

test("takes PyTorch's 20 steps", async () => {
  const golden = (name: string) => readFileSync(new URL(`../../golden/lab/${name}`, import.meta.url));
  const file = parseSafetensors(golden("training.safetensors"));
  const recordedCases = Object.entries(
    JSON.parse(golden("training.json").toString()) as Readonly<Record<string, TrainingCase>>,
  );
  const heads = recordedCases.filter(([, { trained }]) => trained === undefined);
  expect(heads.length).toBe(3);
  for (const [name, recorded] of heads) {
    const { model, parameters, labels, batches, reference } = await startCase(name, recorded, file, () =>
      Promise.reject(new Error("a head has no checkpoint")),
    );
    const learner = new HostLearner(model.frozenHead!, parameters, 0);
    learner.setReference(Float64Array.from(reference));
    for (const [step, expected] of recorded.steps.entries()) {
      const options = {
        penalty: "isoscore",
        lambda: recorded.lambdas[step],
        zeta: recorded.zeta,
        learningRate: recorded.learning_rate,
        weightDecay: recorded.weight_decay,
      } as const;
      const figures = await learner.step({ rows: batches[step], labels }, options);
      for (const key of ["loss", "crossEntropy", "isoScoreStar"] as const)
        expect(Math.abs(figures[key] - expected[key]), `${name}, ${key} of step ${step}`).toBeLessThan(5e-6);
    }
  }
});

describe("IsoScore⋆ on the host", () => {
  const [n, d] = [21, 6];

  function scoreOf(values: Float32Array, zeta: number, reference: Float64Array | undefined): number {
    const arithmetic = createArithmetic(isoScoreBytes(n, d) + 2 * matrixBytes(n, d));
    const space = createIsoScoreSpace(arithmetic, n, d);
    const points = createMatrix(arithmetic, n, d);
    values.forEach((value, index) => {
      points.values[Math.floor(index / d) * points.stride + (index % d)] = value;
    });
    return isoScoreGradient(space, points, n, d, { zeta, reference, weight: 0 }, createMatrix(arithmetic, n, d));
  }

  test.each([0, 0.3, 1])("is geometry's, far from the origin too, at ζ = %f", (zeta) => {
    for (const [place, scale] of [
      [0, 1],
      [1000, 1],
      [0, 1e-12],
      [-3, 1e12],
    ] as const) {
      const values = noise(n * d, 5).map((value) => place + scale * value);
      const reference = covarianceOf(momentsOf({ values: noise(30 * d, 6), n: 30, d })).map(
        (entry) => entry * scale ** 2,
      );
      const moments = momentsOf({ values, n, d });
      const expected = isoScoreStar(normsOf(moments), zeta, referenceNormsOf(moments, reference)) as number;
      expect(scoreOf(values, zeta, reference)).toBeCloseTo(expected, 9);
    }
  });

  test("is not a number where all points coincide", () => {
    expect(scoreOf(new Float32Array(n * d).fill(0.1), 0, undefined)).toBeNaN();
  });

  test("says what it lacks", () => {
    expect(() => scoreOf(noise(n * d, 5), 0.1, undefined)).toThrow(RangeError);
    expect(() => scoreOf(noise(n * d, 5), 1.1, undefined)).toThrow(RangeError);
  });
});

test("small steps are taken on the host, large ones by the backend", () => {
  const model = (width: number) =>
    createHeadModel({ values: noise(3840, 1), n: 10, d: 384 }, 2, { adapter: "tanh", width });
  const learnerOf = (trainable: Trainable, batchSize: number) => {
    const learner = createLearner(trainable, batchSize, trainable.initial(1));
    learner.dispose();
    return learner;
  };
  expect(learnerOf(model(64), 64)).toBeInstanceOf(HostLearner);
  expect(learnerOf(model(64), 1024)).toBeInstanceOf(TensorLearner);
  expect(learnerOf(model(768), 32)).toBeInstanceOf(TensorLearner);
  expect(learnerOf({ ...model(64), frozenHead: undefined }, 64)).toBeInstanceOf(TensorLearner);
});

test("values that are lent are those of now, and nothing is left of them", async () => {
  const before = tf.memory().numTensors;
  const model = createHeadModel({ values: noise(80, 1), n: 10, d: 8 }, 2, { adapter: "tanh", width: 4 });
  const learner = new HostLearner(model.frozenHead!, model.initial(1), 0);
  const batch = {
    rows: Uint32Array.from({ length: 10 }, (_, row) => row),
    labels: Uint32Array.from({ length: 10 }, (_, row) => row % 2),
  };
  for (let step = 0; step < 3; step++) {
    const { parameters } = await learner.download();
    learner.values().forEach((tensor, index) => {
      expect(tensor.dataSync()).toEqual(parameters[index].values);
    });
    await learner.step(batch, { penalty: "cosreg", lambda: 1, zeta: 0, learningRate: 0.1, weightDecay: 0 });
  }
  learner.values();
  learner.dispose();
  expect(tf.memory().numTensors).toBe(before);
});
