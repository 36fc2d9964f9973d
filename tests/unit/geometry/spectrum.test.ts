import { describe, expect, test } from "vitest";
import { covarianceOf, momentsOf } from "../../../src/geometry/covariance.ts";
import { nullSpectrum } from "../../../src/geometry/nullSpectrum.ts";
import {
  alphaReQ,
  componentsFor,
  cumulativeShares,
  effectiveRank,
  stableRank,
} from "../../../src/geometry/spectrum.ts";
import { symmetricEigen } from "../../../src/geometry/symmetricEigen.ts";
import { gaussianCloud } from "./gaussianCloud.ts";

describe("measures of a spectrum", () => {
  test("of k equal eigenvalues all say k", () => {
    const values = Float64Array.of(2, 2, 2, 0, 0);
    expect(effectiveRank(values)).toBeCloseTo(3, 14);
    expect(stableRank(values)).toBe(3);
    expect(componentsFor(values, 1)).toBe(3);
    expect(componentsFor(values, 2 / 3)).toBe(2);
    expect(Array.from(cumulativeShares(values))).toEqual([1 / 3, 2 / 3, 1, 1, 1]);
  });

  test("of a power law give its exponent", () => {
    const values = Float64Array.from({ length: 200 }, (_, j) => 7 * (j + 1) ** -1.3);
    expect(alphaReQ(values)).toBeCloseTo(1.3, 12);
  });

  test("the components of a share are the least number that reaches it", () => {
    const values = Float64Array.of(90, 5, 4, 1);
    expect(componentsFor(values, 0.9)).toBe(1);
    expect(componentsFor(values, 0.901)).toBe(2);
    expect(componentsFor(values, 0.99)).toBe(3);
    expect(componentsFor(values, 1)).toBe(4);
  });

  test("without variance are not defined", () => {
    const none = new Float64Array(3);
    for (const measure of [effectiveRank(none), stableRank(none), componentsFor(none, 0.9), alphaReQ(none)]) {
      expect(measure).toEqual({ notDefined: "zero-variance" });
    }
    expect(Array.from(cumulativeShares(none))).toEqual([0, 0, 0]);
    expect(alphaReQ(Float64Array.of(1, 0))).toEqual({ notDefined: "needs-two-dimensions" });
  });
});

describe("the null spectrum", () => {
  test.each([
    [50, 60],
    [400, 50],
    [101, 100],
    [200, 60],
    [60, 200],
  ])("of %i points in %i dimensions is the mean of simulated ones", (n, d) => {
    const mean = new Float64Array(d);
    const runs = 20;
    for (let seed = 1; seed <= runs; seed++) {
      symmetricEigen(covarianceOf(momentsOf(gaussianCloud(n, d, seed))), d).values.forEach(
        (value, j) => (mean[j] += value / runs),
      );
    }
    const trace = mean.reduce((sum, value) => sum + value, 0);
    const spectrum = nullSpectrum(n, d, trace);
    mean.forEach((value, j) => {
      expect(Math.abs(spectrum[j] - value) / mean[0]).toBeLessThan(0.04);
    });
  });

  test("has the trace asked for, falls, and is 0 beyond the rank", () => {
    const spectrum = nullSpectrum(10, 30, 12.5);
    expect(spectrum.reduce((sum, value) => sum + value, 0)).toBeCloseTo(12.5, 12);
    expect(spectrum.every((value, j) => j === 0 || value <= spectrum[j - 1])).toBe(true);
    expect(spectrum.filter((value) => value > 0)).toHaveLength(9);
    expect(Array.from(nullSpectrum(1, 3, 0))).toEqual([0, 0, 0]);
    expect(Array.from(nullSpectrum(5, 1, 2))).toEqual([2]);
  });

  test("nears equal eigenvalues as n grows", () => {
    const spectrum = nullSpectrum(1_000_000, 20, 20);
    for (const value of spectrum) expect(Math.abs(value - 1)).toBeLessThan(0.01);
  });
});
