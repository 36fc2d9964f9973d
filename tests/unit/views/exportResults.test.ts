import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import type { LayerResult } from "../../../src/engine/protocol/explorer.ts";
import { measureLayer } from "../../../src/geometry/profile.ts";
import { runToEnd } from "../../../src/geometry/steps.ts";
import { estimateIntervals } from "../../../src/geometry/intervals.ts";
import { initialState, type AppState } from "../../../src/store/appState.ts";
import { holdRun, initialComparison, nameRun } from "../../../src/store/comparison.ts";
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
  return { ...initialEngineState, lastRun: run, finished: true, results };
}

const now = showing(2, 5, 2);
const held = holdRun(initialComparison, showing(1, 8, 3), 1);
const page = (engine: EngineState, comparison = initialComparison): AppState => ({
  ...initialState,
  engine,
  comparison,
});

/** The rows of a table of values without quotes, by the names of its columns. */
async function csvRows(state: AppState): Promise<Readonly<Record<string, string>>[]> {
  const [columns, ...rows] = (await resultsAsCsv(state))
    .trimEnd()
    .split("\n")
    .map((line) => line.split(","));
  for (const row of rows) expect(row).toHaveLength(columns.length);
  return rows.map((row) => Object.fromEntries(columns.map((column, index) => [column, row[index]])));
}

test("alone a run is exported without a word of another", async () => {
  const report = await resultsAsReport(page(now));
  expect(report).toMatchObject({ model: "model 2", unit: "tokens", zeta: 0, status: { state: "complete" } });
  expect(report).not.toHaveProperty("held");
  expect(await csvRows(page(now))).toHaveLength(2);
  expect(await resultsAsCsv(page(now))).toMatch(/^layer,name,exponent,n,d,/);
});

test("both runs are exported, each with its own model, numbers and name", async () => {
  const named = page(now, nameRun(held, "before, “as is”"));
  const report = (await resultsAsReport(named))!;
  expect(report.held).toMatchObject({ model: "model 1", comparedLayer: 1, name: "before, “as is”" });
  expect(report.layers.map(({ d }) => d)).toEqual([5, 5]);
  expect(report.held!.layers.map(({ d }) => d)).toEqual([8, 8, 8]);
  const rows = await csvRows(page(now, nameRun(held, "before")));
  expect(rows.map(({ run, layer, n, d, runName }) => [run, layer, n, d, runName].join())).toEqual([
    "now,0,30,5,",
    "now,1,30,5,",
    "held,0,30,8,before",
    "held,1,30,8,before",
    "held,2,30,8,before",
  ]);
});

test("the similarity of their layers goes along, held layers as rows", async () => {
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
  expect(await exportedJson(page(compared, held))).toHaveProperty("crossSimilarity", {
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
  expect(await exportedJson(page(compared, another))).not.toHaveProperty("crossSimilarity");
});

test("what the panels have asked about the run goes along", async () => {
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
  expect(await exportedJson(page(asked))).toMatchObject({
    similarity: { points: 9, cka: [1, 0.5, 0.5, null] },
    sampleSize: { layer: 1, curve: [] },
  });
  expect(await exportedJson(initialState)).toBeNull();
});

/** The state with layer 1 of 3 missing. */
const withHole: EngineState = {
  ...showing(2, 5, 3),
  results: {
    ...showing(2, 5, 3).results!,
    layers: showing(2, 5, 3).results!.layers.map((layer, index) => (index === 1 ? undefined : layer)),
  },
};

test("a layer that has failed is named in every export, with the code of the reason", async () => {
  const failed = page({ ...withHole, finished: false, failure: { code: "out-of-memory" } });
  expect(await exportedJson(failed)).toMatchObject({
    status: { state: "failed", failure: "out-of-memory" },
    notMeasured: [{ layer: 1, reason: "failed", failure: "out-of-memory" }],
  });
  expect(await resultsAsReport(page(now))).not.toHaveProperty("notMeasured");
  const rows = await csvRows(failed);
  expect(rows.map(({ layer, n, status }) => [layer, n, status].join())).toEqual([
    "0,30,failed",
    "1,,failed",
    "2,30,failed",
  ]);
  expect(rows[1].missing).toBe("failed: out-of-memory");
  const unreadable = page({ ...withHole, failure: { code: "vectors", problem: { code: "text-empty" } } });
  expect(await exportedJson(unreadable)).toMatchObject({ status: { failure: "vectors: text-empty" } });
});

test("during a run and after it was stopped the file says which layers are missing", async () => {
  for (const [engine, state, reason] of [
    [{ ...withHole, finished: false }, "measuring", "being-measured"],
    [{ ...withHole, finished: false, cancelled: true }, "stopped", "stopped"],
  ] as const) {
    expect(await exportedJson(page(engine))).toMatchObject({
      status: { state },
      notMeasured: [{ layer: 1, reason }],
    });
    expect((await csvRows(page(engine)))[1]).toMatchObject({ status: state, missing: reason });
  }
});

test("layers of the run before are marked while the next is on its way, is stopped or has failed", async () => {
  for (const engine of [
    { ...now, lastRun: 3, finished: false, incoming: { ...now.results!, run: 3, layers: [] } },
    { ...now, lastRun: 3, finished: false, cancelled: true },
    { ...now, lastRun: 3, finished: false, failure: { code: "file-gone" } as const },
  ]) {
    expect(await exportedJson(page(engine))).toMatchObject({ status: { state: "of-an-earlier-run" } });
    for (const row of await csvRows(page(engine))) expect(row.status).toBe("of-an-earlier-run");
  }
});

test("a score and an interval of different ζ are never written side by side", async () => {
  const cloud = gaussianCloud(30, 5, 2);
  const estimates = runToEnd(estimateIntervals(cloud, { seed: 1 }));
  const scores = now.results!.layers.map(() => ({ isoScoreStar: 0.25, isoScoreNull: 0.5 }));
  const at = (scoreZeta: number, intervalZeta: number, askedZeta: number): AppState => ({
    ...page({
      ...now,
      results: {
        ...now.results!,
        shrunk: { zeta: scoreZeta, referencePoints: 9, reference: "built-in", scores },
        intervals: [{ zeta: intervalZeta, estimates }],
      },
    }),
    view: { ...initialState.view, zeta: askedZeta },
  });
  const moved = (await csvRows(at(0.2, 0, 0.2)))[0];
  expect(moved).toMatchObject({ zeta: "0.2", isoScoreStar: "0.25", isoScoreStar_low: "", isoScoreStar_high: "" });
  expect(moved.missing).toContain("isoScoreStar interval: of-another-zeta");
  expect(moved.reference).toBe("built-in");
  // What ζ does not change keeps its interval.
  expect(Number(moved.isoScore_low)).toBe((estimates.isoScore as { low: number }).low);
  expect(await exportedJson(at(0.2, 0, 0.2))).toHaveProperty("layers.0.intervals.isoScoreStar", {
    notDefined: "of-another-zeta",
  });
  const matching = (await csvRows(at(0.2, 0.2, 0.2)))[0];
  expect(Number(matching.isoScoreStar_low)).toBe((estimates.isoScoreStar as { low: number }).low);
  expect(matching.missing).not.toContain("of-another-zeta");
  // No interval has been made yet of the second layer.
  expect((await csvRows(at(0.2, 0.2, 0.2)))[1].missing).toContain("intervals: not-estimated");
  expect(await exportedJson(at(0, 0, 0.2))).toMatchObject({ zeta: 0, status: { askedZeta: 0.2 } });
});

const hash = (content: string) => createHash("sha256").update(content).digest("hex");

test("a file of a text names sample or hash, model, revision, fingerprint, settings, seed and version", async () => {
  const results = {
    ...now.results!,
    lines: ["Ein Satz.", "日本語"],
    origin: { ...now.results!.origin, sample: "wordnet-categories" },
    model: { name: "org/model", revision: "abc123", layers: 1, d: 5, maximumTokens: 9 },
    backend: { name: "wasm", device: { kind: "wasm", hasSimd: true }, skipped: [] } as const,
    text: {
      sentences: 2,
      tokens: 7,
      truncated: [],
      layerNumbers: [0, 1],
      modelFingerprint: "f00d",
      points: { n: 30, line: new Uint32Array(30), position: new Uint32Array(30), tokenTexts: [] },
    },
  };
  const expected = {
    model: "org/model",
    modelRevision: "abc123",
    modelFingerprint: "f00d",
    maximumTokens: 9,
    backend: "wasm",
    unit: "tokens",
    specialTokens: false,
    seed: 1,
    zeta: 0,
    version: "0.1.0",
  };
  const state = page({ ...now, results });
  expect(await exportedJson(state)).toMatchObject({
    ...expected,
    text: { name: "wordnet-categories", sha256: hash("Ein Satz.\n日本語") },
  });
  const written = Object.fromEntries(Object.entries(expected).map(([key, value]) => [key, String(value)]));
  for (const row of await csvRows(state))
    expect(row).toMatchObject({
      ...written,
      source: "wordnet-categories",
      sourceSha256: hash("Ein Satz.\n日本語"),
      sentences: "2",
      tokens: "7",
    });
});

test("a file of vectors names the files with their hashes, the layers by name, and a scale that was taken out", async () => {
  const contents = ["first file", "labels"];
  const files = contents.map((content, index) => new File([content], `vectors ${index}.npz`));
  const results = {
    ...now.results!,
    model: null,
    origin: {
      ...now.results!.origin,
      vectors: { id: 1, files, options: { array: null, dropNotFinite: false } },
    },
    vectors: {
      file: "vectors 0.npz",
      dtype: "float64",
      n: 30,
      layers: [
        { name: "one", d: 5 },
        { name: "bad", d: 5, exponent: 666 },
      ],
      columns: [],
      detected: { label: null, text: null },
      arrays: [],
      array: null,
      leftOut: [],
      dropped: 4,
      points: { n: 30, line: new Uint32Array(30), position: new Uint32Array(30), tokenTexts: [] },
    },
  };
  const state = page({ ...now, results });
  expect(await exportedJson(state)).toMatchObject({
    model: null,
    vectors: {
      file: "vectors 0.npz",
      dropped: 4,
      files: contents.map((content, index) => ({
        name: `vectors ${index}.npz`,
        bytes: content.length,
        sha256: hash(content),
      })),
    },
    layers: [{ name: "one" }, { name: "bad", exponent: 666 }],
  });
  expect((await csvRows(state)).map(({ name, exponent, droppedRows }) => [name, exponent, droppedRows])).toEqual([
    ["one", "", "4"],
    ["bad", "666", "4"],
  ]);
});
