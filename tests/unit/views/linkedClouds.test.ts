/** Two clouds in one picture: which points belong together, how the held one is turned, colours and scales in common. */
import { describe, expect, test } from "vitest";
import { equalScales, unitsPerPixel } from "../../../src/charts/scatter/equalScales.ts";
import { colouringOf } from "../../../src/views/cloud/colouring.ts";
import { alignedColumn, linkClouds } from "../../../src/views/cloud/linkedClouds.ts";

const sentences = (lines: readonly string[]) => ({
  lines,
  points: {
    n: lines.length,
    line: Uint32Array.from(lines, (_, i) => i),
    position: new Uint32Array(lines.length),
    tokenTexts: [],
  },
});

test("partners lead there and back, and points without one lead nowhere", () => {
  const { heldOf, nowOf } = linkClouds(sentences(["a", "b", "c"]), sentences(["c", "a"]));
  expect([...heldOf]).toEqual([2, 0]);
  expect([...nowOf]).toEqual([1, -1, 0]);
});

describe("the held cloud", () => {
  const { pairing } = linkClouds(sentences(["a", "b", "c"]), sentences(["c", "a"]));

  test("is mirrored where that brings its pairs closer", () => {
    // Held a, b, c at 1, 9, −2; now c, a at 2, −1: mirrored.
    expect([...alignedColumn(Float32Array.of(1, 9, -2), Float32Array.of(2, -1), pairing)]).toEqual([-1, -9, 2]);
    expect([...alignedColumn(Float32Array.of(1, 9, -2), Float32Array.of(-2, 1), pairing)]).toEqual([1, 9, -2]);
  });

  test("is left as it is where no points belong together", () => {
    const { pairing: none } = linkClouds(sentences(["a"]), sentences(["x", "y"]));
    expect([...alignedColumn(Float32Array.of(-5), Float32Array.of(1, 2), none)]).toEqual([-5]);
  });
});

test("a class has one colour in both clouds: the one that it has without the held one", () => {
  const input = (labels: string[]) => ({
    points: sentences(labels).points,
    labels,
    norms: new Float32Array(labels.length),
  });
  const colouring = colouringOf("label", input(["x", "y"]), input(["y", "y", "x", "z"]));
  expect([...colouring.colour]).toEqual([0, 1, 1, 1, 0, 2]);
});

test("amounts share one ramp", () => {
  const input = (norms: number[]) => ({
    points: sentences(norms.map(String)).points,
    labels: [],
    norms: Float32Array.from(norms),
  });
  const colouring = colouringOf("norm", input([0, 1]), input([10]));
  expect(colouring).toMatchObject({ kind: "sequential", low: 0, high: 10 });
  expect(colouring.colour[1]).toBeLessThan(colouring.colour[2]);
});

test("with the larger cloud's units both fit, and one unit is equally long in both and on both axes", () => {
  const size = { width: 300, height: 400 };
  const small = { x: Float32Array.of(-1, 1), y: Float32Array.of(0, 1) };
  const large = { x: Float32Array.of(-5, 5), y: Float32Array.of(-20, 1) };
  const units = Math.max(unitsPerPixel(small.x, small.y, size), unitsPerPixel(large.x, large.y, size));
  const scales = [small, large].map(({ x, y }) => equalScales(x, y, size, units));
  for (const { x, y } of scales) {
    expect(x(1) - x(0)).toBeCloseTo(1 / units, 9);
    expect(y(0) - y(1)).toBeCloseTo(1 / units, 9);
  }
  for (const value of large.y) expect(scales[1].y(value)).toBeGreaterThan(0);
  for (const value of large.y) expect(scales[1].y(value)).toBeLessThan(400);
});
