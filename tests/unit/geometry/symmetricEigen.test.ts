import { describe, expect, test } from "vitest";
import { covarianceOf, momentsOf } from "../../../src/geometry/covariance.ts";
import type { SymmetricEigen } from "../../../src/geometry/eigenDecomposition.ts";
import { symmetricEigen } from "../../../src/geometry/symmetricEigen.ts";
import { gramEigenPairInSteps, symmetricEigenPairInSteps } from "../../../src/geometry/symmetricEigenPair.ts";
import { runToEnd } from "../../../src/geometry/steps.ts";
import { gaussianCloud, moved } from "./gaussianCloud.ts";

/** A symmetric matrix with these eigenvalues, in directions without pattern: Σ over reflections of a diagonal one. */
function withEigenvalues(values: readonly number[], seed: number): Float64Array {
  const n = values.length;
  const diagonal = new Float64Array(n * n);
  values.forEach((value, i) => (diagonal[i * n + i] = value));
  // QᵀDQ for Q a product of reflections: turn the rows, transpose, turn the rows again.
  const half = moved({ values: diagonal, n, d: n }, seed).values;
  const transposed = Float64Array.from({ length: n * n }, (_, index) => half[(index % n) * n + Math.floor(index / n)]);
  return Float64Array.from(moved({ values: transposed, n, d: n }, seed).values);
}

function check(matrix: Float64Array, n: number, { values, vectors }: SymmetricEigen = symmetricEigen(matrix, n)): void {
  const v = vectors(0, n);
  const scale = Math.max(...values.map(Math.abs), Number.MIN_VALUE);
  for (let a = 0; a < n; a++) {
    for (let b = 0; b <= a; b++) {
      let product = 0;
      for (let j = 0; j < n; j++) product += v[a * n + j] * v[b * n + j];
      expect(Math.abs(product - (a === b ? 1 : 0))).toBeLessThan(1e-13);
    }
    for (let i = 0; i < n; i++) {
      let entry = 0;
      for (let j = 0; j < n; j++) entry += matrix[i * n + j] * v[a * n + j];
      expect(Math.abs(entry - values[a] * v[a * n + i]) / scale).toBeLessThan(1e-13);
    }
    if (a > 0) expect(values[a]).toBeLessThanOrEqual(values[a - 1]);
  }
}

describe("symmetricEigen", () => {
  test.each([
    ["spread", [9, 5, 4, 2.5, 1, 0.1, -3]],
    ["equal", [2, 2, 2, 2, 2, 2]],
    ["clustered", [1, 1 + 1e-15, 1 + 1e-14, 1, 0.5, 0.5, 0.5 + 1e-13, 1e-16, 0, 0]],
    ["zero", [0, 0, 0, 0]],
    ["of one direction", [7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]],
    ["over thirty orders of magnitude", [1e15, 1e7, 1, 1e-7, 1e-15]],
    ["tiny", [3e-200, 2e-200, 1e-200]],
    ["huge", [3e200, 2e200, 1e200]],
  ] as const)("finds eigenvalues that are %s, with orthonormal vectors", (_, wanted) => {
    const matrix = withEigenvalues(wanted, 3);
    const { values } = symmetricEigen(matrix, wanted.length);
    const sorted = [...wanted].sort((a, b) => b - a);
    const scale = Math.max(...sorted.map(Math.abs), Number.MIN_VALUE);
    sorted.forEach((value, i) => {
      expect(Math.abs(values[i] - value) / scale).toBeLessThan(1e-14);
    });
    check(matrix, wanted.length);
  });

  test("finds diagonal, tridiagonal and 1 × 1 matrices", () => {
    expect(Array.from(symmetricEigen(Float64Array.of(-4), 1).values)).toEqual([-4]);
    check(Float64Array.of(3, 0, 0, 0, 1, 0, 0, 0, 2), 3);
    const n = 30;
    const laplacian = Float64Array.from({ length: n * n }, (_, index) => {
      const gap = Math.abs(Math.floor(index / n) - (index % n));
      return gap === 0 ? 2 : gap === 1 ? -1 : 0;
    });
    const { values } = symmetricEigen(laplacian, n);
    // The eigenvalues of the second difference are known: 2 − 2 cos(π j / (n + 1)).
    values.forEach((value, i) => {
      expect(value).toBeCloseTo(2 - 2 * Math.cos((Math.PI * (n - i)) / (n + 1)), 13);
    });
    check(laplacian, n);
  });

  test("finds a covariance of order 150", () => {
    check(covarianceOf(momentsOf(gaussianCloud(400, 150, 5))), 150);
  });

  test("finds a few vectors as well as all of them", () => {
    const matrix = covarianceOf(momentsOf(gaussianCloud(60, 20, 6)));
    const { vectors } = symmetricEigen(matrix, 20);
    expect(Array.from(vectors(3, 7))).toEqual(Array.from(vectors(0, 20).subarray(60, 140)));
  });

  test("leaves its argument as it was", () => {
    const matrix = withEigenvalues([3, 2, 1], 4);
    const copy = Float64Array.from(matrix);
    symmetricEigen(matrix, 3);
    expect(matrix).toEqual(copy);
  });
});

describe("symmetricEigenPairInSteps", () => {
  test.each([
    ["of no pattern", () => gaussianCloud(1, 40, 8).values as Float64Array],
    ["of zeros", () => new Float64Array(40)],
    ["along the first axis", () => Float64Array.from({ length: 40 }, (_, j) => (j === 0 ? 3 : 0))],
    ["along the last axis", () => Float64Array.from({ length: 40 }, (_, j) => (j === 39 ? -3 : 0))],
    ["a thousand times longer", () => (gaussianCloud(1, 40, 9).values as Float64Array).map((entry) => 1e3 * entry)],
  ])("decomposes A and A + vvᵀ for a vector %s", (_, make) => {
    const n = 40;
    const vector = make();
    const matrix = covarianceOf(momentsOf(gaussianCloud(90, n, 7)));
    const sum = matrix.map((entry, index) => entry + vector[Math.floor(index / n)] * vector[index % n]);
    const { ofMatrix, ofSum } = runToEnd(symmetricEigenPairInSteps(matrix, n, vector));
    check(matrix, n, ofMatrix);
    check(sum, n, ofSum);
  });

  test("decomposes A = 0, 1 × 1 matrices, and sums whose square is above the greatest number's root", () => {
    const alone = runToEnd(symmetricEigenPairInSteps(new Float64Array(9), 3, Float64Array.of(1, 2, 2)));
    expect(Array.from(alone.ofMatrix.values)).toEqual([0, 0, 0]);
    alone.ofSum.values.forEach((value, i) => {
      expect(value).toBeCloseTo(i === 0 ? 9 : 0, 14);
    });
    const one = runToEnd(symmetricEigenPairInSteps(Float64Array.of(5), 1, Float64Array.of(-2)));
    expect([one.ofMatrix.values[0], one.ofSum.values[0]]).toEqual([5, 9]);
    const huge = runToEnd(symmetricEigenPairInSteps(Float64Array.of(1e200, 0, 0, 2e200), 2, Float64Array.of(1e100, 0)));
    expect(huge.ofSum.values[0] / 2e200).toBeCloseTo(1, 14);
    expect(huge.ofSum.values[1] / 2e200).toBeCloseTo(1, 14);
  });
});

describe("gramEigenPairInSteps", () => {
  /** The Gram matrix, n × n, of points less a centre. */
  function gramOf(values: ArrayLike<number>, n: number, d: number, centre: ArrayLike<number>): Float64Array {
    return Float64Array.from({ length: n * n }, (_, index) => {
      let product = 0;
      for (let j = 0; j < d; j++) {
        product += (values[Math.floor(index / n) * d + j] - centre[j]) * (values[(index % n) * d + j] - centre[j]);
      }
      return product;
    });
  }

  test.each([
    ["in their midst", 24, 60, 0, 1],
    ["near by", 24, 60, 0.7, 1],
    ["a thousand times further", 24, 60, 1e3, 1],
    ["far from points that are close together", 24, 60, 1, 1e-6],
    ["for more points than dimensions", 24, 10, 0.5, 1],
    ["for two points", 2, 5, 0.5, 1],
    ["for equal points", 6, 9, 0.5, 0],
    ["for equal points at the origin", 6, 9, 0, 0],
  ])("decomposes about the mean and about a point %s", (_, n, d, away, spread) => {
    const centred = gaussianCloud(n, d, 11, new Float64Array(d).fill(spread));
    const mean = momentsOf(centred).mean;
    const about = gramOf(centred.values, n, d, mean);
    const point = mean.map((entry, j) => entry - away * Math.cos(j));
    const products = Float64Array.from({ length: n }, (_, i) =>
      mean.reduce((sum, entry, j) => sum + (centred.values[i * d + j] - entry) * (entry - point[j]), 0),
    );
    const squaredDistance = mean.reduce((sum, entry, j) => sum + (entry - point[j]) ** 2, 0);
    const { ofMatrix, ofSum } = runToEnd(gramEigenPairInSteps(about, n, products, squaredDistance));
    check(about, n, ofMatrix);
    check(gramOf(centred.values, n, d, point), n, ofSum);
  });

  test("knows that one point has no spread", () => {
    const { ofMatrix, ofSum } = runToEnd(gramEigenPairInSteps(Float64Array.of(0), 1, Float64Array.of(0), 9));
    expect([ofMatrix.values[0], ofSum.values[0]]).toEqual([0, 9]);
    expect(runToEnd(gramEigenPairInSteps(new Float64Array(0), 0, new Float64Array(0), 0)).ofSum.n).toBe(0);
  });
});
