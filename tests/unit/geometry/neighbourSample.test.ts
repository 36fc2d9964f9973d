import { describe, expect, test } from "vitest";
import { estimateIntervals } from "../../../src/geometry/intervals.ts";
import { neighbourSample } from "../../../src/geometry/neighbourSample.ts";
import { measureLayer, type ProfileOptions } from "../../../src/geometry/profile.ts";
import { rowsOf } from "../../../src/geometry/rows.ts";
import { runToEnd } from "../../../src/geometry/steps.ts";
import { gaussianCloud } from "./gaussianCloud.ts";

describe("neighbours among a choice of the points", () => {
  const cloud = gaussianCloud(300, 6, 1);
  const profile = (options: ProfileOptions) => runToEnd(measureLayer(cloud, options));

  test("a cloud that is small enough is taken whole", () => {
    const { cloud: taken, rows } = neighbourSample(cloud, 1, 300);
    expect(taken).toBe(cloud);
    expect(Array.from(rows)).toEqual(Array.from({ length: 300 }, (_, row) => row));
  });

  test("a choice is of different rows, in their order, and the seed's alone", () => {
    const { cloud: taken, rows } = neighbourSample(cloud, 5, 40);
    expect(taken).toEqual(rowsOf(cloud, rows));
    expect(new Set(rows).size).toBe(40);
    expect(Array.from(rows)).toEqual(Array.from(rows).sort((a, b) => a - b));
    expect(neighbourSample(cloud, 5, 40).rows).toEqual(rows);
    expect(neighbourSample(cloud, 6, 40).rows).not.toEqual(rows);
  });

  test("the profile measures the dimension of the choice, says of how many points, and all else of the whole", () => {
    const whole = profile({});
    const sampled = profile({ seed: 5, mostNeighbourPoints: 40 });
    const { twoNN, mle, duplicates } = runToEnd(measureLayer(neighbourSample(cloud, 5, 40).cloud));
    expect(whole.neighbourPoints).toBe(300);
    expect(sampled).toEqual({ ...whole, twoNN, mle, duplicates, neighbourPoints: 40 });
    expect(sampled.twoNN).not.toBe(whole.twoNN);
  });

  test("so do the intervals, and centre them on the profile's figure", () => {
    const clusters = Uint32Array.from({ length: 300 }, (_, i) => Math.floor(i / 3));
    const whole = runToEnd(estimateIntervals(cloud, { seed: 5, clusters }));
    const sampled = runToEnd(estimateIntervals(cloud, { seed: 5, clusters, mostNeighbourPoints: 100 }));
    expect(whole.neighbourPoints).toBe(300);
    const { twoNN, mle } = sampled;
    expect(sampled).toEqual({ ...whole, twoNN, mle, neighbourPoints: 100 });
    const figures = profile({ seed: 5, mostNeighbourPoints: 100 });
    for (const [interval, figure] of [
      [twoNN, figures.twoNN],
      [mle, figures.mle],
    ] as const) {
      if (!("low" in interval)) throw new Error("no interval");
      expect(Math.sqrt(interval.low * interval.high) / (figure as number)).toBeCloseTo(1, 12);
    }
  });
});
