import { expect, test } from "vitest";
import type { IntervalEstimates } from "../../../src/geometry/intervals.ts";
import type { LayerResult } from "../../../src/engine/protocol/explorer.ts";
import { measureLayer } from "../../../src/geometry/profile.ts";
import { runToEnd } from "../../../src/geometry/steps.ts";
import {
  applyToComparison,
  canHold,
  holdRun,
  initialComparison,
  moveHeldLayer,
  releaseRun,
  type Comparison,
} from "../../../src/store/comparison.ts";
import { emptyResults, type RunResults } from "../../../src/store/runResults.ts";
import { type EngineState, initialEngineState } from "../../../src/store/results.ts";
import { analysisSettings, defaultView } from "../../../src/store/viewState.ts";

const cloud = { values: Float32Array.of(0, 1, 1, 0, 2, 2, 3, 1), n: 4, d: 2 };
const layer: LayerResult = { profile: runToEnd(measureLayer(cloud)), norms: new Float32Array(4) };
const estimates: IntervalEstimates = { level: 0.9, groups: 10 } as unknown as IntervalEstimates;

function measured(run: number, zeta = 0): RunResults {
  const empty = emptyResults(run, { lines: ["a"], lineNumbers: [1] }, [undefined], {
    sample: null,
    settings: analysisSettings(defaultView),
  });
  return { ...empty, layers: [layer, layer, layer], shrunk: { zeta, referencePoints: 0, scores: [] } };
}

function showing(run: number, zeta = 0): EngineState {
  return { ...initialEngineState, results: measured(run, zeta) };
}

function held(run: number, at = 2, zeta = 0): Comparison {
  return holdRun(initialComparison, showing(run, zeta), at);
}

test("only a whole run can be held, and none while the next one is on its way", () => {
  expect(canHold(initialEngineState)).toBe(false);
  expect(canHold({ ...initialEngineState, results: { ...measured(1), shrunk: null } })).toBe(false);
  expect(canHold(showing(1))).toBe(true);
  expect(canHold({ ...showing(1), incoming: measured(2) })).toBe(false);
});

test("what is held stays as it was when another run comes on screen", () => {
  const comparison = held(1, 1);
  expect(comparison.held).toMatchObject({ layer: 1, results: { run: 1 } });
  expect(applyToComparison(comparison, { kind: "layer", run: 2, layer: 0, result: layer })).toBe(comparison);
  expect(applyToComparison(comparison, { kind: "shrunk", run: 1, zeta: 0.5, referencePoints: 9, scores: [] })).toBe(
    comparison,
  );
});

test("holding another run, and letting go, start the comparison anew", () => {
  const comparison: Comparison = { ...held(1), comparedBy: "sentences", hoveredPoint: 3 };
  for (const next of [holdRun(comparison, showing(3), 0), releaseRun(comparison)])
    expect(next).toMatchObject({ comparedBy: "points", hoveredPoint: null });
  expect(releaseRun(comparison).held).toBeNull();
  expect(releaseRun({ ...comparison, axis: "depth" }).axis).toBe("depth");
});

test("the held run takes in its own intervals, and none of another ζ or run", () => {
  const comparison = held(1, 2, 0.2);
  const mine = applyToComparison(comparison, { kind: "intervals", run: 1, layer: 1, zeta: 0.2, intervals: estimates });
  expect(mine.held?.results.intervals[1]).toEqual({ zeta: 0.2, estimates });
  expect(applyToComparison(comparison, { kind: "intervals", run: 1, layer: 1, zeta: 0, intervals: estimates })).toBe(
    comparison,
  );
  expect(applyToComparison(comparison, { kind: "intervals", run: 2, layer: 1, zeta: 0.2, intervals: estimates })).toBe(
    comparison,
  );
});

test("the held layer moves within the held run's depth", () => {
  expect(moveHeldLayer(held(1), 1).held?.layer).toBe(1);
  expect(moveHeldLayer(held(1), 7).held?.layer).toBe(2);
  expect(moveHeldLayer(held(1), -1).held?.layer).toBe(0);
  expect(moveHeldLayer(initialComparison, 1)).toBe(initialComparison);
});
