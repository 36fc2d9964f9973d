import { describe, expect, test } from "vitest";
import type { LayerResult } from "../../../src/engine/protocol/explorer.ts";
import { measureLayer } from "../../../src/geometry/profile.ts";
import { runToEnd } from "../../../src/geometry/steps.ts";
import type { LabSweep } from "../../../src/store/lab.ts";
import { defaultSettings } from "../../../src/lab/settings.ts";
import { savedPoints } from "../../../src/views/cloud/cloudPoints.ts";
import { dimensionsTable } from "../../../src/views/dimensions/dimensionWords.ts";
import { savedCurve } from "../../../src/views/lab/LabCurves.tsx";
import { sweepCsv } from "../../../src/views/lab/sweepFiles.ts";
import { layersTable } from "../../../src/views/layers/layersTable.ts";
import { neighboursTable } from "../../../src/views/neighbours/NeighboursView.tsx";
import { tableAsCsv } from "../../../src/views/page/saveTable.ts";
import { similarityTable } from "../../../src/views/similarity/SimilarityView.tsx";
import { words } from "../../words.ts";
import { gaussianCloud } from "../geometry/gaussianCloud.ts";
import { shown, training } from "../store/states.ts";

const n = 700;
const profile = runToEnd(measureLayer(gaussianCloud(n, 5, 1)));
const result: LayerResult = { profile, norms: Float32Array.from({ length: n }, (_, i) => i + 0.5) };
const points = {
  n,
  line: Uint32Array.from({ length: n }, (_, i) => i >> 1),
  position: Uint32Array.from({ length: n }, (_, i) => i % 2),
  token: new Uint32Array(n),
  tokenTexts: ["=cmd"],
};
const results = { ...shown.engine.results!, labels: ["a, “b”"], points, layers: [result] };

describe("what a file gets of a table", () => {
  test("all points with all components that are kept, unrounded", () => {
    const { columns, rows } = savedPoints(results, result, 4);
    expect(columns).toEqual([
      "layer",
      "point",
      "token",
      "position",
      "line",
      "class",
      "PC1",
      "PC2",
      "PC3",
      "PC4",
      "PC5",
      "norm",
    ]);
    expect(rows).toHaveLength(n);
    const { coordinates } = profile.components;
    expect(rows[601]).toEqual([4, 601, "=cmd", 1, 301, null, ...coordinates.subarray(601 * 5, 602 * 5), 601.5]);
    expect(rows[1][5]).toBe("a, “b”");
  });

  test("values of all dimensions and of similarity as they are, null where they are not defined", () => {
    const saved = dimensionsTable(words, profile, null, 4).saved!();
    expect(saved.rows).toHaveLength(5);
    for (const [layer, dimension, variance] of saved.rows)
      expect([layer, variance]).toEqual([4, profile.variances[dimension as number]]);
    const cka = [1, 1 / 3, 1 / 3, { notDefined: "zero-variance" as const }];
    expect(similarityTable(words, cka, [0, 6]).saved!()).toEqual({
      columns: ["layer", "0", "6"],
      rows: [
        [0, 1, 1 / 3],
        [6, 1 / 3, null],
      ],
    });
  });

  test("neighbours with the point that they are nearest to", () => {
    const answer = [{ point: 3, distance: 1 / 7, words: [] }];
    const answered = { ...results, answers: { neighbours: { ask: { layer: 0, point: 2 }, answer } } };
    const { columns, rows } = neighboursTable(words, answered).saved();
    expect(Object.fromEntries(columns.map((column, index) => [column, rows[0][index]]))).toMatchObject({
      layer: 0,
      ofPoint: 2,
      rank: 1,
      point: 3,
      distance: 1 / 7,
    });
  });

  test("measures of layers with the bounds of their intervals", () => {
    const reading = { value: 1 / 3, isCount: false, hasInterval: true, isSmall: false, isStale: false };
    const layers = [{ ...reading, interval: { low: 0.25, high: 0.5 } }, undefined];
    const table = layersTable(words, [{ id: "twoNN", layers, heldLayers: [] }], { numbers: [0, 6], index: 0 }, null)
      .saved!();
    expect(table).toEqual({
      columns: ["layer", "twoNN", "twoNN_low", "twoNN_high"],
      rows: [
        [0, 1 / 3, 0.25, 0.5],
        [6, null, null, null],
      ],
    });
  });

  test("a curve of the lab with the λ of each step, and without the run before", () => {
    const curve = (weight: "main" | "ghost", values: readonly number[]) =>
      ({ name: weight, weight, points: values.map((value, index) => ({ step: 10 * index, value })) }) as never;
    const steps = [
      { step: 0, lambda: 0 },
      { step: 10, lambda: -1 },
    ] as never;
    const current = {
      run: 1,
      settings: training.lab.settings,
      steps,
      evaluations: [],
      best: { accuracy: null, crossEntropy: null },
    };
    expect(savedCurve([curve("main", [0.5, 0.25]), curve("ghost", [1, 2, 3])], current)).toEqual({
      columns: ["step", "lambdaOfStep", "main"],
      rows: [
        [0, 0, 0.5],
        [10, -1, 0.25],
      ],
    });
  });
});

describe("the file", () => {
  test("has beside every row what the values come from, and no text that begins as a formula", async () => {
    const text = { sentences: 2, tokens: n, truncated: [], layerNumbers: [0], points };
    const state = { ...shown, engine: { ...shown.engine, results: { ...results, text } } };
    const lines = (await tableAsCsv(state, savedPoints(results, result, 4))).trimEnd().split("\n");
    expect(lines).toHaveLength(n + 1);
    const columns = lines[0].split(",");
    const cells = lines[301].split(",");
    expect(cells).toHaveLength(columns.length);
    expect(cells[2]).toBe("'=cmd");
    const row = Object.fromEntries(columns.map((column, index) => [column, cells[index]]));
    expect(row).toMatchObject({ model: "mini", seed: "1", zeta: "0", unit: "tokens", version: "0.1.0" });
    expect(row.sourceSha256).toMatch(/^[0-9a-f]{64}$/);
  });

  test("of the lab has the run's settings, its model, and a hash of its rows", async () => {
    const csv = await tableAsCsv(training, { columns: ["step"], rows: [[1]] });
    const [columns, cells] = csv
      .trimEnd()
      .split("\n")
      .map((line) => line.split(","));
    const row = Object.fromEntries(columns.map((column, index) => [column, cells[index]]));
    expect(row).toMatchObject({
      source: "definitions",
      lambda: String(training.lab.settings.lambda),
      version: "0.1.0",
    });
    expect(row.sourceSha256).toMatch(/^[0-9a-f]{64}$/);
    expect(row.seed).toBe(String(training.lab.settings.seed));
  });

  test("of a sweep has each run's λ and seed, and a name that can do no harm", () => {
    const sweep: LabSweep = {
      sweep: 1,
      key: "",
      settings: { ...defaultSettings, layer: 6 },
      model: "m",
      data: { name: "=1+1,x", rows: 9, training: 6, heldOut: 3 },
      results: [
        { lambda: -1, seed: 2, trainingRows: 6, accuracy: 0.5, isoScore: 0.25, twoNN: { notDefined: "zero-variance" } },
      ] as never,
      total: 1,
      openedFrom: null,
      running: false,
    };
    const [head, row] = sweepCsv(sweep).trimEnd().split("\n");
    expect(head.startsWith("lambda,seed,trainingRows,accuracy,isoScore,twoNN,")).toBe(true);
    expect(row.startsWith("-1,2,6,0.5,0.25,,")).toBe(true);
    expect(row).toContain(`"'=1+1,x"`);
    expect(row.endsWith(",0.1.0")).toBe(true);
  });
});
