import { describe, expect, test } from "vitest";
import { estimateIntervals, type IntervalEstimates } from "../../../src/geometry/intervals.ts";
import { balancedHalves, halvesVariance } from "../../../src/geometry/balancedHalves.ts";
import { cutBlocks, dealGroups } from "../../../src/geometry/groups.ts";
import { leaveOutSpectra } from "../../../src/geometry/leftOutSpectra.ts";
import { effectiveRank, stableRank } from "../../../src/geometry/spectrum.ts";
import { symmetricEigen } from "../../../src/geometry/symmetricEigen.ts";
import { halfWidthOf, jackknifeVariance, LEVEL } from "../../../src/geometry/jackknife.ts";
import { isDefined } from "../../../src/geometry/measure.ts";
import { normsOf, participationRatio } from "../../../src/geometry/isoscore.ts";
import { momentsOf } from "../../../src/geometry/covariance.ts";
import { measureLayer } from "../../../src/geometry/profile.ts";
import type { PointCloud } from "../../../src/geometry/pointCloud.ts";
import { createRandom } from "../../../src/geometry/random.ts";
import { rowsOf } from "../../../src/geometry/rows.ts";
import { runToEnd } from "../../../src/geometry/steps.ts";
import { coveredIds } from "./coverage.ts";
import { gaussianCloud } from "./gaussianCloud.ts";

const deviations = Float64Array.from({ length: 12 }, (_, j) => (1 + j) ** -0.5);
const measures = [...coveredIds, "isoScore"] as const;

function truthOf(deviations: Float64Array): number {
  const trace = deviations.reduce((sum, value) => sum + value ** 2, 0);
  const squaredNorm = deviations.reduce((sum, value) => sum + value ** 4, 0);
  return (trace ** 2 / squaredNorm - 1) / (deviations.length - 1);
}

describe("intervals on Gaussian clouds", () => {
  const runs = 150;
  const values = new Map(measures.map((key) => [key, [] as number[]]));
  const intervals: IntervalEstimates[] = [];
  for (let seed = 1; seed <= runs; seed++) {
    const cloud = gaussianCloud(120, 12, seed, deviations, 0.3);
    const profile = runToEnd(measureLayer(cloud));
    for (const key of measures) values.get(key)!.push(profile[key] as number);
    intervals.push(runToEnd(estimateIntervals(cloud, { seed })));
  }
  const coverage = (key: (typeof measures)[number], target: number): number =>
    intervals.filter((estimates) => {
      const interval = estimates[key];
      return "low" in interval && interval.low <= target && target <= interval.high;
    }).length / runs;
  const mean = (key: (typeof measures)[number]): number =>
    values.get(key)!.reduce((sum, value) => sum + value, 0) / runs;

  // 90 % of 150 has a standard error of 2.4 %.
  test.each(["participationRatio", "isoScore", "effectiveRank", "stableRank", "averageCosine"] as const)(
    "that of %s covers its expectation at this n about 9 times in 10",
    (key) => {
      expect(coverage(key, mean(key))).toBeGreaterThan(0.84);
      expect(coverage(key, mean(key))).toBeLessThan(0.98);
    },
  );

  test("that of the unbiased IsoScore covers the population's, and the raw one's need not", () => {
    expect(coverage("isoScoreUnbiased", truthOf(deviations))).toBeGreaterThan(0.84);
    expect(coverage("isoScoreUnbiased", truthOf(deviations))).toBeLessThan(0.98);
  });
});

test("a bootstrap would make the participation ratio of a small sample smaller still, and no jackknife replicate does", () => {
  const cloud = gaussianCloud(40, 60, 3);
  const random = createRandom(4);
  const value = participationRatio(normsOf(momentsOf(cloud))) as number;
  let inverse = 0;
  for (let b = 0; b < 50; b++) {
    const drawn = Array.from({ length: 40 }, () => Math.floor(random.uniform() * 40));
    inverse += 1 / (participationRatio(normsOf(momentsOf(rowsOf(cloud, drawn)))) as number) / 50;
  }
  // 1/PR rises by about 1/n, as it already had by sampling: 1/60 + 1/39, and once more 1/39.
  expect(inverse - 1 / value).toBeGreaterThan(0.8 / 39);
});

test("points of one sentence are left out together, which widens intervals when they resemble each other", () => {
  const sentences = gaussianCloud(40, 6, 5);
  const values = new Float64Array(200 * 6);
  const random = createRandom(6);
  for (let i = 0; i < 200; i++) {
    for (let j = 0; j < 6; j++) values[i * 6 + j] = sentences.values[Math.floor(i / 5) * 6 + j] + 0.2 * random.normal();
  }
  const cloud: PointCloud = { values, n: 200, d: 6 };
  const width = (clusters?: Uint32Array): number => {
    const interval = runToEnd(
      estimateIntervals(cloud, { seed: 1, ...(clusters ? { clusters } : {}) }),
    ).participationRatio;
    if (!("low" in interval)) throw new Error(interval.notDefined);
    return interval.high - interval.low;
  };
  expect(width(Uint32Array.from({ length: 200 }, (_, i) => Math.floor(i / 5)))).toBeGreaterThan(1.4 * width());
});

test("the same seed gives the same intervals, another seed others", () => {
  const cloud = gaussianCloud(90, 8, 7);
  const run = (seed: number): IntervalEstimates => runToEnd(estimateIntervals(cloud, { seed }));
  expect(run(1)).toEqual(run(1));
  expect(run(1).participationRatio).not.toEqual(run(2).participationRatio);
});

test("progress rises from 0 to 1", () => {
  const fractions: number[] = [];
  const steps = estimateIntervals(gaussianCloud(300, 20, 2), { seed: 1 });
  for (let step = steps.next(); !step.done; step = steps.next()) fractions.push(step.value);
  expect(fractions.length).toBeGreaterThan(20);
  fractions.forEach((fraction, i) => {
    expect(fraction).toBeGreaterThanOrEqual(i === 0 ? 0 : fractions[i - 1]);
  });
  expect(fractions.at(-1)).toBeLessThanOrEqual(1);
});

test("with fewer points than dimensions, a reference and 3 points, all ends are finite and in order", () => {
  for (const [n, d] of [
    [3, 2],
    [5, 9],
    [30, 64],
    [64, 64],
    [66, 64],
  ]) {
    const cloud = gaussianCloud(n, d, 8);
    const identity = Float64Array.from({ length: d * d }, (_, i) => (i % (d + 1) === 0 ? 1 : 0));
    const estimates = runToEnd(estimateIntervals(cloud, { seed: 1, zeta: 0.4, referenceCovariance: identity }));
    for (const key of [...measures, "isoScoreStar"] as const) {
      const interval = estimates[key];
      if (!("low" in interval)) continue;
      expect(Number.isFinite(interval.low) && Number.isFinite(interval.high)).toBe(true);
      expect(interval.low).toBeLessThanOrEqual(interval.high);
    }
    expect("low" in estimates.isoScoreStar).toBe(true);
  }
});

test("too few points or values that are not finite have no interval, and say why", () => {
  expect(runToEnd(estimateIntervals(gaussianCloud(2, 3, 1), { seed: 1 })).isoScore).toEqual({
    notDefined: "needs-three-points",
  });
  const broken = gaussianCloud(10, 3, 1);
  broken.values[4] = NaN;
  expect(runToEnd(estimateIntervals(broken, { seed: 1 })).mle).toEqual({ notDefined: "not-finite" });
  const equal = { values: new Float64Array(30).fill(2), n: 10, d: 3 };
  expect(runToEnd(estimateIntervals(equal, { seed: 1 })).participationRatio).toEqual({ notDefined: "zero-variance" });
});

describe("the jackknife", () => {
  test("of a mean gives Student's interval", () => {
    const sample = Array.from(gaussianCloud(12, 1, 9).values);
    const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
    const leftOut = sample.map((_, i) => mean(sample.filter((__, j) => j !== i)));
    const variance = sample.reduce((sum, value) => sum + (value - mean(sample)) ** 2, 0) / 11;
    const expected = studentQuantile((1 + LEVEL) / 2, 11) * Math.sqrt(variance / 12);
    expect(
      halfWidthOf(
        jackknifeVariance(
          mean(sample),
          leftOut,
          sample.map(() => 1),
        ),
        12,
      ) / expected,
    ).toBeCloseTo(1, 4);
  });

  test.each([2, 3, 8, 19])("uses Student's quantile for %i degrees of freedom", (degrees) => {
    // With one pseudovalue off the rest the standard error is known, and the half width shows the quantile.
    const sizes = Array.from({ length: degrees + 1 }, () => 1);
    const leftOut = sizes.map((_, i) => (i === 0 ? 1 : 0));
    const groups = degrees + 1;
    const standardError = Math.sqrt(((groups - 1) / groups) * ((1 - 1 / groups) ** 2 + (groups - 1) / groups ** 2));
    expect(halfWidthOf(jackknifeVariance(1 / groups, leftOut, sizes), groups) / standardError).toBeCloseTo(
      studentQuantile(0.95, degrees),
      3,
    );
  });

  test("deals every point into one group, whole clusters together, sizes near each other", () => {
    const clusters = Uint32Array.from({ length: 500 }, (_, i) => Math.floor(i / 7));
    const groups = dealGroups(500, createRandom(1), clusters);
    expect(groups).toHaveLength(20);
    expect(groups.flatMap((group) => [...group]).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 500 }, (_, i) => i),
    );
    const owner = new Map<number, number>();
    groups.forEach((group, index) =>
      group.forEach((point) => {
        expect(owner.get(clusters[point]) ?? index).toBe(index);
        owner.set(clusters[point], index);
      }),
    );
    const sizes = groups.map((group) => group.length);
    expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(7);
  });
});

/** The quantile of Student's t, by bisection over Simpson's integral of its density. */
function studentQuantile(probability: number, degrees: number): number {
  const density = (t: number): number => (1 + (t * t) / degrees) ** (-(degrees + 1) / 2);
  const integral = (to: number): number => {
    const steps = 4000;
    const h = to / steps;
    let sum = density(0) + density(to);
    for (let i = 1; i < steps; i++) sum += (i % 2 === 1 ? 4 : 2) * density(i * h);
    return (sum * h) / 3;
  };
  // The normalisation: ∫₀^∞ by t = √ν tan φ is an integral of a power of cos φ.
  let half = 0;
  const slices = 20000;
  for (let i = 0; i < slices; i++) half += Math.cos(((i + 0.5) * Math.PI) / 2 / slices) ** (degrees - 1);
  half *= (Math.PI / 2 / slices) * Math.sqrt(degrees);
  let low = 0;
  let high = 20;
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (0.5 + integral(middle) / (2 * half) < probability) low = middle;
    else high = middle;
  }
  return low;
}

describe("groups", () => {
  const clusters = Uint32Array.from({ length: 300 }, (_, i) => Math.floor(i / 3));

  test("blocks are of sentences that follow each other, all points once, of nearly equal size", () => {
    const blocks = cutBlocks(300, clusters);
    expect(blocks).toHaveLength(10);
    expect(blocks.flatMap((block) => [...block])).toEqual(Array.from({ length: 300 }, (_, i) => i));
    for (const block of blocks) {
      expect(block.length).toBe(30);
      expect(clusters[block[0] - 1]).not.toBe(clusters[block[0]]);
    }
  });

  test.each([
    [3, 3],
    [5, 5],
    [16, 5],
    [100, 10],
    [5000, 20],
  ])("%i sentences make %i blocks", (sentences, blocks) => {
    expect(cutBlocks(sentences)).toHaveLength(blocks);
  });

  test("a sentence longer than all others together leaves the rest their blocks", () => {
    const long = Uint32Array.from({ length: 1009 }, (_, i) => (i < 1000 ? 0 : i));
    const blocks = cutBlocks(1009, long);
    expect(blocks.length).toBeGreaterThanOrEqual(3);
    expect(blocks.flatMap((block) => [...block])).toHaveLength(1009);
  });

  test.each([3, 4, 5, 8, 9, 12, 17, 20])(
    "halves of %i groups: none is empty, and groups are together about half the time",
    (groups) => {
      const ways = balancedHalves(groups);
      for (const way of ways) expect(new Set(way).size).toBe(2);
      for (let a = 0; a < groups; a++) {
        for (let b = 0; b < a; b++) {
          const together = ways.filter((way) => way[a] === way[b]).length;
          // Columns of a Hadamard matrix without its row of ones: one more apart than together.
          expect(together).toBe((ways.length - 1) / 2);
        }
      }
    },
  );

  test("halves have the variance of the jackknife for a mean", () => {
    const sample = Array.from(gaussianCloud(20, 1, 9).values);
    const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
    const halves = balancedHalves(20).map((way) => {
      const [a, b] = [true, false].map((side) => sample.filter((_, i) => way[i] === side));
      return [
        { n: a.length, value: mean(a) },
        { n: b.length, value: mean(b) },
      ] as const;
    });
    const variance = sample.reduce((sum, value) => sum + (value - mean(sample)) ** 2, 0) / 19 / 20;
    expect(halvesVariance(halves) / variance).toBeCloseTo(1, 10);
  });
});

describe("no interval leaves the range of its measure", () => {
  test.each([
    [12, 3],
    [6, 3],
    [40, 2],
    [8, 100],
    [30, 1],
  ])("%i points in %i dimensions", (n, d) => {
    for (let seed = 1; seed <= 40; seed++) {
      const cloud = gaussianCloud(n, d, seed, undefined, seed % 2);
      const estimates = runToEnd(estimateIntervals(cloud, { seed }));
      const profile = runToEnd(measureLayer(cloud));
      const most = Math.min(d, n - 1);
      const ranges = {
        participationRatio: [1, most],
        isoScore: [0, d > 1 ? (most - 1) / (d - 1) : 1],
        effectiveRank: [1, most],
        stableRank: [1, most],
        averageCosine: [-1 / (n - 1), 1],
        isoScoreUnbiased: [-1 / Math.max(1, d - 1), Infinity],
        twoNN: [0, Infinity],
        mle: [0, Infinity],
      } as const;
      for (const [id, [least, greatest]] of Object.entries(ranges)) {
        const interval = estimates[id as keyof typeof ranges];
        if (!("low" in interval)) continue;
        expect(interval.low, id).toBeGreaterThanOrEqual(least - 1e-12);
        expect(interval.high, id).toBeLessThanOrEqual(greatest + 1e-9);
        const value = profile[id as keyof typeof ranges] as number;
        expect(interval.low, id).toBeLessThanOrEqual(value + 1e-9);
        expect(interval.high, id).toBeGreaterThanOrEqual(value - 1e-9);
      }
    }
  });
});

test("effective and stable rank take the intervals of exact decompositions where there are many points", () => {
  const deviations = Float64Array.from({ length: 24 }, (_, j) => (1 + j) ** -0.7);
  const cloud = gaussianCloud(240, 24, 5, deviations);
  const groups = dealGroups(240, createRandom(1));
  const { without } = runToEnd(leaveOutSpectra(cloud, momentsOf(cloud), groups));
  for (const [id, of] of [
    ["effectiveRank", effectiveRank],
    ["stableRank", stableRank],
  ] as const) {
    const exact = groups.map((group) => {
      const left = new Set(group);
      const rest = rowsOf(
        cloud,
        Array.from({ length: 240 }, (_, i) => i).filter((i) => !left.has(i)),
      );
      return of(symmetricEigen(momentsOf(rest).scatter, 24).values) as number;
    });
    const spread = (values: number[]): number => {
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0));
    };
    const firstOrder = spread(without.map(({ eigenvalues }) => of(eigenvalues) as number));
    expect(firstOrder / spread(exact), id).toBeGreaterThan(0.95);
    expect(firstOrder / spread(exact), id).toBeLessThan(1.05);
  }
});

test("a defined measure is a number", () => {
  expect(isDefined(0)).toBe(true);
  expect(isDefined({ notDefined: "zero-variance" })).toBe(false);
});
