import { expect, test } from "vitest";
import { createEncoderTop } from "../../../src/lab/encoderTop.ts";
import { trainedModel } from "../../../src/lab/trainedModel.ts";
import { tinyModel } from "../encoder/nodeFixtures.ts";

const { model } = tinyModel("tiny-gelu");
const { config, weights } = model;
const states = {
  values: new Float32Array(24),
  d: 12,
  offsets: Uint32Array.of(0, 2),
  poolingWeights: Float32Array.of(0.5, 0.5),
};
const parametersOf = (trained: number) =>
  createEncoderTop(states, { config, weights: weights.layers, trained }, 2, { adapter: "tanh", width: 4 }).initial(1);

test("parameters that no step has changed give the weights that they came from", () => {
  const again = trainedModel(model, parametersOf(2), "again");
  expect(again.name).toBe("again");
  expect(again.weights).toEqual(weights);
  expect(again.weights.layers[0]).not.toBe(weights.layers[0]);
});

test("layers below the trained ones are the model's own, and the model stays as it was", () => {
  const parameters = parametersOf(1).map((parameter) => ({
    ...parameter,
    values: parameter.values.map((value) => value + 1),
  }));
  const before = structuredClone(weights);
  const trained = trainedModel(model, parameters, "trained");
  expect(trained.weights.layers[0]).toBe(weights.layers[0]);
  expect(trained.weights.layers[1].output.weight[0]).toBe(Math.fround(weights.layers[1].output.weight[0] + 1));
  expect(trained.weights.layers[1].outputLayerNorm.beta[3]).toBe(
    Math.fround(weights.layers[1].outputLayerNorm.beta[3] + 1),
  );
  expect(weights).toEqual(before);
});

test("a head alone changes no layer; parameters that are no layers are refused", () => {
  const parameters = parametersOf(1);
  expect(trainedModel(model, parameters.slice(0, 4), "head").weights.layers).toEqual(weights.layers);
  expect(() => trainedModel(model, parameters.slice(0, 9), "cut")).toThrow(RangeError);
});
