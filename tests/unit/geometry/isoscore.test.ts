import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { covarianceOf, momentsOf } from "../../../src/geometry/covariance.ts";
import { isoScore, isoScoreNull, isoScoreStar, normsOf, referenceNormsOf } from "../../../src/geometry/isoscore.ts";
import { isDefined, type Measure } from "../../../src/geometry/measure.ts";
import { symmetricEigen } from "../../../src/geometry/symmetricEigen.ts";
import { gaussianCloud } from "./gaussianCloud.ts";
import { publishedIsoScore } from "./publishedSteps.ts";

function defined(measure: Measure): number {
  if (!isDefined(measure)) throw new Error(measure.notDefined);
  return measure;
}

function average(count: number, sample: (seed: number) => number): number {
  let sum = 0;
  for (let seed = 1; seed <= count; seed++) sum += sample(seed);
  return sum / count;
}

describe("IsoScore⋆", () => {
  test("equals the published steps on Σ_ζ, for any n, d and ζ", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 60 }),
        fc.integer({ min: 2, max: 24 }),
        fc.constantFrom(0, 0.1, 0.5, 0.8, 1),
        fc.integer(),
        (n, d, zeta, seed) => {
          const moments = momentsOf(
            gaussianCloud(
              n,
              d,
              seed,
              Float64Array.from({ length: d }, (_, j) => 1 / (1 + j)),
            ),
          );
          const reference = covarianceOf(momentsOf(gaussianCloud(2 * d, d, seed + 1)));
          const closed = defined(isoScoreStar(normsOf(moments), zeta, referenceNormsOf(moments, reference)));
          const own = covarianceOf(moments);
          const mixed = own.map((entry, i) => (1 - zeta) * entry + zeta * reference[i]);
          expect(Math.abs(closed - publishedIsoScore(symmetricEigen(mixed, d).values))).toBeLessThan(1e-13);
        },
      ),
      { numRuns: 100, seed: 2 },
    );
  });

  test("is 1 for Σ ∝ I, 0 for one direction, and (k − 1) / (d − 1) for k equal directions", () => {
    const norms = (values: number[]): Parameters<typeof isoScore>[0] => ({
      n: 1000,
      d: values.length,
      trace: values.reduce((sum, value) => sum + value, 0),
      squaredNorm: values.reduce((sum, value) => sum + value * value, 0),
    });
    expect(isoScore(norms([3, 3, 3, 3]))).toBe(1);
    expect(isoScore(norms([3, 0, 0, 0]))).toBe(0);
    expect(isoScore(norms([2, 2, 2, 0, 0]))).toBeCloseTo(2 / 4, 15);
  });

  test("at ζ = 1 it is the score of the reference, and at ζ = 0 of the cloud", () => {
    const moments = momentsOf(gaussianCloud(30, 5, 3));
    const other = momentsOf(gaussianCloud(40, 5, 4, [5, 1, 1, 1, 1]));
    const reference = referenceNormsOf(moments, covarianceOf(other));
    expect(isoScoreStar(normsOf(moments), 1, reference)).toBeCloseTo(defined(isoScore(normsOf(other))), 14);
    expect(isoScoreStar(normsOf(moments), 0, reference)).toBe(isoScore(normsOf(moments)));
  });

  test("refuses a ζ outside [0, 1] and a reference of another size", () => {
    const moments = momentsOf(gaussianCloud(5, 3, 1));
    const reference = referenceNormsOf(moments, new Float64Array(9).fill(1));
    expect(() => isoScoreStar(normsOf(moments), -0.1, reference)).toThrow(RangeError);
    expect(() => isoScoreStar(normsOf(moments), NaN, reference)).toThrow(RangeError);
    expect(() => referenceNormsOf(moments, new Float64Array(4))).toThrow(/3 dimensions/);
  });
});

describe("the null value", () => {
  test("falls short of 1 by far where n is not far above d", () => {
    expect(isoScoreNull(64, 768)).toBeCloseTo(62 / 832, 15);
    expect(isoScoreNull(768, 768)).toBeCloseTo(0.4987, 4);
    expect(isoScoreNull(7680, 768)).toBeCloseTo(0.9089, 4);
    expect(isoScoreNull(64, 768, 1)).toBe(1);
    // A reference has a size of its own: simulated .878 and .8825 with Σ_S from 500 points.
    expect(isoScoreNull(50, 64, 0.8, 500)).toBeCloseTo(0.878, 3);
    expect(isoScoreNull(50, 64, 1, 500)).toBeCloseTo(0.8825, 2);
  });

  // At ζ = 0 the law is exact: only the standard error of so many simulations is allowed for, three times over.
  test.each([
    [6, 10, 0, 6000],
    [20, 10, 0, 2000],
    [50, 8, 0, 1000],
    [10, 40, 0, 1000],
    [10, 40, 0.5, 1000],
    [20, 10, 0.3, 2000],
    [20, 10, 0.9, 1000],
    [256, 768, 0, 2],
  ] as const)("for n = %i, d = %i and ζ = %f is what isotropic Gaussian clouds score", (n, d, zeta, runs) => {
    const identity = Float64Array.from({ length: d * d }, (_, i) => (i % (d + 1) === 0 ? 1 : 0));
    const inverse = average(runs, (seed) => {
      const moments = momentsOf(gaussianCloud(n, d, seed));
      return 1 / (defined(isoScoreStar(normsOf(moments), zeta, referenceNormsOf(moments, identity))) * (d - 1) + 1);
    });
    const simulated = (1 / inverse - 1) / (d - 1);
    expect(Math.abs(simulated / defined(isoScoreNull(n, d, zeta)) - 1)).toBeLessThan(0.01);
  });
});
