import { expect, test } from "vitest";
import { meanAndDeviation, spearman } from "../../../src/lab/statistics.ts";

// Reference figures: scipy 1.17.1, spearmanr and permutation_test (pairings, 99,999 resamples); NumPy std with ddof 1.
const tiedX = [1, 5, 2, 2, 9, 3, 7, 7, 4, 6, 8, 0];
const tiedY = [2, 4, 4, 1, 8, 3, 9, 5, 5, 5, 7, 1];
const looseX = Array.from({ length: 15 }, (_, i) => i);
const looseY = [3, 9, 1, 12, 4, 14, 2, 8, 0, 13, 6, 5, 11, 7, 10];

test("Spearman's ρ is scipy's, ties included", () => {
  expect(spearman(tiedX, tiedY).rho).toBeCloseTo(0.9042780617029607, 12);
  expect(
    spearman(
      tiedX,
      tiedY.map((value) => -value),
    ).rho,
  ).toBeCloseTo(-0.9042780617029607, 12);
  expect(spearman(looseX, looseY).rho).toBeCloseTo(0.2178571428571428, 12);
});

test("its p-value agrees with scipy's permutation test and t approximation", () => {
  expect(Math.abs(spearman(looseX, looseY).p - 0.43612)).toBeLessThan(0.015);
  expect(spearman(tiedX, tiedY).p).toBeLessThan(0.001);
});

test("a constant has no rank correlation, and no significance", () => {
  expect(spearman([1, 1, 1], [1, 2, 3])).toEqual({ rho: NaN, p: 1 });
});

test("mean and sample standard deviation are NumPy's", () => {
  expect(meanAndDeviation([1, 2, 4, 8])).toEqual({
    mean: 3.75,
    deviation: expect.closeTo(3.095695936834452, 12) as number,
  });
  expect(meanAndDeviation([5])).toEqual({ mean: 5, deviation: 0 });
});
