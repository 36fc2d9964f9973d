import { describe, expect, test } from "vitest";
import { momentsOf } from "../../../src/geometry/covariance.ts";
import { effectiveOfChoice } from "../../../src/geometry/effectivePoints.ts";
import { isoScoreNull, normsOf, participationRatio } from "../../../src/geometry/isoscore.ts";
import { measureLayer } from "../../../src/geometry/profile.ts";
import type { PointCloud } from "../../../src/geometry/pointCloud.ts";
import { createRandom } from "../../../src/geometry/random.ts";
import { runToEnd } from "../../../src/geometry/steps.ts";
import { gaussianCloud } from "./gaussianCloud.ts";

/** An isotropic cloud of sentences × length tokens with this share of variance common to a sentence, and its tokens. */
function sentencesOf(sentences: number, length: number, share: number, d: number, seed: number) {
  const random = createRandom(seed);
  const n = sentences * length;
  const values = new Float64Array(n * d);
  for (let s = 0; s < sentences; s++) {
    const common = Float64Array.from({ length: d }, () => Math.sqrt(share) * random.normal());
    for (let i = s * length; i < (s + 1) * length; i++)
      for (let j = 0; j < d; j++) values[i * d + j] = common[j]! + Math.sqrt(1 - share) * random.normal();
  }
  const cloud: PointCloud = { values, n, d };
  const sentence = Uint32Array.from({ length: n }, (_, i) => Math.floor(i / length));
  return { cloud, tokens: { sentence, word: Uint32Array.from(sentence.keys()) } };
}

function effectiveOf({ cloud, tokens }: ReturnType<typeof sentencesOf>): number {
  return runToEnd(measureLayer(cloud, { tokens })).effectivePoints;
}

/** Every token of every line so many times, in as many copies of its sentence. */
function copied({ cloud, tokens }: ReturnType<typeof sentencesOf>, copies: number) {
  const { values, n, d } = cloud;
  const sentences = tokens.sentence.at(-1)! + 1;
  const repeated = new Float64Array(copies * n * d);
  for (let copy = 0; copy < copies; copy++) repeated.set(values, copy * n * d);
  const points = Array.from({ length: copies * n }, (_, i) => i);
  return {
    cloud: { values: repeated, n: copies * n, d },
    tokens: {
      sentence: Uint32Array.from(points, (i) => Math.floor(i / n) * sentences + tokens.sentence[i % n]!),
      word: Uint32Array.from(points, (i) => tokens.word[i % n]!),
    },
  };
}

describe("independent points that a cloud is worth", () => {
  test("its number of points where all are independent", () => {
    expect(runToEnd(measureLayer(gaussianCloud(50, 8, 1))).effectivePoints).toBe(50);
    expect(effectiveOf(sentencesOf(40, 5, 0, 16, 2)) / 200).toBeGreaterThan(0.97);
  });

  test("the null value then is what such isotropic clouds score, where independence would promise far more", () => {
    const [sentences, length, share, d] = [40, 15, 0.7, 64];
    let [inverse, worth] = [0, 0];
    const runs = 40;
    for (let seed = 1; seed <= runs; seed++) {
      const drawn = sentencesOf(sentences, length, share, d, seed);
      inverse += 1 / (participationRatio(normsOf(momentsOf(drawn.cloud))) as number) / runs;
      if (seed <= 4) worth += effectiveOf(drawn) / 4;
    }
    const simulated = (1 / inverse - 1) / (d - 1);
    expect(simulated).toBeCloseTo(0.53, 1);
    expect(Math.abs((isoScoreNull(worth, d) as number) / simulated - 1)).toBeLessThan(0.03);
    expect(isoScoreNull(sentences * length, d) as number).toBeGreaterThan(0.89);
  });

  test("copies of lines add nothing", () => {
    const once = sentencesOf(20, 6, 0.4, 10, 3);
    expect(effectiveOf(copied(once, 3))).toBeCloseTo(effectiveOf(once), 6);
  });

  test("nor do copies of points of their own", () => {
    const { values, n, d } = gaussianCloud(30, 5, 4);
    const twice = new Float64Array(2 * values.length);
    twice.set(values);
    twice.set(values, values.length);
    expect(runToEnd(measureLayer({ values: twice, n: 2 * n, d })).effectivePoints).toBe(30);
  });

  test("a choice of them is worth less, and all of them all", () => {
    expect(effectiveOfChoice(600, 600, 80)).toBeCloseTo(80, 10);
    expect(effectiveOfChoice(20, 600, 80)).toBeLessThan(20);
    expect(effectiveOfChoice(20, 600, 600)).toBe(20);
  });
});
