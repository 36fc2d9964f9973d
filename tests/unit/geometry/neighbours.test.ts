import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { distinctNeighboursInSteps } from "../../../src/geometry/distinctNeighbours.ts";
import {
  distanceRows,
  maximumLikelihoodDimension,
  nearlyCoinciding,
  twoNN,
} from "../../../src/geometry/intrinsicDimension.ts";
import { nearestNeighboursInSteps, type Neighbours } from "../../../src/geometry/neighbours.ts";
import type { PointCloud } from "../../../src/geometry/pointCloud.ts";
import { createRandom } from "../../../src/geometry/random.ts";
import { rowsOf } from "../../../src/geometry/rows.ts";
import { runToEnd } from "../../../src/geometry/steps.ts";
import { gaussianCloud, moved } from "./gaussianCloud.ts";

function neighbours(cloud: PointCloud, k: number): Neighbours {
  return runToEnd(nearestNeighboursInSteps(cloud, k));
}

/** All distances of each point, sorted: the definition. */
function bruteForce({ values, n, d }: PointCloud, k: number): { distance: number; index: number }[][] {
  return Array.from({ length: n }, (_, i) =>
    Array.from({ length: n }, (_, index) => {
      let squared = 0;
      for (let j = 0; j < d; j++) squared += (values[i * d + j] - values[index * d + j]) ** 2;
      return { index, distance: Math.sqrt(squared) };
    })
      .filter(({ index }) => index !== i)
      .sort((a, b) => a.distance - b.distance || a.index - b.index)
      .slice(0, k),
  );
}

function expectBruteForce(cloud: PointCloud, k: number): void {
  const found = neighbours(cloud, k);
  const expected = bruteForce(cloud, k);
  expect(found.k).toBe(Math.min(k, cloud.n - 1));
  expected.forEach((row, i) => {
    row.forEach(({ distance }, j) => {
      expect(Math.abs(found.distances[i * found.k + j] - distance)).toBeLessThanOrEqual(1e-14 * distance);
    });
    // Distances that differ only by rounding may change places; each index must be at the distance it is given.
    const indices = found.indices.subarray(i * found.k, (i + 1) * found.k);
    expect(new Set(indices).size).toBe(found.k);
    indices.forEach((index, j) => {
      const pair = rowsDistance(cloud, i, index);
      expect(Math.abs(pair - found.distances[i * found.k + j])).toBeLessThanOrEqual(1e-14 * pair);
    });
  });
}

/** Where squared distances are whole numbers, and so exact, the order of equal ones is that of the indices. */
function expectSameIndices(cloud: PointCloud, k: number): void {
  const found = neighbours(cloud, k);
  const expected = bruteForce(cloud, k);
  expect(Array.from(found.indices)).toEqual(expected.flatMap((row) => row.map(({ index }) => index)));
  expect(Array.from(found.distances)).toEqual(expected.flatMap((row) => row.map(({ distance }) => distance)));
}

function rowsDistance({ values, d }: PointCloud, a: number, b: number): number {
  let squared = 0;
  for (let j = 0; j < d; j++) squared += (values[a * d + j] - values[b * d + j]) ** 2;
  return Math.sqrt(squared);
}

describe("nearest neighbours are those of brute force", () => {
  test("of a Gaussian cloud, across several tiles and with a tail", () => {
    expectBruteForce(gaussianCloud(203, 37, 1), 20);
  });
  test("of a cloud in float32 with a few large dimensions", () => {
    const scale = Float64Array.from({ length: 50 }, (_, j) => (j % 17 === 0 ? 40 : 1));
    const cloud = gaussianCloud(150, 50, 2, scale, 3);
    expectBruteForce({ ...cloud, values: Float32Array.from(cloud.values) }, 20);
  });
  test("of a cloud with points repeated and points 10⁻⁶ apart, 10⁴ from the origin", () => {
    const cloud = gaussianCloud(90, 6, 3, undefined, 1e4);
    cloud.values.copyWithin(0, 60 * 6, 90 * 6);
    for (let i = 0; i < 10; i++) cloud.values[i * 6] += 1e-6;
    expectBruteForce(cloud, 5);
  });
  test("of a cloud whose one far point leaves the others no digits in 16 bits", () => {
    const cloud = gaussianCloud(80, 4, 4);
    cloud.values[0] = 1e7;
    expectBruteForce(cloud, 10);
  });
  test("of fewer points than asked for", () => {
    expectBruteForce(gaussianCloud(7, 3, 5), 20);
  });
  test("of points that are all equal, at distance 0", () => {
    const found = neighbours({ values: new Float64Array(60 * 3).fill(2.5), n: 60, d: 3 }, 4);
    expect(found.distances.every((distance) => distance === 0)).toBe(true);
    expect(Array.from(found.indices.subarray(0, 4))).toEqual([1, 2, 3, 4]);
  });
  test("of points on a grid, with many equal distances, to the index", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 220 }), fc.integer({ min: 1, max: 5 }), fc.integer(), (n, d, seed) => {
        const { values } = gaussianCloud(n, d, seed);
        expectSameIndices({ values: values.map((value) => Math.round(2 * value)), n, d }, 6);
      }),
      { numRuns: 40, seed: 1 },
    );
  });
  test("of seven points, each many times over, to the index", () => {
    const seven = gaussianCloud(7, 3, 11).values.map((value) => Math.round(2 * value));
    const random = createRandom(12);
    const rows = Array.from({ length: 150 }, () => Math.floor(7 * random.uniform()));
    expectSameIndices(rowsOf({ values: seven, n: 7, d: 3 }, rows), 30);
  });
  test("of a thousand equal points, in the order of their indices, at once", () => {
    const found = neighbours({ values: new Float32Array(1000 * 384).fill(0.1), n: 1000, d: 384 }, 20);
    expect(found.distances.every((distance) => distance === 0)).toBe(true);
    expect(Array.from(found.indices.subarray(3 * 20, 4 * 20))).toEqual([
      0,
      1,
      2,
      ...Array.from({ length: 17 }, (_, j) => j + 4),
    ]);
  });
  test("of points of which each is equally far from all others, to the index", () => {
    const n = 560;
    const values = new Float32Array(n * n);
    for (let i = 0; i < n; i++) values[i * n + i] = 3;
    expectSameIndices({ values, n, d: n }, 5);
  });
  test("of a cluster of 700 points that 16 bits cannot tell apart, among others", () => {
    const cloud = gaussianCloud(800, 3, 13);
    for (let i = 0; i < 700 * 3; i++) cloud.values[i] = 0.5 + 1e-7 * cloud.values[i];
    expectBruteForce(cloud, 8);
  });
  test("of a cloud with a few points far out, and more than are set aside", () => {
    for (const many of [3, 12]) {
      const cloud = gaussianCloud(300, 4, 14);
      for (let i = 0; i < many; i++) cloud.values[i * 40] = 1e5 * (i + 1);
      expectBruteForce(cloud, 10);
    }
  });
  test("wherever the centre is put that they are compared about", () => {
    const cloud = gaussianCloud(200, 5, 15);
    const off = runToEnd(nearestNeighboursInSteps(cloud, 7, Float64Array.of(3, 0, -2, 0, 9)));
    expect(off).toEqual(neighbours(cloud, 7));
  });
  test("of one point there are none", () => {
    expect(neighbours({ values: Float64Array.of(1), n: 1, d: 1 }, 20).k).toBe(0);
  });
});

describe("intrinsic dimension", () => {
  const rows = (cloud: PointCloud): Float64Array[] => distanceRows(neighbours(cloud, 20));

  test("finds 5 dimensions that lie in 40, by both estimators", () => {
    const wide = new Float64Array(1500 * 40);
    const { values } = gaussianCloud(1500, 5, 6);
    for (let i = 0; i < 1500; i++) wide.set(values.subarray(i * 5, (i + 1) * 5), i * 40);
    const cloud = moved({ values: wide, n: 1500, d: 40 }, 7, 3, 11);
    expect(twoNN(rows(cloud))).toBeGreaterThan(4.5);
    expect(twoNN(rows(cloud))).toBeLessThan(5.5);
    expect(maximumLikelihoodDimension(rows(cloud))).toBeGreaterThan(4.3);
    expect(maximumLikelihoodDimension(rows(cloud))).toBeLessThan(5.5);
  });

  test("is 1 for points on a line and 2 for points on a square", () => {
    const line = gaussianCloud(1000, 1, 8);
    expect(Math.abs((twoNN(rows(line)) as number) - 1)).toBeLessThan(0.1);
    const square = gaussianCloud(1000, 2, 9);
    expect(Math.abs((maximumLikelihoodDimension(rows(square)) as number) - 2)).toBeLessThan(0.2);
  });

  test("does not change with copies of points, which are counted", () => {
    const cloud = gaussianCloud(300, 4, 10);
    const twice = new Float64Array(320 * 4);
    twice.set(cloud.values);
    twice.set(cloud.values.subarray(0, 80), 1200);
    const { neighbours: found, duplicates } = runToEnd(
      distinctNeighboursInSteps({ values: twice, n: 320, d: 4 }, 20, new Float64Array(4)),
    );
    expect(duplicates).toBe(40);
    expect(twoNN(distanceRows(found))).toBe(twoNN(rows(cloud)));
    expect(maximumLikelihoodDimension(distanceRows(found))).toBe(maximumLikelihoodDimension(rows(cloud)));
  });

  test("is told when points nearly coincide", () => {
    const { values } = gaussianCloud(300, 4, 10);
    const twice = new Float64Array(320 * 4);
    twice.set(values);
    twice.set(
      values.subarray(0, 80).map((value) => value + 1e-7),
      1200,
    );
    expect(nearlyCoinciding(rows({ values: twice, n: 320, d: 4 }))).toBe(40);
    expect(nearlyCoinciding(rows({ values, n: 300, d: 4 }))).toBe(0);
    expect(nearlyCoinciding([])).toBe(0);
  });

  test("is not defined where all points coincide, or too few are left", () => {
    const equal = rows({ values: new Float64Array(30).fill(1), n: 10, d: 3 });
    expect(twoNN(equal)).toEqual({ notDefined: "too-few-distinct-points" });
    expect(maximumLikelihoodDimension(equal)).toEqual({ notDefined: "too-few-distinct-points" });
    const two = rows(gaussianCloud(2, 3, 1));
    expect(twoNN(two)).toEqual({ notDefined: "needs-three-points" });
    expect(maximumLikelihoodDimension(two)).toEqual({ notDefined: "needs-three-points" });
  });
});
