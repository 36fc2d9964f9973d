import { english } from "../../../src/messages/en/catalogue.ts";
import { expect, test } from "vitest";
import type { SweepResult } from "../../../src/engine/protocol/lab.ts";
import { groupByLambda, sweepFindings } from "../../../src/views/lab/sweepFindings.ts";

function runs(accuracy: (i: number) => number): SweepResult[] {
  return Array.from({ length: 12 }, (_, i) => ({
    lambda: i % 3,
    seed: i,
    trainingRows: 100,
    accuracy: accuracy(i),
    isoScore: i / 12,
    twoNN: 20 - i,
  }));
}

test("falling accuracy along isotropy is said to favour less of it, and along dimension more", () => {
  expect(
    sweepFindings(
      english,
      runs((i) => 1 - i / 20),
      "isoScore",
    ).text,
  ).toMatch(/^On this data, runs that are less isotropic do better\. Spearman ρ = −1\.00/);
  expect(
    sweepFindings(
      english,
      runs((i) => 1 - i / 20),
      "twoNN",
    ).text,
  ).toMatch(/^On this data, runs of higher dimension do better/);
});

test("no order means no clear effect, and few runs say nothing", () => {
  const noise = [3, 9, 1, 7, 4, 10, 2, 8, 0, 11, 6, 5];
  expect(
    sweepFindings(
      english,
      runs((i) => noise[i]),
      "isoScore",
    ).text,
  ).toMatch(/^On this data there is no clear effect of isotropy/);
  expect(sweepFindings(english, runs((i) => i).slice(0, 9), "isoScore").text).toBe("Too few runs to say anything yet.");
  expect(
    sweepFindings(
      english,
      runs(() => 0.5),
      "isoScore",
    ).text,
  ).toBe("Too few runs to say anything yet.");
});

test("a run whose measure is not defined is left out of means, not counted as 0", () => {
  const results = runs((i) => i);
  const groups = groupByLambda([{ ...results[0], isoScore: { notDefined: "zero-variance" } }, results[3]], "isoScore");
  expect(groups).toEqual([{ lambda: 0, quantity: { mean: 0.25, deviation: 0 }, accuracy: { mean: 3, deviation: 0 } }]);
});
