/** Cosine, outlier dimensions and partition, against their definitions. */
import { describe, expect, test } from "vitest";
import {
  averageCosine,
  averageCosineOf,
  cosineShares,
  cosineSums,
  removeCosineSums,
} from "../../../src/geometry/cosine.ts";
import { momentsOf, secondMomentOf } from "../../../src/geometry/covariance.ts";
import { outlierDimensions } from "../../../src/geometry/outliers.ts";
import { partitionInSteps } from "../../../src/geometry/partition.ts";
import type { PointCloud } from "../../../src/geometry/pointCloud.ts";
import { principalAxesInSteps } from "../../../src/geometry/principalAxes.ts";
import { rowsOf } from "../../../src/geometry/rows.ts";
import { runToEnd } from "../../../src/geometry/steps.ts";
import { symmetricEigen } from "../../../src/geometry/symmetricEigen.ts";
import { gaussianCloud, moved } from "./gaussianCloud.ts";

describe("the average cosine", () => {
  test("is the mean over all pairs, and its contributions are those of each dimension", () => {
    const { values, n, d } = gaussianCloud(17, 5, 1, undefined, 0.4);
    const contributions = new Float64Array(d);
    for (let a = 0; a < n; a++) {
      for (let b = 0; b < n; b++) {
        if (a === b) continue;
        const [x, y] = [values.subarray(a * d, a * d + d), values.subarray(b * d, b * d + d)];
        const lengths = Math.hypot(...x) * Math.hypot(...y);
        for (let j = 0; j < d; j++) contributions[j] += (x[j] * y[j]) / lengths / (n * (n - 1));
      }
    }
    const cosine = averageCosine({ values, n, d });
    contributions.forEach((value, j) => {
      expect(cosine.contributions[j]).toBeCloseTo(value, 13);
    });
    expect(cosine.average).toBeCloseTo(
      contributions.reduce((sum, value) => sum + value, 0),
      13,
    );
    expect(cosineShares(cosine).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
  });

  test("of opposite vectors is −1, of orthogonal ones 0 with no shares", () => {
    expect(averageCosine({ values: Float64Array.of(2, 0, -3, 0), n: 2, d: 2 }).average).toBeCloseTo(-1, 15);
    const orthogonal = averageCosine({ values: Float64Array.of(2, 0, 0, 3), n: 2, d: 2 });
    expect(orthogonal.average).toBe(0);
    expect(Array.from(cosineShares(orthogonal))).toEqual([0, 0]);
  });

  test("without a part is that of the rest", () => {
    const cloud = gaussianCloud(40, 6, 2, undefined, 1);
    const rest = averageCosineOf(removeCosineSums(cosineSums(cloud), cosineSums(rowsOf(cloud, [0, 1, 2, 3]))));
    const expected = averageCosine(
      rowsOf(
        cloud,
        Array.from({ length: 36 }, (_, i) => i + 4),
      ),
    );
    expect(rest.average).toBeCloseTo(expected.average as number, 13);
  });
});

describe("outlier dimensions", () => {
  test("by variance have five times the mean variance or more", () => {
    const variances = new Float64Array(10).fill(1);
    variances[4] = 9; // the mean is 1.8, five times it 9
    const means = new Float64Array(10);
    expect(outlierDimensions(means, variances)).toEqual([{ dimension: 4, byVariance: true, byMagnitude: false }]);
    variances[4] = 8.99;
    expect(outlierDimensions(means, variances)).toEqual([]);
  });

  test("by magnitude lie more than three standard deviations from the mean over dimensions, on either side", () => {
    const means = new Float64Array(21).fill(1);
    means[3] = -9;
    expect(outlierDimensions(means, new Float64Array(21).fill(1))).toEqual([
      { dimension: 3, byVariance: false, byMagnitude: true },
    ]);
    // One value among k + 1 is √k deviations off: exactly 3 for k = 9 is not more than 3.
    const ten = new Float64Array(10);
    ten[0] = 1024;
    expect(outlierDimensions(ten, new Float64Array(10).fill(1))).toEqual([]);
  });
});

describe("partition isotropy", () => {
  function byDefinition(cloud: PointCloud): number {
    const { values, n, d } = cloud;
    const vectors = symmetricEigen(secondMomentOf(momentsOf(cloud)), d).vectors(0, d);
    let [least, greatest] = [Infinity, -Infinity];
    for (let c = 0; c < d; c++) {
      for (const sign of [1, -1]) {
        let sum = 0;
        for (let i = 0; i < n; i++) {
          let product = 0;
          for (let j = 0; j < d; j++) product += values[i * d + j] * vectors[c * d + j];
          sum += Math.exp(sign * product);
        }
        least = Math.min(least, sum);
        greatest = Math.max(greatest, sum);
      }
    }
    return least / greatest;
  }
  const run = (cloud: PointCloud): number =>
    runToEnd(
      partitionInSteps(
        cloud,
        runToEnd(principalAxesInSteps(cloud, new Float64Array(cloud.d), () => secondMomentOf(momentsOf(cloud)))),
      ),
    ) as number;

  // 100 dimensions are seven blocks of directions: the last ones are passed over only if their bounds allow.
  test.each([
    [300, 100, 0, 0.05],
    [300, 100, 0, 1],
    [300, 100, 0.5, 0.3],
    [150, 100, -0.2, 2],
    [60, 100, 0.1, 1],
  ])("of %i points in %i dimensions around %f, scaled by %f, is that of all directions", (n, d, mean, scale) => {
    const cloud = moved(
      gaussianCloud(
        n,
        d,
        3,
        Float64Array.from({ length: d }, (_, j) => scale * (1 + j) ** -0.7),
        mean,
      ),
      4,
    );
    expect(run(cloud) / byDefinition(cloud)).toBeCloseTo(1, 9);
  });

  test("has both ends where e^p overflows", () => {
    // One dimension at 0, 800 and −1500: Z(1) = e⁸⁰⁰ and Z(−1) = e¹⁵⁰⁰ to rounding; e^−700 is still a number.
    expect(Math.log(run({ values: Float64Array.of(0, 800, -1500), n: 3, d: 1 }))).toBeCloseTo(-700, 9);
  });

  test("finds a greatest Z in the last of 70 directions, though the least is in the first", () => {
    const d = 70;
    const rows: Float64Array[] = [];
    const add = (direction: number, value: number, times = 1): void => {
      const row = new Float64Array(d);
      row[direction] = value;
      for (let i = 0; i < times; i++) rows.push(row);
    };
    // Eigenvalues 1200, then 392 … 431, then 361; but one point at 19 outweighs two at ±15.
    add(0, 2, 300);
    for (let j = 1; j < d - 1; j++) for (const sign of [1, -1]) add(j, sign * (14 + 0.01 * j));
    add(d - 1, 19);
    const values = Float64Array.from(rows.flatMap((row) => [...row]));
    const cloud = moved({ values, n: rows.length, d }, 6);
    expect(run(cloud) / byDefinition(cloud)).toBeCloseTo(1, 9);
  });
});
