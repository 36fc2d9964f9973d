/** Intra-sentence similarity, self-similarity and uniformity, against NumPy and by what they must obey. */
import { describe, expect, test } from "vitest";
import { intraSentenceSimilarity, selfSimilarity } from "../../../src/geometry/contextSimilarity.ts";
import type { Measure } from "../../../src/geometry/measure.ts";
import type { PointCloud } from "../../../src/geometry/pointCloud.ts";
import { measureLayer } from "../../../src/geometry/profile.ts";
import { runToEnd } from "../../../src/geometry/steps.ts";
import { MOST_UNIFORMITY_POINTS, uniformityInSteps } from "../../../src/geometry/uniformity.ts";
import cases from "../../golden/geometry/cases.json" with { type: "json" };
import { makeCloud, type CloudCase } from "../../golden/geometry/clouds.ts";
import golden from "../../golden/geometry/directions.json" with { type: "json" };
import { gaussianCloud } from "./gaussianCloud.ts";

/** As make_directions.py has them. */
const sentenceOf = (n: number) => Uint32Array.from({ length: n }, (_, i) => Math.floor(i / 7));
const wordOf = (n: number) => Uint32Array.from({ length: n }, (_, i) => (i * i) % 13);

function expectNear(value: Measure, reference: number): void {
  expect(value).toBeTypeOf("number");
  expect(Math.abs((value as number) - reference)).toBeLessThanOrEqual(1e-9 * Math.abs(reference) + 1e-15);
}

test.each((cases as (CloudCase & { name: string })[]).map((recipe, index) => [recipe.name, recipe, index] as const))(
  "NumPy's figures: %s",
  (_, recipe, index) => {
    const cloud = makeCloud(recipe);
    const figures = golden[index];
    expectNear(intraSentenceSimilarity(cloud, sentenceOf(cloud.n)), figures.intraSentenceSimilarity);
    if (figures.selfSimilarity === null)
      expect(selfSimilarity(cloud, wordOf(cloud.n))).toEqual({ notDefined: "needs-repeated-words" });
    else expectNear(selfSimilarity(cloud, wordOf(cloud.n)), figures.selfSimilarity);
    expectNear(runToEnd(uniformityInSteps(cloud, 1, cloud.n)).uniformity, figures.uniformity);
  },
);

describe("uniformity", () => {
  test("of more points than are paired is close to that of all, and says how many it took", () => {
    const cloud = gaussianCloud(3000, 30, 5, undefined, 0.2);
    const { uniformity, points } = runToEnd(uniformityInSteps(cloud, 1));
    const whole = runToEnd(uniformityInSteps(cloud, 1, cloud.n));
    expect([points, whole.points]).toEqual([MOST_UNIFORMITY_POINTS, 3000]);
    expect(Math.abs((uniformity as number) - (whole.uniformity as number))).toBeLessThan(0.1);
    expect(runToEnd(uniformityInSteps(cloud, 1)).uniformity).toBe(uniformity);
    expect(runToEnd(uniformityInSteps(cloud, 2)).uniformity).not.toBe(uniformity);
  });

  test("does not change with the lengths of the vectors", () => {
    const { values, n, d } = gaussianCloud(90, 8, 6);
    const scaled = values.map((value, index) => value * (1 + (Math.floor(index / d) % 4)));
    const of = (all: PointCloud["values"]) =>
      runToEnd(uniformityInSteps({ values: all, n, d }, 1)).uniformity as number;
    expect(of(scaled)).toBeCloseTo(of(values), 12);
  });

  test("is 0 where all point the same way, −8 for two opposite vectors, and has no value without two directions", () => {
    const of = (values: number[], d: number) =>
      runToEnd(uniformityInSteps({ values: Float64Array.from(values), n: values.length / d, d }, 1)).uniformity;
    expect(of([1, 2, 2, 4, 3, 6], 2)).toBeCloseTo(0, 12);
    expect(of([1, 2, -2, -4], 2)).toBeCloseTo(-8, 12);
    expect(of([1, 2], 2)).toEqual({ notDefined: "needs-two-points" });
    expect(of([1, 2, 0, 0], 2)).toEqual({ notDefined: "zero-vectors" });
  });
});

describe("the measures of context", () => {
  test("are 1 where every token of a sentence, and every occurrence of a word, has the same direction", () => {
    const cloud = { values: Float32Array.of(1, 2, 2, 4, -3, 1, -6, 2), n: 4, d: 2 };
    expect(intraSentenceSimilarity(cloud, Uint32Array.of(0, 0, 1, 1))).toBeCloseTo(1, 12);
    expect(selfSimilarity(cloud, Uint32Array.of(5, 5, 9, 9))).toBeCloseTo(1, 12);
  });

  test("leave vectors without a direction out", () => {
    const cloud = { values: Float32Array.of(0, 0, 1, 1, 0, 0, 2, 2), n: 4, d: 2 };
    expect(intraSentenceSimilarity(cloud, Uint32Array.of(0, 0, 1, 1))).toBeCloseTo(1, 12);
    expect(selfSimilarity(cloud, Uint32Array.of(3, 3, 3, 3))).toBeCloseTo(1, 12);
    expect(selfSimilarity(cloud, Uint32Array.of(3, 3, 4, 4))).toEqual({ notDefined: "needs-repeated-words" });
    expect(intraSentenceSimilarity({ values: new Float32Array(4), n: 2, d: 2 }, Uint32Array.of(0, 1))).toEqual({
      notDefined: "zero-vectors",
    });
  });

  test("are part of a layer's profile when the points are tokens, and say so when they are not", () => {
    const cloud = gaussianCloud(60, 6, 3, undefined, 0.5);
    const tokens = { sentence: sentenceOf(60), word: wordOf(60) };
    const profile = runToEnd(measureLayer(cloud, { tokens }));
    expect(profile.intraSentenceSimilarity).toBe(intraSentenceSimilarity(cloud, tokens.sentence));
    expect(profile.selfSimilarity).toBe(selfSimilarity(cloud, tokens.word));
    const bare = runToEnd(measureLayer(cloud));
    expect([bare.intraSentenceSimilarity, bare.selfSimilarity]).toEqual([
      { notDefined: "needs-tokens" },
      { notDefined: "needs-tokens" },
    ]);
    expect(bare.uniformity).toBe(profile.uniformity);
  });
});
