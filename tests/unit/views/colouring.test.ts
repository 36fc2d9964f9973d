import { expect, test } from "vitest";
import { otherMarker, unnamedMarker } from "../../../src/charts/scatter/markers.ts";
import { sequentialSteps } from "../../../src/charts/useColours.ts";
import { byName, colouringOf } from "../../../src/views/cloud/colouring.ts";
import { rankedNames } from "../../../src/views/cloud/rankedNames.ts";

function pointsOf(lines: readonly number[]) {
  return {
    n: lines.length,
    line: Uint32Array.from(lines),
    position: Uint32Array.from(lines, (_, i) => i),
    tokenTexts: [],
  };
}

test("classes are ordered by their lines, and points without one have a mark of their own", () => {
  const colouring = colouringOf("label", {
    points: pointsOf([0, 1, 1, 2, 3]),
    labels: ["a", "b", undefined, "b"],
    norms: new Float32Array(5),
  });
  expect(colouring.kind === "classes" && colouring.entries).toEqual([
    { kind: "class", name: "b", points: 3, index: 0 },
    { kind: "class", name: "a", points: 1, index: 1 },
    { kind: "unnamed", points: 1, index: unnamedMarker },
  ]);
  expect([...colouring.colour]).toEqual([1, 0, 0, unnamedMarker, 0]);
});

test("where no point has a class, all are open circles, which are no class's own", () => {
  const colouring = byName([undefined, undefined], []);
  expect([...colouring.colour]).toEqual([otherMarker - 1, otherMarker - 1]);
  expect(colouring.entries).toEqual([{ kind: "unnamed", points: 2, index: otherMarker - 1 }]);
});

test("eight classes have a mark each; those beyond are counted as other, apart from points without a class", () => {
  const labels = ["a", ..."a b c d e f g h i j".split(" "), "j", undefined];
  const colouring = colouringOf("label", {
    points: pointsOf(labels.map((_, i) => i)),
    labels,
    norms: new Float32Array(labels.length),
  });
  expect(colouring.kind === "classes" && colouring.entries.slice(7)).toEqual([
    { kind: "class", name: "g", points: 1, index: 7 },
    { kind: "other", classes: 2, points: 2, index: otherMarker },
    { kind: "unnamed", points: 1, index: unnamedMarker },
  ]);
});

test("of twelve equal classes, two held-out rows each, the eighth keeps its two and the other eight are other", () => {
  const names = ["apples", "bridges", "clocks", "doors", "engines", "farms", "gardens", "harbours"];
  const all = [...names, "islands", "jackets", "kettles", "ladders"];
  const { entries } = byName([...all, ...all], rankedNames(all));
  expect(entries.map(({ points }) => points)).toEqual([...names.map(() => 2), 8]);
  expect(entries.at(-2)).toEqual({ kind: "class", name: "harbours", points: 2, index: 7 });
});

test("a class keeps its colour when points become tokens, and when a run is held beside", () => {
  const labels = ["b", "a", "a"];
  const cloud = (lines: readonly number[], own: readonly string[]) => ({
    points: pointsOf(lines),
    labels: own,
    norms: new Float32Array(lines.length),
  });
  const sentences = cloud([0, 1, 2], labels);
  // The one line of b has more tokens than both of a.
  const tokens = cloud([0, 0, 0, 0, 0, 1, 2], labels);
  const held = cloud([0, 1, 2, 3, 4], ["c", "c", "b", "b", "b"]);
  expect([...colouringOf("label", sentences).colour]).toEqual([1, 0, 0]);
  expect([...colouringOf("label", tokens).colour]).toEqual([1, 1, 1, 1, 1, 0, 0]);
  expect([...colouringOf("label", sentences, held).colour]).toEqual([1, 0, 0, 2, 2, 1, 1, 1]);
});

test("amounts are spread over the whole ramp, and equal ones take its first step", () => {
  const input = { points: pointsOf([0, 0, 0]), labels: [] };
  const spread = colouringOf("norm", { ...input, norms: Float32Array.of(1, 2, 3) });
  expect([spread.colour[0], spread.colour[2]]).toEqual([0, sequentialSteps - 1]);
  expect([...colouringOf("norm", { ...input, norms: Float32Array.of(2, 2, 2) }).colour]).toEqual([0, 0, 0]);
});
