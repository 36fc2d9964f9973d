import { expect, test } from "vitest";
import type { LayerResult } from "../../../src/engine/protocol/explorer.ts";
import { measureLayer } from "../../../src/geometry/profile.ts";
import { runToEnd } from "../../../src/geometry/steps.ts";
import { initialState } from "../../../src/store/appState.ts";
import { holdRun, initialComparison } from "../../../src/store/comparison.ts";
import { emptyResults } from "../../../src/store/runResults.ts";
import { type EngineState, initialEngineState } from "../../../src/store/results.ts";
import { analysisSettings, defaultView } from "../../../src/store/viewState.ts";
import { exportedJson, resultsAsCsv, resultsAsReport } from "../../../src/views/header/exportResults.ts";
import { gaussianCloud } from "../geometry/gaussianCloud.ts";

function showing(run: number, d: number, layers: number): EngineState {
  const measured = (layer: number): LayerResult => ({
    profile: runToEnd(measureLayer(gaussianCloud(30, d, run + layer))),
    norms: new Float32Array(30),
  });
  const empty = emptyResults(run, { lines: ["a"], lineNumbers: [1] }, [undefined], {
    sample: null,
    settings: analysisSettings(defaultView),
  });
  const results = {
    ...empty,
    model: { name: `model ${run}`, layers: layers - 1, d, maximumTokens: 9 },
    layers: Array.from({ length: layers }, (_, layer) => measured(layer)),
    shrunk: { zeta: 0, referencePoints: 0, scores: [] },
  };
  return { ...initialEngineState, results };
}

const now = showing(2, 5, 2);
const held = holdRun(initialComparison, showing(1, 8, 3), 1);

test("alone a run is exported as before", () => {
  const report = resultsAsReport(now, initialComparison)!;
  expect(report).toMatchObject({ model: "model 2", unit: "tokens", zeta: 0 });
  expect(report).not.toHaveProperty("held");
  expect(resultsAsCsv(now, initialComparison).trim().split("\n")).toHaveLength(3);
  expect(resultsAsCsv(now, initialComparison)).toMatch(/^layer,n,d,/);
});

test("both runs are exported, each with its own model and numbers", () => {
  const report = resultsAsReport(now, held)!;
  expect(report.held).toMatchObject({ model: "model 1", comparedLayer: 1 });
  expect(report.layers.map(({ d }) => d)).toEqual([5, 5]);
  expect(report.held!.layers.map(({ d }) => d)).toEqual([8, 8, 8]);
  const [header, ...rows] = resultsAsCsv(now, held).trim().split("\n");
  expect(header).toMatch(/^run,layer,n,d,/);
  expect(rows.map((row) => row.split(",").slice(0, 4).join())).toEqual([
    "now,0,30,5",
    "now,1,30,5",
    "held,0,30,8",
    "held,1,30,8",
    "held,2,30,8",
  ]);
});

test("the similarity of their layers goes along, held layers as rows", () => {
  const answer = {
    kind: "measured",
    rule: "line",
    heldLayers: 3,
    layers: 2,
    cka: [0, 1, 2, 3, { notDefined: "zero-variance" }, 5],
    shuffled: [0, 0, 0, 0, 0, 0.5],
    points: 30,
    pairs: 40,
  } as const;
  const compared: EngineState = {
    ...now,
    results: { ...now.results!, answers: { "cross-similarity": { ask: { held: 1, by: "points" as const }, answer } } },
  };
  expect(exportedJson({ ...initialState, engine: compared, comparison: held })).toHaveProperty("crossSimilarity", {
    pointsAre: "as shown",
    pairedBy: "line",
    pairs: 40,
    comparedPairs: 30,
    cka: [
      [0, 1],
      [2, 3],
      [null, 5],
    ],
    shuffled: [
      [0, 0],
      [0, 0],
      [0, 0.5],
    ],
  });
  const another = holdRun(initialComparison, showing(7, 8, 3), 1);
  expect(exportedJson({ ...initialState, engine: compared, comparison: another })).not.toHaveProperty(
    "crossSimilarity",
  );
});

test("what the panels have asked about the run goes along", () => {
  const asked: EngineState = {
    ...now,
    results: {
      ...now.results!,
      answers: {
        similarity: { ask: {}, answer: { points: 9, cka: [1, 0.5, 0.5, { notDefined: "zero-variance" }] } },
        "sample-size": { ask: { layer: 1 }, answer: [] },
      },
    },
  };
  expect(exportedJson({ ...initialState, engine: asked })).toMatchObject({
    similarity: { points: 9, cka: [1, 0.5, 0.5, null] },
    sampleSize: { layer: 1, curve: [] },
  });
  expect(exportedJson(initialState)).toBeNull();
});

test("a layer that has failed is named in every export", () => {
  const { results } = showing(2, 5, 3);
  const layers = results!.layers.map((layer, index) => (index === 1 ? undefined : layer));
  const failed: EngineState = { ...now, results: { ...results!, layers } };
  expect(exportedJson({ ...initialState, engine: failed })).toMatchObject({ notMeasured: [1] });
  expect(resultsAsReport(now, initialComparison)).not.toHaveProperty("notMeasured");
  const rows = resultsAsCsv(failed, initialComparison).trim().split("\n").slice(1);
  expect(rows.map((row) => row.split(",").slice(0, 3).join())).toEqual(["0,30,5", "1,,", "2,30,5"]);
  expect(new Set(rows.map((row) => row.split(",").length)).size).toBe(1);
});
