import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { momentsOf } from "../../../src/geometry/covariance.ts";
import { isDefined, type Measure } from "../../../src/geometry/measure.ts";
import type { PointCloud } from "../../../src/geometry/pointCloud.ts";
import { type LayerProfile, measureLayer } from "../../../src/geometry/profile.ts";
import { runToEnd } from "../../../src/geometry/steps.ts";
import { gaussianCloud, moved } from "./gaussianCloud.ts";

const scalars = [
  "isoScore",
  "isoScoreStar",
  "isoScoreNull",
  "isoScoreUnbiased",
  "participationRatio",
  "effectiveRank",
  "stableRank",
  "componentsFor90",
  "componentsFor95",
  "componentsFor99",
  "alphaReQ",
  "averageCosine",
  "partition",
  "twoNN",
  "mle",
] as const;

function profileOf(cloud: PointCloud): LayerProfile {
  return runToEnd(measureLayer(cloud));
}

function number(measure: Measure): number {
  if (!isDefined(measure)) throw new Error(measure.notDefined);
  return measure;
}

/** Every number in a value, however deep. */
function* numbersIn(value: unknown): Generator<number> {
  if (typeof value === "number") yield value;
  else if (ArrayBuffer.isView(value)) yield* Array.from(value as Float64Array);
  else if (typeof value === "object" && value !== null) for (const part of Object.values(value)) yield* numbersIn(part);
}

function expectNoNaN(profile: LayerProfile): void {
  for (const value of numbersIn(profile)) expect(Number.isFinite(value)).toBe(true);
}

/** Clouds of every shape: small, wide, with repeated points, constant columns, zeros and spreads of scale. */
const anyCloud = fc
  .record({
    n: fc.integer({ min: 1, max: 40 }),
    d: fc.integer({ min: 1, max: 20 }),
    seed: fc.integer(),
    rounded: fc.boolean(),
    exponent: fc.integer({ min: -30, max: 30 }),
    shift: fc.constantFrom(0, 0.1, 1e4),
    constant: fc.boolean(),
  })
  .map(({ n, d, seed, rounded, exponent, shift, constant }): PointCloud => {
    const { values } = gaussianCloud(n, d, seed);
    const made = values.map((value) => ((rounded ? Math.round(value) : value) + shift) * 2 ** exponent);
    if (constant) for (let i = 0; i < n; i++) made[i * d] = 0.3;
    return { values: made, n, d };
  });

describe("for any cloud", () => {
  test("every figure is finite or says why there is none, and keeps within its bounds", () => {
    fc.assert(
      fc.property(anyCloud, (cloud) => {
        const profile = profileOf(cloud);
        expectNoNaN(profile);
        const { n, d } = cloud;
        const within = (measure: Measure, low: number, high: number): void => {
          if (!isDefined(measure)) return;
          expect(measure).toBeGreaterThanOrEqual(low - 1e-9);
          expect(measure).toBeLessThanOrEqual(high + 1e-9);
        };
        within(profile.isoScore, 0, 1);
        within(profile.isoScoreNull, 0, 1);
        const rank = Math.min(d, n - 1);
        for (const key of ["participationRatio", "effectiveRank", "stableRank"] as const) within(profile[key], 1, rank);
        within(profile.averageCosine, -1 / (n - 1), 1);
        within(profile.partition, 0, 1);
        within(profile.twoNN, 0, Infinity);
        within(profile.mle, 0, Infinity);
        expect(
          profile.eigenvalues.every((value, j) => value >= 0 && (j === 0 || value <= profile.eigenvalues[j - 1])),
        ).toBe(true);
        const trace = profile.variances.reduce((sum, value) => sum + value, 0);
        const total = profile.eigenvalues.reduce((sum, value) => sum + value, 0);
        expect(Math.abs(total - trace)).toBeLessThanOrEqual(1e-10 * trace);
      }),
      { numRuns: 150, seed: 3 },
    );
  });

  test("nothing but partition depends on its scale, and of its place only the cosine, the means and partition", () => {
    fc.assert(
      fc.property(fc.integer({ min: 4, max: 60 }), fc.integer({ min: 2, max: 24 }), fc.integer(), (n, d, seed) => {
        const cloud = gaussianCloud(
          n,
          d,
          seed,
          Float64Array.from({ length: d }, (_, j) => 1 / (1 + j)),
        );
        const before = profileOf(cloud);
        const turned = profileOf(moved(cloud, seed + 1, 1000));
        const elsewhere = profileOf(moved(cloud, seed + 1, 0.01, 5));
        const same = (a: Measure, b: Measure): void => {
          expect(Math.abs(number(a) / number(b) - 1)).toBeLessThan(1e-8);
        };
        for (const key of [
          "participationRatio",
          "effectiveRank",
          "stableRank",
          "componentsFor90",
          "alphaReQ",
          "twoNN",
          "mle",
        ] as const) {
          same(turned[key], before[key]);
          same(elsewhere[key], before[key]);
        }
        same(turned.averageCosine, before.averageCosine);
      }),
      { numRuns: 40, seed: 4 },
    );
  });

  test("partition does not depend on rotation", () => {
    const cloud = gaussianCloud(80, 10, 5, undefined, 0.5);
    expect(
      Math.abs(number(profileOf(moved(cloud, 6)).partition) / number(profileOf(cloud).partition) - 1),
    ).toBeLessThan(1e-10);
  });

  test("the order of points changes no figure", () => {
    const cloud = gaussianCloud(50, 8, 7, undefined, 1);
    const { values, n, d } = cloud;
    const reversed = Float64Array.from(values, (_, index) => values[(n - 1 - Math.floor(index / d)) * d + (index % d)]);
    const [a, b] = [profileOf(cloud), profileOf({ values: reversed, n, d })];
    for (const key of scalars) expect(Math.abs(number(a[key]) / number(b[key]) - 1)).toBeLessThan(1e-10);
  });
});

describe("at the edges", () => {
  const none =
    (...reasons: string[]) =>
    (key: (typeof scalars)[number], profile: LayerProfile): void => {
      const measure = profile[key];
      expect(isDefined(measure)).toBe(false);
      if (!isDefined(measure)) expect(reasons).toContain(measure.notDefined);
    };

  test("one point has a partition and nothing else", () => {
    const profile = profileOf({ values: Float64Array.of(1, 2, 3), n: 1, d: 3 });
    const needsTwo = none("needs-two-points", "needs-three-points", "needs-four-points");
    for (const key of scalars) if (key !== "partition") needsTwo(key, profile);
    expect(profile.partition).toBeCloseTo(Math.exp(-2 * Math.sqrt(14)), 12);
    expect(profile.outlierDimensions).toEqual([]);
    expectNoNaN(profile);
  });

  test("two points lie on one line", () => {
    const profile = profileOf({ values: Float64Array.of(1, 0, 0, 1, 1, 1), n: 2, d: 3 });
    expect(profile.isoScore).toBeCloseTo(0, 15);
    expect(profile.participationRatio).toBeCloseTo(1, 15);
    expect(profile.effectiveRank).toBeCloseTo(1, 15);
    expect(profile.isoScoreNull).toBe(0);
    none("needs-four-points")("isoScoreUnbiased", profile);
    for (const key of ["twoNN", "mle"] as const) none("needs-three-points")(key, profile);
    none("needs-two-dimensions")("alphaReQ", profile);
  });

  test("equal points have no variance, and a cosine of 1", () => {
    const profile = profileOf({ values: new Float64Array(20).fill(0.1), n: 5, d: 4 });
    for (const key of [
      "isoScore",
      "isoScoreStar",
      "isoScoreUnbiased",
      "participationRatio",
      "effectiveRank",
      "stableRank",
      "componentsFor90",
      "alphaReQ",
    ] as const) {
      none("zero-variance")(key, profile);
    }
    for (const key of ["twoNN", "mle"] as const) none("too-few-distinct-points")(key, profile);
    expect(profile.averageCosine).toBeCloseTo(1, 14);
    expect(profile.duplicates).toBe(5);
    expect(profile.eigenvalues.every((value) => value === 0)).toBe(true);
    expect(profile.components.coordinates.every((value) => value === 0)).toBe(true);
    expectNoNaN(profile);
  });

  test("zero vectors have no cosine and are counted", () => {
    const zeros = profileOf({ values: new Float64Array(12), n: 4, d: 3 });
    none("zero-vectors")("averageCosine", zeros);
    expect(zeros.partition).toBe(1);
    expectNoNaN(zeros);
    const some = profileOf({ values: Float64Array.of(0, 0, 3, 4, 6, 8), n: 3, d: 2 });
    expect(some.zeroVectors).toBe(1);
    expect(some.averageCosine).toBeCloseTo(1, 15);
  });

  test("one dimension has a spectrum but no isotropy", () => {
    const profile = profileOf(gaussianCloud(30, 1, 1));
    for (const key of ["isoScore", "isoScoreStar", "isoScoreUnbiased", "isoScoreNull", "alphaReQ"] as const)
      none("needs-two-dimensions")(key, profile);
    expect(profile.participationRatio).toBeCloseTo(1, 14);
    expect(profile.effectiveRank).toBe(1);
    expect(profile.components.count).toBe(1);
  });

  test("a NaN or an infinity leaves nothing defined, and no NaN comes out", () => {
    for (const bad of [NaN, Infinity, -Infinity]) {
      const cloud = gaussianCloud(6, 3, 1);
      cloud.values[7] = bad;
      const profile = profileOf(cloud);
      for (const key of scalars) expect(profile[key]).toEqual({ notDefined: "not-finite" });
      expectNoNaN(profile);
    }
  });

  test("no point at all is answered too", () => {
    expectNoNaN(profileOf({ values: new Float64Array(0), n: 0, d: 5 }));
  });

  test("ζ above 0 without a reference is refused", () => {
    expect(() => runToEnd(measureLayer(gaussianCloud(5, 2, 1), { zeta: 0.5 }))).toThrow(/reference/);
  });
});

test("progress rises from 0 to 1", () => {
  const fractions: number[] = [];
  const steps = measureLayer(gaussianCloud(600, 40, 2));
  for (let step = steps.next(); !step.done; step = steps.next()) fractions.push(step.value);
  expect(fractions.length).toBeGreaterThan(5);
  fractions.forEach((fraction, i) => {
    expect(fraction).toBeGreaterThanOrEqual(i === 0 ? 0 : fractions[i - 1]);
  });
  expect(fractions.at(-1)).toBeLessThanOrEqual(1);
});

test("moments given by the caller change nothing", () => {
  const cloud = gaussianCloud(90, 12, 3);
  expect(runToEnd(measureLayer(cloud, { moments: momentsOf(cloud) }))).toEqual(profileOf(cloud));
});
