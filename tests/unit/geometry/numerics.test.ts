/** What rounding and scale may not change, and what is said where they must. */
import { describe, expect, test } from "vitest";
import { linearCka } from "../../../src/geometry/cka.ts";
import { estimateIntervals } from "../../../src/geometry/intervals.ts";
import { intervalRules, measureIds, type IntervalMeasureId } from "../../../src/geometry/measures/table.ts";
import type { PointCloud } from "../../../src/geometry/pointCloud.ts";
import { measureLayer } from "../../../src/geometry/profile.ts";
import { createRandom, sampleWithoutReplacement } from "../../../src/geometry/random.ts";
import { rowsOf } from "../../../src/geometry/rows.ts";
import { runToEnd } from "../../../src/geometry/steps.ts";
import { withinRange } from "../../../src/vectors/valueRange.ts";
import type { VectorCloud } from "../../../src/vectors/vectorCloud.ts";
import { gaussianCloud, moved } from "./gaussianCloud.ts";

const profileOf = (cloud: PointCloud) => runToEnd(measureLayer(cloud));
const intervalsOf = (cloud: PointCloud) => runToEnd(estimateIntervals(cloud, { seed: 3 }));

describe("the partition is a function of the cloud", () => {
  /** n rows of the identity matrix. */
  const oneHot = (n: number): PointCloud => ({
    values: Float64Array.from({ length: n * n }, (_, at) => (at % (n + 1) === 0 ? 1 : 0)),
    n,
    d: n,
  });
  const shuffled = (cloud: PointCloud): PointCloud =>
    rowsOf(cloud, sampleWithoutReplacement(cloud.n, cloud.n, createRandom(4)));
  const orders = (cloud: PointCloud) => [cloud, shuffled(cloud), moved(cloud, 5)];

  test.each([4, 8, 31])("or not defined: of %i one-hot rows all eigenvalues are equal", (n) => {
    for (const cloud of orders(oneHot(n)))
      expect(profileOf(cloud).partition).toEqual({ notDefined: "equal-eigenvalues" });
  });

  test("or not defined: where the two leading directions of five are equal", () => {
    // Each row with all signs of its entries: the second moment is diagonal, exactly.
    const lengths = [3, 3, 1, 0.5, 0.25];
    const values = Float64Array.from({ length: 5 * 32 }, (_, at) =>
      (Math.floor(at / 5) >> (at % 5)) % 2 === 0 ? lengths[at % 5] : -lengths[at % 5],
    );
    for (const cloud of orders({ values, n: 32, d: 5 }))
      expect(profileOf(cloud).partition).toEqual({ notDefined: "equal-eigenvalues" });
  });

  test("and defined where equal eigenvalues have directions that can be no extreme", () => {
    // A mean along the first axis makes Z least and greatest there.
    const lengths = [1, 0.6, 0.6, 0.3, 0.2];
    const values = Float64Array.from(
      { length: 5 * 32 },
      (_, at) =>
        (at % 5 === 0 ? 2 : 0) + ((Math.floor(at / 5) >> (at % 5)) % 2 === 0 ? lengths[at % 5] : -lengths[at % 5]),
    );
    // By hand: Z(±c) / n = e^{±2} cosh 1.
    for (const cloud of orders({ values, n: 32, d: 5 }))
      expect(profileOf(cloud).partition).toBeCloseTo(Math.exp(-4), 9);
  });

  test("and unchanged by order and rotation where all differ", () => {
    const cloud = gaussianCloud(60, 5, 1, [3, 2, 1.5, 1, 0.7], 0.4);
    const [first, ...others] = orders(cloud).map((other) => profileOf(other).partition as number);
    for (const value of others) expect(value / first).toBeCloseTo(1, 9);
  });
});

describe("eigenvalues that rounding hides", () => {
  test("are counted", () => {
    // Standard deviations 1 … 10⁻⁹: squares under 200 ε are not told from 0, which are those of 10⁻⁷ and less.
    const deviations = Array.from({ length: 10 }, (_, j) => 10 ** -j);
    expect(profileOf(gaussianCloud(200, 10, 2, deviations)).unresolvedEigenvalues).toBe(3);
  });

  test("are none in a cloud of full rank, with more or fewer points than dimensions", () => {
    expect(profileOf(gaussianCloud(200, 10, 2)).unresolvedEigenvalues).toBe(0);
    expect(profileOf(gaussianCloud(20, 50, 2)).unresolvedEigenvalues).toBe(0);
  });
});

describe("values of any size", () => {
  const base = gaussianCloud(60, 8, 7, [3, 2, 1.5, 1, 0.7, 0.5, 0.4, 0.3], 0.5);
  const expected = { profile: profileOf(base), intervals: intervalsOf(base) };
  const scaled = (factors: readonly number[]): PointCloud => {
    const values = Float64Array.from(base.values, (value) =>
      factors.reduce((product, factor) => product * factor, value),
    );
    const vectors = { layers: [{ name: "a", cloud: { ...base, values } }] } as unknown as VectorCloud;
    return withinRange(vectors).layers[0].cloud;
  };
  // Powers of two change no digit, so that nothing at all may differ; those of ten round.
  const sizes: [string, number[], number][] = [
    ["2¹²⁰", [2 ** 120], 15],
    ["2⁻¹²⁰", [2 ** -120], 15],
    ["2¹⁰⁰⁰", [2 ** 1000], 15],
    ["2⁻⁹⁶⁰", [2 ** -960], 15],
    ["10³⁸", [1e38], 9],
    ["10⁷⁶", [1e76], 9],
    ["10⁷⁷", [1e77], 9],
    ["10¹⁶⁰", [1e160], 9],
    ["10³⁰⁶", [1e306], 9],
    ["10⁻²⁰⁰", [1e-200], 9],
  ];

  test.each(sizes)("times %s: measures, intervals and CKA are the same", (_, factors, digits) => {
    const cloud = scaled(factors);
    const profile = profileOf(cloud);
    for (const id of measureIds) {
      // It depends on the scale.
      if (id === "partition") continue;
      const [value, wanted] = [profile[id], expected.profile[id]];
      if (typeof wanted === "number")
        expect((value as number) / (wanted || 1), id).toBeCloseTo(wanted === 0 ? 0 : 1, digits - 1);
      else expect(value, id).toEqual(wanted);
    }
    const intervals = intervalsOf(cloud);
    expect(intervals.groups).toBe(expected.intervals.groups);
    for (const id of Object.keys(intervalRules) as IntervalMeasureId[]) {
      const [interval, wanted] = [intervals[id], expected.intervals[id]];
      if (!("low" in interval) || !("low" in wanted)) expect(interval, id).toEqual(wanted);
      else {
        expect(interval.low / wanted.low, id).toBeCloseTo(1, digits - 2);
        expect(interval.high / wanted.high, id).toBeCloseTo(1, digits - 2);
      }
    }
    expect(linearCka(cloud, base)).toBeCloseTo(1, digits - 2);
    expect(linearCka(cloud, cloud)).toBeCloseTo(1, digits - 2);
  });
});
