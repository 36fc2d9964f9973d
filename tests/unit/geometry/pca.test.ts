import { describe, expect, test } from "vitest";
import { momentsOf, secondMomentOf } from "../../../src/geometry/covariance.ts";
import { alignSigns, principalComponents, type PrincipalComponents } from "../../../src/geometry/pca.ts";
import type { PointCloud } from "../../../src/geometry/pointCloud.ts";
import { principalAxesInSteps, principalAxesPairInSteps } from "../../../src/geometry/principalAxes.ts";
import { runToEnd } from "../../../src/geometry/steps.ts";
import { gaussianCloud, moved } from "./gaussianCloud.ts";

function pca(cloud: PointCloud, count: number): PrincipalComponents {
  const { mean, scatter } = momentsOf(cloud);
  return principalComponents(cloud, runToEnd(principalAxesInSteps(cloud, mean, () => scatter)), count);
}

function expectOrthonormal(axes: Float64Array, count: number, d: number): void {
  for (let a = 0; a < count; a++) {
    for (let b = 0; b <= a; b++) {
      let product = 0;
      for (let j = 0; j < d; j++) product += axes[a * d + j] * axes[b * d + j];
      expect(Math.abs(product - (a === b ? 1 : 0))).toBeLessThan(1e-9);
    }
  }
}

describe("principal components", () => {
  test.each([
    [200, 12],
    [12, 30],
    [10, 10],
    [2, 5],
    [5, 1],
    [3, 2],
  ])("of %i points in %i dimensions: coordinates are the centred cloud on orthonormal axes", (n, d) => {
    const cloud = gaussianCloud(n, d, n * d, undefined, 4);
    const { count, coordinates, axes, shares } = pca(cloud, 10);
    expect(count).toBe(Math.min(10, d));
    expectOrthonormal(axes, count, d);
    const { mean } = momentsOf(cloud);
    for (let i = 0; i < n; i++) {
      for (let k = 0; k < count; k++) {
        let expected = 0;
        for (let j = 0; j < d; j++) expected += (cloud.values[i * d + j] - mean[j]) * axes[k * d + j];
        expect(Math.abs(coordinates[i * count + k] - expected)).toBeLessThan(1e-6);
      }
    }
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeLessThanOrEqual(1 + 1e-12);
    if (count === d) expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
  });

  test("axes are orthonormal for equal eigenvalues, rank one, equal points and nearly dependent points", () => {
    const cross = {
      values: Float64Array.from({ length: 16 * 8 }, (_, i) =>
        i % 8 === Math.floor(i / 16) ? (Math.floor(i / 8) % 2) * 2 - 1 : 0,
      ),
      n: 16,
      d: 8,
    };
    expectOrthonormal(pca(cross, 8).axes, 8, 8);
    const line = {
      values: Float64Array.from({ length: 40 }, (_, i) => Math.floor(i / 4) * (1 + (i % 4))),
      n: 10,
      d: 4,
    };
    expectOrthonormal(pca(line, 4).axes, 4, 4);
    expect(pca(line, 4).shares[0]).toBeCloseTo(1, 14);
    expectOrthonormal(pca({ values: new Float64Array(12).fill(1), n: 3, d: 4 }, 4).axes, 4, 4);
    const steep = gaussianCloud(
      9,
      20,
      3,
      Float64Array.from({ length: 20 }, (_, j) => 10 ** -j),
    );
    expectOrthonormal(pca(moved(steep, 4), 10).axes, 10, 20);
  });

  test("the first axis is the direction of most variance", () => {
    const cloud = gaussianCloud(2000, 3, 5, [1, 5, 1]);
    const { axes, shares } = pca(cloud, 3);
    expect(Math.abs(axes[1])).toBeGreaterThan(0.99);
    expect(axes[1]).toBeGreaterThan(0);
    expect(shares[0]).toBeCloseTo(25 / 27, 1);
  });
});

describe("the decompositions about mean and origin", () => {
  test.each([
    [40, 12],
    [12, 40],
    [1, 6],
    [300, 301],
  ])("of %i points in %i dimensions are those that each has alone", (n, d) => {
    const cloud = moved(gaussianCloud(n, d, 2, undefined, 1.5), 5);
    const moments = momentsOf(cloud);
    const { aboutMean, aboutOrigin } = runToEnd(principalAxesPairInSteps(cloud, moments.mean, () => moments));
    const alone = [
      [aboutMean, runToEnd(principalAxesInSteps(cloud, moments.mean, () => moments.scatter))],
      [aboutOrigin, runToEnd(principalAxesInSteps(cloud, new Float64Array(d), () => secondMomentOf(moments)))],
    ] as const;
    for (const [one, other] of alone) {
      expect(one.rank).toBe(other.rank);
      const largest = other.squaredSingularValues[0] || 1;
      one.squaredSingularValues.forEach((value, k) => {
        expect(Math.abs(value - other.squaredSingularValues[k]) / largest).toBeLessThan(1e-13);
      });
      const shown = Math.min(3, one.rank);
      const axes = one.axes(0, shown);
      const others = other.axes(0, shown);
      for (let k = 0; k < shown; k++) {
        let product = 0;
        for (let j = 0; j < d; j++) product += axes[k * d + j] * others[k * d + j];
        expect(Math.abs(product)).toBeCloseTo(1, 9);
      }
    }
  });
});

describe("alignSigns", () => {
  test("turns a flipped component back and leaves the others", () => {
    const before = pca(gaussianCloud(50, 4, 6), 3).coordinates;
    const flipped = before.map((value, index) => (index % 3 === 1 ? -value : value));
    expect(Array.from(alignSigns(before, flipped, 3))).toEqual([1, -1, 1]);
  });

  test("finds the least sum of squared moves among all signs", () => {
    const before = pca(gaussianCloud(30, 5, 7), 3).coordinates;
    const after = pca(moved(gaussianCloud(30, 5, 7), 8), 3).coordinates.map((value, i) => value + 0.3 * Math.sin(i));
    const moves = (signs: ArrayLike<number>): number =>
      after.reduce((sum, value, i) => sum + (signs[i % 3] * value - before[i]) ** 2, 0);
    const chosen = moves(alignSigns(before, after, 3));
    for (let mask = 0; mask < 8; mask++)
      expect(chosen).toBeLessThanOrEqual(moves([0, 1, 2].map((k) => ((mask >> k) & 1) * 2 - 1)) + 1e-9);
  });

  test("refuses clouds of different size", () => {
    expect(() => alignSigns(new Float32Array(4), new Float32Array(6), 2)).toThrow(/6 coordinates/);
  });
});
