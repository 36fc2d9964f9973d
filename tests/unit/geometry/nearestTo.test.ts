import { expect, test } from "vitest";
import { nearestNeighboursInSteps } from "../../../src/geometry/neighbours.ts";
import { nearestToInSteps } from "../../../src/geometry/nearestTo.ts";
import { runToEnd } from "../../../src/geometry/steps.ts";
import { gaussianCloud } from "./gaussianCloud.ts";

test("the nearest of one point are those that the search over all points finds", () => {
  const cloud = gaussianCloud(300, 17, 3);
  const all = runToEnd(nearestNeighboursInSteps(cloud, 10));
  for (let i = 0; i < cloud.n; i += 13) {
    const nearest = runToEnd(nearestToInSteps(cloud, i, 10));
    expect(nearest.map(({ index }) => index)).toEqual([...all.indices.subarray(10 * i, 10 * (i + 1))]);
    nearest.forEach(({ distance }, rank) => expect(distance).toBeCloseTo(all.distances[10 * i + rank], 12));
  }
});

test("equal distances come in the order of indices, copies at 0, and never the point itself", () => {
  const cloud = { values: Float32Array.of(0, 1, 0, -1, 5), n: 5, d: 1 };
  expect(runToEnd(nearestToInSteps(cloud, 2, 3))).toEqual([
    { index: 0, distance: 0 },
    { index: 1, distance: 1 },
    { index: 3, distance: 1 },
  ]);
  expect(runToEnd(nearestToInSteps(cloud, 0, 99))).toHaveLength(4);
  expect(() => runToEnd(nearestToInSteps(cloud, 5, 1))).toThrow(RangeError);
});
