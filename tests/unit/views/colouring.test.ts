import { expect, test } from "vitest";
import { markerCount } from "../../../src/charts/scatter/markers.ts";
import { sequentialSteps } from "../../../src/charts/useColours.ts";
import { colouringOf } from "../../../src/views/cloud/colouring.ts";

function pointsOf(lines: readonly number[]) {
  return {
    n: lines.length,
    line: Uint32Array.from(lines),
    position: Uint32Array.from(lines, (_, i) => i),
    tokenTexts: [],
  };
}

test("classes are ordered by size and points without one share the last mark", () => {
  const colouring = colouringOf("label", {
    points: pointsOf([0, 1, 1, 2]),
    labels: ["a", "b", undefined],
    norms: new Float32Array(4),
    restName: "none",
  });
  expect(colouring.kind === "classes" && colouring.entries).toEqual([
    { name: "b", points: 2, index: 0 },
    { name: "a", points: 1, index: 1 },
    { name: "none", points: 1, index: markerCount - 1 },
  ]);
  expect([...colouring.colour]).toEqual([1, 0, 0, markerCount - 1]);
});

test("eight classes have a mark each; of nine the smallest two share one", () => {
  const lines = Array.from({ length: 9 }, (_, i) => i);
  const eight = colouringOf("label", {
    points: pointsOf(lines.slice(0, 8)),
    labels: lines.map(String),
    norms: new Float32Array(8),
    restName: "other",
  });
  expect(new Set(eight.colour).size).toBe(8);
  const nine = colouringOf("label", {
    points: pointsOf(lines),
    labels: lines.map(String),
    norms: new Float32Array(9),
    restName: "other",
  });
  expect(nine.kind === "classes" && nine.entries.at(-1)).toEqual({ name: "other", points: 2, index: markerCount - 1 });
});

test("amounts are spread over the whole ramp, and equal ones take its first step", () => {
  const input = { points: pointsOf([0, 0, 0]), labels: [], restName: "" };
  const spread = colouringOf("norm", { ...input, norms: Float32Array.of(1, 2, 3) });
  expect([spread.colour[0], spread.colour[2]]).toEqual([0, sequentialSteps - 1]);
  expect([...colouringOf("norm", { ...input, norms: Float32Array.of(2, 2, 2) }).colour]).toEqual([0, 0, 0]);
});
