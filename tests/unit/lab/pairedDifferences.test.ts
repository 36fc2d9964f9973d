import { expect, test } from "vitest";
import { pairedDifferences } from "../../../src/lab/pairedDifferences.ts";

const run = (lambda: number, seed: number, accuracy: number) => ({ lambda, seed, accuracy, isoScore: 0.5, twoNN: 2 });

test("each run is compared with that of λ = 0 of its own seed", () => {
  const results = [run(0, 2, 0.5), run(0, 1, 0.75), run(1, 1, 0.5), run(1, 2, 0.375), run(-5, 2, 0.625)];
  expect(pairedDifferences(results)).toEqual([
    { lambda: -5, bySeed: [{ seed: 2, difference: 0.125 }], mean: 0.125, deviation: 0 },
    {
      lambda: 1,
      bySeed: [
        { seed: 1, difference: -0.25 },
        { seed: 2, difference: -0.125 },
      ],
      mean: -0.1875,
      deviation: Math.sqrt(2 * 0.0625 ** 2),
    },
  ]);
});

test("what makes one seed easier than another does not count", () => {
  const easier = [0.1, 0.3, 0.2];
  const results = easier.flatMap((base, seed) => [run(0, seed, base), run(3, seed, base + 0.25)]);
  const [{ mean, deviation }] = pairedDifferences(results);
  expect(mean).toBeCloseTo(0.25, 12);
  expect(deviation).toBeCloseTo(0, 12);
});

test("without runs of λ = 0 there is nothing to compare with", () => {
  expect(pairedDifferences([run(1, 1, 0.5), run(0, 2, 0.5)])).toEqual([]);
});
