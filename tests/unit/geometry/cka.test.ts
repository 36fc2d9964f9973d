/** Linear CKA: between all pairs of layers, within one run and across two, by tiles of Gram matrices and by dimensions. */
import { describe, expect, test } from "vitest";
import { ckaMatrixInSteps, crossCkaInSteps, linearCka } from "../../../src/geometry/cka.ts";
import { gramProductsInSteps } from "../../../src/geometry/gramProducts.ts";
import { rowsOf } from "../../../src/geometry/rows.ts";
import { runToEnd } from "../../../src/geometry/steps.ts";
import { makeCloud, type CloudCase } from "../../golden/geometry/clouds.ts";
import golden from "../../golden/geometry/cross_cka.json" with { type: "json" };
import recipes from "../../golden/geometry/cross_cka_cases.json" with { type: "json" };
import { gaussianCloud, moved } from "./gaussianCloud.ts";

test("is 1 for a layer turned, scaled and shifted, by products of dimensions and of points", () => {
  for (const [n, d] of [
    [80, 6],
    [10, 40],
  ]) {
    const cloud = gaussianCloud(n, d, 7);
    expect(linearCka(cloud, moved(cloud, 8, 3, 2))).toBeCloseTo(1, 12);
  }
});

test("between all layers is symmetric with 1 on the diagonal, and equal to that of each pair", () => {
  const layers = [gaussianCloud(30, 5, 1), gaussianCloud(30, 9, 2), moved(gaussianCloud(30, 5, 1), 3)];
  const matrix = runToEnd(ckaMatrixInSteps(layers));
  for (let a = 0; a < 3; a++) {
    expect(matrix[a * 4]).toBe(1);
    for (let b = 0; b < 3; b++) expect(matrix[a * 3 + b]).toBeCloseTo(linearCka(layers[a], layers[b]) as number, 14);
  }
});

test("has no value for one point or without variance, and refuses different points", () => {
  expect(linearCka(gaussianCloud(1, 3, 1), gaussianCloud(1, 3, 2))).toEqual({ notDefined: "needs-two-points" });
  const flat = { values: new Float64Array(12).fill(3), n: 4, d: 3 };
  expect(linearCka(flat, gaussianCloud(4, 3, 1))).toEqual({ notDefined: "zero-variance" });
  expect(runToEnd(ckaMatrixInSteps([flat]))).toEqual([{ notDefined: "zero-variance" }]);
  expect(() => linearCka(gaussianCloud(4, 3, 1), gaussianCloud(5, 3, 1))).toThrow(/same points/);
});

describe("the products of Gram matrices", () => {
  /** ⟨XcXcᵀ, YcYcᵀ⟩ from whole matrices. */
  function wholeProduct(x: ReturnType<typeof gaussianCloud>, y: ReturnType<typeof gaussianCloud>): number {
    const gram = ({ values, n, d }: typeof x) => {
      const mean = Float64Array.from(
        { length: d },
        (_, j) => Array.from({ length: n }, (_, i) => values[i * d + j]).reduce((sum, value) => sum + value, 0) / n,
      );
      return Float64Array.from({ length: n * n }, (_, at) => {
        let sum = 0;
        for (let j = 0; j < d; j++)
          sum += (values[Math.floor(at / n) * d + j] - mean[j]) * (values[(at % n) * d + j] - mean[j]);
        return sum;
      });
    };
    const [first, second] = [gram(x), gram(y)];
    return first.reduce((sum, value, i) => sum + value * second[i], 0);
  }

  // 1, 127, 128, 129 and 300 points: part of a tile, a whole one, one more, several. Few and many pairs choose the way.
  test.each([1, 127, 128, 129, 300])(
    "are those of the whole matrices for %d points, whichever way they are made",
    (n) => {
      const [x, y] = [gaussianCloud(n, 7, 1, undefined, 5), gaussianCloud(n, 150, 2)];
      const one = runToEnd(gramProductsInSteps([x, y], [[0, 1]]));
      const many = runToEnd(
        gramProductsInSteps(
          [x, y],
          Array.from({ length: 400 }, () => [0, 1] as const),
        ),
      );
      const expected = wholeProduct(x, y);
      for (const product of [one[0], many[0], many[399]])
        expect(Math.abs(product - expected)).toBeLessThanOrEqual(1e-11 * Math.abs(expected));
    },
  );
});

describe("across two runs", () => {
  test.each(recipes.map((recipe, index) => [recipe.name, recipe, golden[index]] as const))(
    "is NumPy's: %s",
    (_, recipe, expected) => {
      const clouds = (cases: readonly object[]) =>
        cases.map((entry) => makeCloud({ ...(entry as CloudCase), n: recipe.n }));
      const { cka: matrix } = runToEnd(crossCkaInSteps(clouds(recipe.rows), clouds(recipe.columns)));
      expect(matrix).toHaveLength(expected.flat().length);
      expected
        .flat()
        .forEach((value, index) =>
          expect(Math.abs((matrix[index] as number) - value)).toBeLessThanOrEqual(1e-9 * value),
        );
    },
  );

  test("of a run with itself is the matrix of its own layers", () => {
    const layers = [gaussianCloud(40, 5, 1), gaussianCloud(40, 9, 2)];
    const own = runToEnd(ckaMatrixInSteps(layers));
    runToEnd(crossCkaInSteps(layers, layers)).cka.forEach((value, index) =>
      expect(value).toBeCloseTo(own[index] as number, 13),
    );
  });

  test("falls when the rows of one are put in another order", () => {
    const cloud = gaussianCloud(60, 4, 3);
    expect(linearCka(cloud, moved(cloud, 4))).toBeCloseTo(1, 12);
    expect(
      linearCka(
        cloud,
        rowsOf(
          cloud,
          Array.from({ length: 60 }, (_, i) => (i * 7 + 3) % 60),
        ),
      ),
    ).toBeLessThan(0.3);
  });

  test("is, on average over all orders of one's rows, what it says of shuffled rows", () => {
    const [x, y] = [gaussianCloud(5, 3, 1, [1, 2, 3], 4), gaussianCloud(5, 7, 2)];
    const orders = permutations([0, 1, 2, 3, 4]);
    const mean = orders.reduce((sum, order) => sum + (linearCka(x, rowsOf(y, order)) as number), 0) / orders.length;
    expect(orders).toHaveLength(120);
    expect(runToEnd(crossCkaInSteps([x], [y])).shuffled[0]).toBeCloseTo(mean, 12);
  });

  test("without variance or with one point has no value in the cells concerned", () => {
    const flat = { values: new Float64Array(20).fill(3), n: 10, d: 2 };
    const { cka, shuffled } = runToEnd(crossCkaInSteps([gaussianCloud(10, 3, 1)], [gaussianCloud(10, 2, 2), flat]));
    for (const [defined, none] of [cka, shuffled]) {
      expect(defined).toBeTypeOf("number");
      expect(none).toEqual({ notDefined: "zero-variance" });
    }
    const single = runToEnd(crossCkaInSteps([gaussianCloud(1, 3, 1)], [gaussianCloud(1, 3, 2)]));
    expect([...single.cka, ...single.shuffled]).toEqual([
      { notDefined: "needs-two-points" },
      { notDefined: "needs-two-points" },
    ]);
  });
});

function permutations(items: readonly number[]): number[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((first) => permutations(items.filter((item) => item !== first)).map((rest) => [first, ...rest]));
}
