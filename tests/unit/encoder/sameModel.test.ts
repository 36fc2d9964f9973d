import { expect, test } from "vitest";
import { sameModel } from "../../../src/encoder/sameModel.ts";
import { tinyModel } from "./nodeFixtures.ts";

test("files read twice are one model; another weight, name or configuration makes another", () => {
  const [a, b] = [tinyModel("tiny-gelu").model, tinyModel("tiny-gelu").model];
  expect(a).not.toBe(b);
  expect(sameModel(a, b)).toBe(true);
  expect(sameModel(a, { ...b, name: "other" })).toBe(false);
  expect(sameModel(a, { ...b, config: { ...b.config, layerNormEpsilon: 1e-6 } })).toBe(false);
  b.weights.layers[1].output.bias[2] += 1e-3;
  expect(sameModel(a, b)).toBe(false);
  expect(sameModel(a, tinyModel("tiny-relu").model)).toBe(false);
});
