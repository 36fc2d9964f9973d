import { describe, expect, test } from "vitest";
import {
  covarianceOf,
  emptyMoments,
  mergeMoments,
  momentsOf,
  removeMoments,
  secondMomentOf,
  type Moments,
} from "../../../src/geometry/covariance.ts";
import type { PointCloud } from "../../../src/geometry/pointCloud.ts";
import { rowsOf } from "../../../src/geometry/rows.ts";
import { gaussianCloud } from "./gaussianCloud.ts";

/** XᵀX of the cloud less its mean, by the definition. */
function directScatter({ values, n, d }: PointCloud): Float64Array {
  const mean = Float64Array.from({ length: d }, (_, j) => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += values[i * d + j];
    return sum / n;
  });
  return Float64Array.from({ length: d * d }, (_, index) => {
    const j = Math.floor(index / d);
    const k = index % d;
    let sum = 0;
    for (let i = 0; i < n; i++) sum += (values[i * d + j] - mean[j]) * (values[i * d + k] - mean[k]);
    return sum;
  });
}

function range(from: number, to: number): Uint32Array {
  return Uint32Array.from({ length: to - from }, (_, index) => from + index);
}

/** Largest difference of two matrices over the largest entry of the second. */
function relativeDifference(a: Float64Array, b: Float64Array): number {
  let difference = 0;
  let largest = 0;
  for (let i = 0; i < b.length; i++) {
    difference = Math.max(difference, Math.abs(a[i] - b[i]));
    largest = Math.max(largest, Math.abs(b[i]));
  }
  return difference / largest;
}

describe("moments", () => {
  test.each([
    [1, 1],
    [2, 3],
    [5, 4],
    [127, 9],
    [128, 8],
    [129, 7],
    [300, 33],
  ])("of %i points in %i dimensions are those of the definition", (n, d) => {
    const cloud = gaussianCloud(n, d, n + d, undefined, 3);
    const { scatter } = momentsOf(cloud);
    const direct = directScatter(cloud);
    for (let i = 0; i < d * d; i++) expect(Math.abs(scatter[i] - direct[i])).toBeLessThanOrEqual(1e-13 * n);
  });

  test("gathered in batches are those of the whole, to 1e-12", () => {
    const cloud = gaussianCloud(500, 24, 7, undefined, 50);
    const whole = momentsOf(cloud);
    let gathered: Moments = emptyMoments(24);
    for (let from = 0; from < 500; from += 37) {
      gathered = mergeMoments(gathered, momentsOf(rowsOf(cloud, range(from, Math.min(500, from + 37)))));
    }
    expect(gathered.n).toBe(500);
    expect(relativeDifference(gathered.scatter, whole.scatter)).toBeLessThan(1e-12);
    expect(relativeDifference(gathered.mean, whole.mean)).toBeLessThan(1e-14);
  });

  test("merged from two halves, in either order, are those of the whole, to 1e-12", () => {
    const cloud = gaussianCloud(301, 16, 8, undefined, -20);
    const first = momentsOf(rowsOf(cloud, range(0, 120)));
    const second = momentsOf(rowsOf(cloud, range(120, 301)));
    const whole = momentsOf(cloud);
    expect(relativeDifference(mergeMoments(first, second).scatter, whole.scatter)).toBeLessThan(1e-12);
    expect(relativeDifference(mergeMoments(second, first).scatter, whole.scatter)).toBeLessThan(1e-12);
  });

  test("without a part are those of the rest", () => {
    const cloud = gaussianCloud(200, 12, 9, undefined, 5);
    const rest = removeMoments(momentsOf(cloud), momentsOf(rowsOf(cloud, range(50, 90))));
    const expected = momentsOf(rowsOf(cloud, [...range(0, 50), ...range(90, 200)]));
    expect(rest.n).toBe(160);
    expect(relativeDifference(rest.scatter, expected.scatter)).toBeLessThan(1e-12);
    expect(relativeDifference(rest.mean, expected.mean)).toBeLessThan(1e-13);
  });

  test("a mean of 10⁸ costs no digits of the covariance", () => {
    // Multiples of 2⁻²⁰ plus 2²⁷ are exact, so the shifted cloud has exactly the covariance of the first.
    const cloud = gaussianCloud(100, 6, 10);
    const near = { ...cloud, values: cloud.values.map((value) => Math.round(value * 2 ** 20) / 2 ** 20) };
    const far = { ...near, values: near.values.map((value) => value + 2 ** 27) };
    expect(relativeDifference(momentsOf(far).scatter, momentsOf(near).scatter)).toBeLessThan(1e-14);
  });

  test("a constant column has variance 0 exactly, whatever its value", () => {
    const cloud = gaussianCloud(77, 3, 11);
    for (let i = 0; i < 77; i++) cloud.values[i * 3 + 1] = 0.1;
    const { scatter, mean } = momentsOf(cloud);
    expect(mean[1]).toBe(0.1);
    for (const index of [1, 3, 4, 5, 7]) expect(scatter[index]).toBe(0);
  });

  test("the second moment is XᵀX", () => {
    const { values, n, d } = gaussianCloud(40, 5, 12, undefined, 2);
    const square = secondMomentOf(momentsOf({ values, n, d }));
    for (let j = 0; j < d; j++) {
      for (let k = 0; k < d; k++) {
        let sum = 0;
        for (let i = 0; i < n; i++) sum += values[i * d + j] * values[i * d + k];
        expect(Math.abs(square[j * d + k] - sum)).toBeLessThan(1e-12 * sum);
      }
    }
  });

  test("say what is wrong", () => {
    expect(() => mergeMoments(emptyMoments(2), emptyMoments(3))).toThrow(/2 and of 3 dimensions/);
    expect(() => covarianceOf(emptyMoments(2))).toThrow(/two points/);
    const moments = momentsOf(gaussianCloud(4, 2, 1));
    expect(() => removeMoments(moments, moments)).toThrow(/4 of 4/);
  });
});
