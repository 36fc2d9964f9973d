import { expect, test } from "vitest";
import { groupByLambda, sweepFinding, type SweptRun } from "../../../src/lab/sweepFindings.ts";

function runs(accuracy: (i: number) => number): SweptRun[] {
  return Array.from({ length: 12 }, (_, i) => ({
    lambda: i % 3,
    accuracy: accuracy(i),
    isoScore: i / 12,
    twoNN: 20 - i,
  }));
}

test("falling accuracy along isotropy favours less of it, and more of the dimension", () => {
  const falling = runs((i) => 1 - i / 20);
  expect(sweepFinding(falling, "isoScore")).toMatchObject({ kind: "lower", rho: -1, runs: 12 });
  expect(sweepFinding(falling, "twoNN")).toMatchObject({ kind: "higher", rho: 1, runs: 12 });
});

test("no order means no clear effect, and few runs say nothing", () => {
  const noise = [3, 9, 1, 7, 4, 10, 2, 8, 0, 11, 6, 5];
  expect(
    sweepFinding(
      runs((i) => noise[i]),
      "isoScore",
    ).kind,
  ).toBe("none");
  expect(sweepFinding(runs((i) => i).slice(0, 9), "isoScore")).toEqual({ kind: "few" });
  expect(
    sweepFinding(
      runs(() => 0.5),
      "isoScore",
    ),
  ).toEqual({ kind: "few" });
});

test("a run whose measure is not defined is left out of means, not counted as 0", () => {
  const results = runs((i) => i);
  const groups = groupByLambda([{ ...results[0], isoScore: { notDefined: "zero-variance" } }, results[3]], "isoScore");
  expect(groups).toEqual([{ lambda: 0, quantity: { mean: 0.25, deviation: 0 }, accuracy: { mean: 3, deviation: 0 } }]);
});
