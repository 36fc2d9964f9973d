/** Fewer points than dimensions: measured without a d × d matrix, with the figures of one. */
import { expect, test } from "vitest";
import { momentsOf } from "../../../src/geometry/covariance.ts";
import { estimateIntervals } from "../../../src/geometry/intervals.ts";
import { measureIds } from "../../../src/geometry/measures/table.ts";
import { measureLayer } from "../../../src/geometry/profile.ts";
import { runToEnd } from "../../../src/geometry/steps.ts";
import { gaussianCloud } from "./gaussianCloud.ts";

/** Away from the origin, and two axes stronger than the others. */
function wideCloud(n: number, d: number) {
  const deviations = Float64Array.from({ length: d }, (_, j) => (j === 0 ? 6 : j === 1 ? 3 : 1));
  return gaussianCloud(n, d, 5, deviations, 0.3);
}

/** Every number of a result, with the place where it stands. */
function* numbersIn(value: unknown, place: string): Generator<[string, number]> {
  if (typeof value === "number") yield [place, value];
  else if (typeof value === "object" && value !== null)
    for (const [key, inner] of Object.entries(value)) yield* numbersIn(inner, `${place}.${key}`);
}

function expectSame(found: unknown, expected: unknown): void {
  const other = new Map(numbersIn(expected, ""));
  const numbers = [...numbersIn(found, "")];
  expect(numbers.length).toBeGreaterThan(0);
  expect(numbers.map(([place]) => place)).toEqual([...other.keys()]);
  for (const [place, value] of numbers) {
    const wanted = other.get(place)!;
    expect(Math.abs(value - wanted), place).toBeLessThanOrEqual(1e-10 * Math.abs(wanted));
  }
}

const sentence = Uint32Array.from({ length: 30 }, (_, i) => Math.floor(i / 3));
const tokens = { sentence, word: Uint32Array.from({ length: 30 }, (_, i) => i % 7) };

test.each([
  ["independent points", {}],
  ["tokens of sentences", { tokens }],
])("the measures of %s are those by the covariance to 1e-10", (_, options) => {
  const cloud = wideCloud(30, 47);
  const profile = runToEnd(measureLayer(cloud, options));
  const byCovariance = runToEnd(measureLayer(cloud, { ...options, moments: momentsOf(cloud) }));
  const measured = measureIds.filter((id) => typeof profile[id] === "number");
  expect(measured.length).toBeGreaterThan(15);
  for (const id of measured) expectSame({ [id]: profile[id] }, { [id]: byCovariance[id] });
  const { norms, variances, means, effectivePoints } = profile;
  expectSame(
    { norms, variances, means, effectivePoints },
    {
      norms: byCovariance.norms,
      variances: byCovariance.variances,
      means: byCovariance.means,
      effectivePoints: byCovariance.effectivePoints,
    },
  );
});

test.each([
  ["independent points", { seed: 1 }],
  ["sentences", { seed: 1, clusters: sentence }],
])("so are the intervals of %s", (_, options) => {
  const cloud = wideCloud(30, 47);
  expectSame(
    runToEnd(estimateIntervals(cloud, options)),
    runToEnd(estimateIntervals(cloud, { ...options, moments: momentsOf(cloud) })),
  );
});

test("three points of 20,000 dimensions take less than 100 MB", () => {
  const cloud = wideCloud(3, 20_000);
  const before = process.memoryUsage();
  const profile = runToEnd(measureLayer(cloud));
  runToEnd(estimateIntervals(cloud, { seed: 1 }));
  const after = process.memoryUsage();
  expect(profile.isoScore).toBeGreaterThan(0);
  expect(after.arrayBuffers - before.arrayBuffers).toBeLessThan(1e8);
  expect(after.rss - before.rss).toBeLessThan(4e8);
});

test("points that all coincide have no variance in any number of dimensions", () => {
  const cloud = { values: new Float64Array(3 * 50).fill(2), n: 3, d: 50 };
  expect(runToEnd(measureLayer(cloud)).isoScore).toEqual({ notDefined: "zero-variance" });
});
