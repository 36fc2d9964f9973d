import { describe, expect, test } from "vitest";
import { createRandom, sampleWithoutReplacement } from "../../../src/geometry/random.ts";
import { sampleSizeCurve } from "../../../src/geometry/sampleSize.ts";
import { runToEnd } from "../../../src/geometry/steps.ts";
import { covarianceOf, momentsOf } from "../../../src/geometry/covariance.ts";
import { isoScore, normsOf } from "../../../src/geometry/isoscore.ts";
import { gaussianCloud } from "./gaussianCloud.ts";

/** xoshiro128** as its authors publish it, in big integers. */
function* xoshiro(state: bigint[]): Generator<number> {
  const mask = 0xffffffffn;
  const rotate = (x: bigint, k: bigint): bigint => ((x << k) | (x >> (32n - k))) & mask;
  for (;;) {
    yield Number((rotate((state[1] * 5n) & mask, 7n) * 9n) & mask);
    const t = (state[1] << 9n) & mask;
    state[2] ^= state[0];
    state[3] ^= state[1];
    state[1] ^= state[2];
    state[0] ^= state[3];
    state[2] ^= t;
    state[3] = rotate(state[3], 11n);
  }
}

/** splitmix32 in big integers. */
function seeded(seed: bigint): bigint[] {
  const mask = 0xffffffffn;
  return [1n, 2n, 3n, 4n].map((i) => {
    let z = (seed + i * 0x9e3779b9n) & mask;
    z = ((z ^ (z >> 16n)) * 0x21f0aaadn) & mask;
    z = ((z ^ (z >> 15n)) * 0x735a2d97n) & mask;
    return z ^ (z >> 15n);
  });
}

describe("random numbers", () => {
  test.each([0, 1, 42, 0xffffffff])("of seed %i are those of xoshiro128**", (seed) => {
    const random = createRandom(seed);
    const reference = xoshiro(seeded(BigInt(seed)));
    for (let i = 0; i < 1000; i++) expect(random.integer()).toBe(reference.next().value);
  });

  test("uniform deviates fill [0, 1) evenly, normal ones have the moments of a Gaussian", () => {
    const random = createRandom(5);
    const bins = new Uint32Array(10);
    for (let i = 0; i < 100_000; i++) bins[Math.floor(random.uniform() * 10)]++;
    for (const count of bins) expect(Math.abs(count - 10_000)).toBeLessThan(400);
    const moments = [0, 0, 0, 0];
    for (let i = 0; i < 100_000; i++) {
      const x = random.normal();
      moments.forEach((_, k) => (moments[k] += x ** (k + 1) / 100_000));
    }
    [0, 1, 0, 3].forEach((expected, k) => {
      expect(Math.abs(moments[k] - expected)).toBeLessThan(0.08);
    });
  });

  test("a sample without replacement holds each at most once, and each equally often", () => {
    const random = createRandom(6);
    const counts = new Uint32Array(8);
    for (let run = 0; run < 8000; run++) {
      const sample = sampleWithoutReplacement(8, 3, random);
      expect(new Set(sample).size).toBe(3);
      sample.forEach((index) => counts[index]++);
    }
    for (const count of counts) expect(Math.abs(count - 3000)).toBeLessThan(200);
    expect(() => sampleWithoutReplacement(3, 4, random)).toThrow(/4 of 3/);
  });
});

describe("the sample-size curve", () => {
  const deviations = Float64Array.from({ length: 20 }, (_, j) => (1 + j) ** -0.4);
  const cloud = gaussianCloud(800, 20, 1, deviations);
  const whole = momentsOf(cloud);
  const curve = runToEnd(
    sampleSizeCurve(cloud, { seed: 1, zeta: 0.5, referenceCovariance: covarianceOf(whole), repeats: 8 }),
  );

  test("runs from 8 points to all, where it is the cloud's own score", () => {
    expect(curve[0].n).toBe(8);
    expect(curve.at(-1)!.n).toBe(800);
    expect(curve.at(-1)!.isoScore).toBeCloseTo(isoScore(normsOf(whole)) as number, 12);
  });

  test("shows why: the raw score climbs with n, the unbiased and the shrunk one stay near the end", () => {
    const end = curve.at(-1)!.isoScore as number;
    expect(curve[0].isoScore).toBeLessThan(0.6 * end);
    const early = curve.find(({ n }) => n >= 25)!;
    expect(Math.abs((early.isoScoreStar as number) - end)).toBeLessThan(Math.abs((early.isoScore as number) - end) / 2);
    expect(Math.abs((early.isoScoreUnbiased as number) - end)).toBeLessThan(Math.abs((early.isoScore as number) - end));
    curve.forEach(({ isoScoreNull }, i) => {
      if (i > 0) expect(isoScoreNull).toBeGreaterThan(curve[i - 1].isoScoreNull as number);
    });
  });

  test("is the same for the same seed, and works for a handful of points", () => {
    const run = (seed: number): unknown => runToEnd(sampleSizeCurve(gaussianCloud(50, 4, 2), { seed }));
    expect(run(3)).toEqual(run(3));
    expect(run(3)).not.toEqual(run(4));
    for (const n of [1, 2, 5]) expect(runToEnd(sampleSizeCurve(gaussianCloud(n, 3, 2), { seed: 1 })).at(-1)!.n).toBe(n);
  });
});
