import { describe, expect, test } from "vitest";
import { clusterSumsInSteps, removeClusterSums } from "../../../src/geometry/clusterSums.ts";
import { meanOf, momentsOf } from "../../../src/geometry/covariance.ts";
import { isoScoreUnbiased, participationRatioUnbiased } from "../../../src/geometry/isoscore.ts";
import type { PointCloud } from "../../../src/geometry/pointCloud.ts";
import { createRandom } from "../../../src/geometry/random.ts";
import { rowsOf } from "../../../src/geometry/rows.ts";
import { runToEnd } from "../../../src/geometry/steps.ts";
import { unbiasedNormsOf, type UnbiasedNorms } from "../../../src/geometry/unbiasedNorms.ts";
import { gaussianCloud } from "./gaussianCloud.ts";

function sumsOf(cloud: PointCloud, clusters?: Uint32Array, centre = meanOf(cloud)) {
  return runToEnd(clusterSumsInSteps(cloud, centre, momentsOf(cloud), clusters));
}

function normsOf(cloud: PointCloud, clusters?: Uint32Array): UnbiasedNorms {
  const norms = unbiasedNormsOf(sumsOf(cloud, clusters));
  if ("notDefined" in norms) throw new Error(norms.notDefined);
  return norms;
}

/** Labels of clusters of these sizes, not in order. */
function clustersOf(sizes: readonly number[]): Uint32Array {
  const labels = Uint32Array.from(sizes.flatMap((size, cluster) => new Array<number>(size).fill(cluster)));
  return labels.map((_, i) => labels[(11 * i) % labels.length]);
}

/** Both estimates by their definition: averages over all tuples of points of different clusters, about a centre. */
function byDefinition({ values, n, d }: PointCloud, clusters: Uint32Array, centre: Float64Array) {
  const product = (i: number, k: number): number => {
    let sum = 0;
    for (let j = 0; j < d; j++) sum += (values[i * d + j] - centre[j]) * (values[k * d + j] - centre[j]);
    return sum;
  };
  const average = (points: number, of: (tuple: readonly number[]) => number): number => {
    let [sum, count] = [0, 0];
    const visit = (tuple: readonly number[]): void => {
      if (tuple.length === points) {
        sum += of(tuple);
        count++;
        return;
      }
      for (let i = 0; i < n; i++) if (tuple.every((other) => clusters[other] !== clusters[i])) visit([...tuple, i]);
    };
    visit([]);
    return sum / count;
  };
  const fourth = average(4, ([a, b, c, e]) => product(a!, b!) * product(c!, e!));
  return {
    squaredNorm:
      average(2, ([a, b]) => product(a!, b!) ** 2) -
      2 * average(3, ([a, b, c]) => product(a!, b!) * product(a!, c!)) +
      fourth,
    squaredTrace:
      average(2, ([a, b]) => product(a!, a!) * product(b!, b!)) -
      2 * average(3, ([a, b, c]) => product(a!, a!) * product(b!, c!)) +
      fourth,
  };
}

describe("the estimates", () => {
  test.each([
    ["clusters of several sizes", [1, 2, 3, 1, 2]],
    ["clusters of one size", [2, 2, 2, 2, 2]],
    ["independent points", [1, 1, 1, 1, 1, 1, 1]],
  ])("are the averages that define them: %s", (_, sizes) => {
    const clusters = clustersOf(sizes);
    const cloud = gaussianCloud(clusters.length, 3, 5, [1, 2, 0.5], 4);
    const { squaredNorm, squaredTrace } = normsOf(cloud, clusters);
    const expected = byDefinition(cloud, clusters, meanOf(cloud));
    expect(squaredNorm).toBeCloseTo(expected.squaredNorm, 9);
    expect(squaredTrace).toBeCloseTo(expected.squaredTrace, 9);
  });

  test("of independent points are those of Himeno and Yamada", () => {
    const cloud = gaussianCloud(11, 5, 2, [1, 2, 0.5, 3, 1], 10);
    const { n, d, values } = cloud;
    const { mean, scatter } = momentsOf(cloud);
    let [trace, norm, quartic] = [0, 0, 0];
    for (let j = 0; j < d; j++) trace += scatter[j * d + j] / (n - 1);
    for (const entry of scatter) norm += (entry / (n - 1)) ** 2;
    for (let i = 0; i < n; i++) {
      let square = 0;
      for (let j = 0; j < d; j++) square += (values[i * d + j] - mean[j]) ** 2;
      quartic += square ** 2 / (n - 1);
    }
    const k = (n - 1) / (n * (n - 2) * (n - 3));
    const norms = normsOf(cloud);
    expect(norms.squaredNorm).toBeCloseTo(k * ((n - 1) * (n - 2) * norm + trace ** 2 - n * quartic), 9);
    expect(norms.squaredTrace).toBeCloseTo(k * (2 * norm + (n ** 2 - 3 * n + 1) * trace ** 2 - n * quartic), 9);
  });

  test("need four independent points, or tokens of four sentences", () => {
    expect(unbiasedNormsOf(sumsOf(gaussianCloud(3, 4, 1)))).toEqual({ notDefined: "needs-four-points" });
    expect(unbiasedNormsOf(sumsOf(gaussianCloud(9, 4, 1), clustersOf([3, 3, 3])))).toEqual({
      notDefined: "needs-four-sentences",
    });
  });

  test("the sums without a part are those of the rest", () => {
    const clusters = clustersOf([3, 1, 4, 2, 5, 3]);
    const cloud = gaussianCloud(clusters.length, 4, 9, [1, 2, 1, 0.5], 2);
    const centre = meanOf(cloud);
    const split = (isPart: boolean) => Uint32Array.from(clusters.keys()).filter((i) => (clusters[i] === 2) === isPart);
    const of = (rows: Uint32Array) =>
      sumsOf(
        rowsOf(cloud, rows),
        rows.map((row) => clusters[row]),
        centre,
      );
    const left = unbiasedNormsOf(removeClusterSums(sumsOf(cloud, clusters), of(split(true)))) as UnbiasedNorms;
    const fresh = unbiasedNormsOf(of(split(false))) as UnbiasedNorms;
    expect(left.squaredNorm).toBeCloseTo(fresh.squaredNorm, 9);
    expect(left.squaredTrace).toBeCloseTo(fresh.squaredTrace, 9);
  });
});

describe("what they find of a population", () => {
  /** Means over samples of both estimates, by what the population has. */
  function ratios(samples: number, draw: (seed: number) => UnbiasedNorms, trace: number, squaredNorm: number) {
    let [traces, norms] = [0, 0];
    for (let seed = 1; seed <= samples; seed++) {
      const drawn = draw(seed);
      traces += drawn.squaredTrace / trace ** 2 / samples;
      norms += drawn.squaredNorm / squaredNorm / samples;
    }
    return { traces, norms };
  }

  const deviations = Float64Array.from({ length: 30 }, (_, j) => (1 + j) ** -0.5);
  const trace = deviations.reduce((sum, value) => sum + value ** 2, 0);
  const squaredNorm = deviations.reduce((sum, value) => sum + value ** 4, 0);

  test.each([8, 15, 100])("Gaussian points, n = %i", (n) => {
    const found = ratios(2000, (seed) => normsOf(gaussianCloud(n, 30, seed, deviations)), trace, squaredNorm);
    expect(Math.abs(found.traces - 1)).toBeLessThan(0.03);
    expect(Math.abs(found.norms - 1)).toBeLessThan(0.03);
  });

  /** Each point is a Gaussian one over a common √(χ²_8 / 8), with the covariance 8/6 of the Gaussian's. */
  function heavyTailed(n: number, d: number, seed: number): PointCloud {
    const random = createRandom(seed);
    const values = new Float64Array(n * d);
    for (let i = 0; i < n; i++) {
      let square = 0;
      for (let k = 0; k < 8; k++) square += random.normal() ** 2;
      const length = Math.sqrt(8 / square) * Math.sqrt(6 / 8);
      for (let j = 0; j < d; j++) values[i * d + j] = random.normal() * length * deviations[j % 30];
    }
    return { values, n, d };
  }

  test("heavy tails, where an estimate made for Gaussian points is off", () => {
    const found = ratios(3000, (seed) => normsOf(heavyTailed(20, 30, seed)), trace, squaredNorm);
    expect(Math.abs(found.traces - 1)).toBeLessThan(0.04);
    expect(Math.abs(found.norms - 1)).toBeLessThan(0.04);
    const m = 19;
    let gaussian = 0;
    for (let seed = 1; seed <= 500; seed++) {
      const { scatter } = momentsOf(heavyTailed(20, 30, seed));
      let [t, f] = [0, 0];
      for (let j = 0; j < 30; j++) t += scatter[j * 31] / m;
      for (const entry of scatter) f += (entry / m) ** 2;
      gaussian += ((m ** 2 / ((m - 1) * (m + 2))) * (f - t ** 2 / m)) / squaredNorm / 500;
    }
    expect(gaussian).toBeGreaterThan(1.1);
  });

  test("tokens that share much with their sentence, where independence would be off", () => {
    const sizes = [1, 9, 3, 14, 6, 2, 8, 5, 11, 4];
    const clusters = clustersOf(sizes);
    const draw = (seed: number): PointCloud => {
      const random = createRandom(seed);
      const d = 6;
      const shared = sizes.map(() => Float64Array.from({ length: d }, () => random.normal()));
      const values = new Float64Array(clusters.length * d);
      clusters.forEach((cluster, i) => {
        for (let j = 0; j < d; j++)
          values[i * d + j] = Math.sqrt(0.7) * shared[cluster]![j] + Math.sqrt(0.3) * random.normal();
      });
      return { values, n: clusters.length, d };
    };
    const found = ratios(6000, (seed) => normsOf(draw(seed), clusters), 6, 6);
    const naive = ratios(500, (seed) => normsOf(draw(seed)), 6, 6);
    expect(Math.abs(found.traces - 1)).toBeLessThan(0.03);
    expect(Math.abs(found.norms - 1)).toBeLessThan(0.06);
    expect(naive.norms).toBeGreaterThan(1.15);
  });

  test("an isotropic cloud is isotropic at n = 64, d = 768", () => {
    let score = 0;
    for (let seed = 1; seed <= 6; seed++) {
      score += (isoScoreUnbiased(normsOf(gaussianCloud(64, 768, seed)), 768) as number) / 6;
    }
    expect(Math.abs(score - 1)).toBeLessThan(0.05);
  });

  test("a sample that uses every direction it can alike bounds nothing from above", () => {
    const simplex = { values: new Float64Array(16), n: 4, d: 4 };
    for (let i = 0; i < 4; i++) simplex.values[5 * i] = 1;
    expect(participationRatioUnbiased(normsOf(simplex))).toEqual({ notDefined: "too-few-distinct-points" });
  });
});
