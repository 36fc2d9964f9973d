import { expect, test } from "vitest";
import { holm, meanAndDeviation, spearmanWithin } from "../../../src/lab/statistics.ts";

// Reference figures: scipy 1.17.1, spearmanr and permutation_test (pairings, 99,999 resamples); NumPy std with ddof 1.
const tiedX = [1, 5, 2, 2, 9, 3, 7, 7, 4, 6, 8, 0];
const tiedY = [2, 4, 4, 1, 8, 3, 9, 5, 5, 5, 7, 1];
const looseX = Array.from({ length: 15 }, (_, i) => i);
const looseY = [3, 9, 1, 12, 4, 14, 2, 8, 0, 13, 6, 5, 11, 7, 10];

const spearman = (x: readonly number[], y: readonly number[]) => spearmanWithin([{ x, y }]);

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

/** All orders of a list. */
function orders<Value>(values: readonly Value[]): Value[][] {
  if (values.length === 0) return [[]];
  return values.flatMap((value, i) => orders(values.filter((_, other) => other !== i)).map((rest) => [value, ...rest]));
}

/** Pearson's correlation of mid-ranks less their block's mean, by its definition. */
function referenceRho(blocks: readonly { readonly x: readonly number[]; readonly y: readonly number[] }[]): number {
  const rank = (values: readonly number[], value: number) =>
    values.filter((other) => other < value).length + (values.filter((other) => other === value).length + 1) / 2;
  const centred = (values: readonly number[]) => values.map((value) => rank(values, value) - (values.length + 1) / 2);
  const [a, b] = [blocks.flatMap(({ x }) => centred(x)), blocks.flatMap(({ y }) => centred(y))];
  const dot = (p: readonly number[], q: readonly number[]) => p.reduce((sum, value, i) => sum + value * q[i], 0);
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
}

test.each([
  [
    "without ties",
    [
      [0.1, 0.2, 0.3],
      [0.2, 0.1, 0.5],
      [0.3, 0.5, 0.4, 0.9],
    ],
    [
      [5, 7, 6],
      [9, 8, 10],
      [1, 2, 4, 3],
    ],
  ],
  [
    "with ties",
    [
      [1, 1, 2],
      [3, 3, 3, 1],
      [2, 1, 5],
    ],
    [
      [4, 4, 5],
      [1, 2, 2, 0],
      [7, 7, 7],
    ],
  ],
])("within blocks, ρ and p are those of an enumeration of every pairing, %s", (_, xs, ys) => {
  const blocks = xs.map((x, i) => ({ x, y: ys[i] }));
  const observed = Math.abs(referenceRho(blocks));
  let [all, asLarge] = [0, 0];
  for (const first of orders(ys[0]))
    for (const second of orders(ys[1]))
      for (const third of orders(ys[2])) {
        const rho = referenceRho([first, second, third].map((y, i) => ({ x: xs[i], y })));
        all += 1;
        if (Math.abs(rho) >= observed - 1e-9) asLarge += 1;
      }
  expect(all).toBe(864);
  const { rho, p } = spearmanWithin(blocks);
  expect(rho).toBeCloseTo(referenceRho(blocks), 12);
  expect(p).toBeCloseTo(asLarge / all, 12);
});

test("blocks far apart in level count for nothing: only what is within them", () => {
  const rising = { x: [1, 2, 3, 4], y: [1, 2, 3, 4] };
  const shifted = { x: [101, 102, 103, 104], y: [-96, -97, -98, -99] };
  const { rho, p } = spearmanWithin([rising, shifted]);
  expect(rho).toBe(0);
  expect(p).toBeCloseTo(1, 12);
});

test("Holm's adjustment is that of statsmodels' multipletests", () => {
  expect(holm([0.01, 0.04, 0.03])).toEqual([0.03, 0.06, 0.06]);
  expect(holm([0.5, 0.001, 0.6])).toEqual([1, 0.003, 1]);
});

test("mean and sample standard deviation are NumPy's", () => {
  expect(meanAndDeviation([1, 2, 4, 8])).toEqual({
    mean: 3.75,
    deviation: expect.closeTo(3.095695936834452, 12) as number,
  });
  expect(meanAndDeviation([5])).toEqual({ mean: 5, deviation: 0 });
});
