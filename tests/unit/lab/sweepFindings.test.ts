import { expect, test } from "vitest";
import { groupByLambda, sweepFinding, type SweptRun } from "../../../src/lab/sweepFindings.ts";

const lambdas = [-5, -3, -1, 0, 1, 3, 5];

/** Five seeds at each λ. Isotropy rises with λ, dimension falls; seeds differ more than λ does. */
function runs(accuracy: (lambda: number, seed: number) => number, seeds = [1, 2, 3, 4, 5]): SweptRun[] {
  return seeds.flatMap((seed) =>
    lambdas.map((lambda) => ({
      lambda,
      seed,
      accuracy: accuracy(lambda, seed) + 7 * seed,
      isoScore: 0.5 + lambda / 20,
      twoNN: 20 - lambda,
    })),
  );
}

const kinds = (results: readonly SweptRun[], quantity: "isoScore" | "twoNN" = "isoScore") =>
  Object.fromEntries(sweepFinding(results, quantity).trends.map(({ side, kind }) => [side, kind]));

test("falling accuracy along isotropy favours less of it, and more of the dimension", () => {
  const falling = runs((lambda) => -lambda);
  expect(sweepFinding(falling, "isoScore")).toMatchObject({
    verdict: "lower",
    seeds: 5,
    trends: [
      { side: "all", kind: "lower", rho: -1, runs: 35 },
      { side: "below", kind: "lower", rho: -1, runs: 20 },
      { side: "above", kind: "lower", rho: -1, runs: 20 },
    ],
  });
  expect(sweepFinding(falling, "twoNN").verdict).toBe("higher");
  // Of 24⁵ pairings of four runs in five seeds, one rises and one falls throughout; Holm takes the smallest p thrice.
  const [, below] = sweepFinding(falling, "isoScore").trends;
  expect(below.p).toBeCloseTo((2 * 2) / 24 ** 5, 12);
});

test("accuracy best at λ = 0 is no trend: each side is told by itself, though more of λ > 0 is lost", () => {
  const peak = runs((lambda) => (lambda < 0 ? lambda / 10 : -lambda));
  const finding = sweepFinding(peak, "isoScore");
  const [all] = finding.trends;
  expect(all).toMatchObject({ side: "all", kind: "lower" });
  expect(finding.verdict).toBe("sides");
  expect(kinds(peak)).toMatchObject({ below: "higher", above: "lower" });
  expect(kinds(peak, "twoNN")).toMatchObject({ below: "lower", above: "higher" });
});

test("an effect on one side alone is told of that side", () => {
  const noise = [0.1, -0.2, 0.15, -0.1, 0.05];
  const oneSided = runs((lambda, seed) => (lambda > 0 ? -lambda : noise[(seed + Math.abs(lambda)) % 5]));
  expect(kinds(oneSided)).toMatchObject({ below: "none", above: "lower" });
});

test("no order means no clear effect, and few runs or one seed say nothing", () => {
  const noise = [3, 9, 1, 7, 4, 10, 2, 8, 0, 11, 6];
  expect(
    sweepFinding(
      runs((lambda, seed) => noise[(3 * seed + lambda + 5) % 11]),
      "isoScore",
    ).verdict,
  ).toBe("none");
  expect(sweepFinding(runs((lambda) => lambda).slice(0, 9), "isoScore").verdict).toBe("few");
  expect(
    sweepFinding(
      runs((lambda) => lambda, [1]),
      "isoScore",
    ),
  ).toMatchObject({ verdict: "few", trends: [] });
  expect(
    sweepFinding(
      runs(() => 0.5),
      "isoScore",
    ),
  ).toMatchObject({ verdict: "few", trends: [] });
});

test("a run whose measure is not defined is left out of means, not counted as 0", () => {
  const results = runs((lambda) => lambda, [0]);
  const groups = groupByLambda([{ ...results[3], isoScore: { notDefined: "zero-variance" } }, results[3]], "isoScore");
  expect(groups).toEqual([{ lambda: 0, quantity: { mean: 0.5, deviation: 0 }, accuracy: { mean: 0, deviation: 0 } }]);
});
