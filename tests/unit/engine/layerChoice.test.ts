import { expect, test } from "vitest";
import { layersChosen } from "../../../src/engine/layerChoice.ts";
import { referenceFor } from "../../../src/engine/reference.ts";

test("a rule chooses layers of any model, the last one always", () => {
  expect(layersChosen("all", 6)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(layersChosen("every-second", 6)).toEqual([0, 2, 4, 6]);
  expect(layersChosen("every-second", 3)).toEqual([1, 3]);
  expect(layersChosen("every-third", 12)).toEqual([0, 3, 6, 9, 12]);
  expect(layersChosen("ends", 12)).toEqual([0, 12]);
  expect(layersChosen("ends", 0)).toEqual([0]);
});

test("numbers are taken in order, each once, and only those that there are", () => {
  expect(layersChosen([6, 0, 6, 99], 6)).toEqual([0, 6]);
  expect(layersChosen([99], 2)).toEqual([0, 1, 2]);
  expect(layersChosen([], 2)).toEqual([0, 1, 2]);
});

test("a reference gives each layer its own covariance, whichever layers were kept", () => {
  const covariances = [0, 1, 2, 3].map((layer) => Float64Array.of(layer));
  const whole = { points: 5, d: 1, covariances };
  const valuesFor = (
    source: Parameters<typeof referenceFor>[0],
    reference = whole as Parameters<typeof referenceFor>[1],
  ) => referenceFor(source, reference)?.covariances.map(([value]) => value);
  expect(valuesFor({ layers: 4 })).toEqual([0, 1, 2, 3]);
  expect(valuesFor({ layers: 2, layerNumbers: [1, 3] })).toEqual([1, 3]);
  const part = { points: 5, d: 1, covariances: [covariances[1], covariances[3]], layerNumbers: [1, 3] };
  expect(valuesFor({ layers: 1, layerNumbers: [3] }, part)).toEqual([3]);
  expect(valuesFor({ layers: 4 }, part)).toBeUndefined();
  expect(valuesFor({ layers: 2, layerNumbers: [2, 3] }, part)).toBeUndefined();
  expect(valuesFor({ layers: 5 })).toBeUndefined();
});
