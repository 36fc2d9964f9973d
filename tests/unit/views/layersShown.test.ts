/** Layers that are not all of a model's: their numbers in tables, descriptions and files. */
import { expect, test } from "vitest";
import type { LayerResult } from "../../../src/engine/protocol/explorer.ts";
import { measureLayer } from "../../../src/geometry/profile.ts";
import { runToEnd } from "../../../src/geometry/steps.ts";
import { initialState } from "../../../src/store/appState.ts";
import { holdRun, initialComparison, type HeldRun } from "../../../src/store/comparison.ts";
import { emptyResults, type RunResults } from "../../../src/store/runResults.ts";
import { initialEngineState } from "../../../src/store/results.ts";
import { analysisSettings, defaultView } from "../../../src/store/viewState.ts";
import { resultsAsCsv, resultsAsReport } from "../../../src/views/header/exportResults.ts";
import { describeLayers, layersTable, readMeasures } from "../../../src/views/layers/layersTable.ts";
import { crossSimilarityTable } from "../../../src/views/similarity/CrossSimilarityView.tsx";
import { similarityTable } from "../../../src/views/similarity/SimilarityView.tsx";
import { describeSpectra, readSpectra, spectraTable } from "../../../src/views/spectrum/spectra.ts";
import { pattern, saying, words } from "../../words.ts";
import { gaussianCloud } from "../geometry/gaussianCloud.ts";

/** Every layer's cloud belongs to its number, so that equal numbers have equal figures whatever else is shown. */
function runOf(run: number, numbers: readonly number[]): RunResults {
  const measured = (number: number): LayerResult => ({
    profile: runToEnd(measureLayer(gaussianCloud(40, 5, number + 1))),
    norms: new Float32Array(40),
  });
  const points = { n: 40, line: new Uint32Array(40), position: new Uint32Array(40), tokenTexts: [] };
  return {
    ...emptyResults(run, { lines: ["a"], lineNumbers: [1] }, [undefined], {
      sample: null,
      settings: analysisSettings(defaultView),
    }),
    model: { name: "mini", layers: 6, d: 5, maximumTokens: 9 },
    text: { sentences: 1, tokens: 40, truncated: [], layerNumbers: numbers, points },
    points,
    layers: numbers.map(measured),
    shrunk: { zeta: 0, referencePoints: 0, scores: [] },
  };
}

const isoScore = words.measures.isoScoreStar.name;
const all = [0, 1, 2, 3, 4, 5, 6];
const second = [0, 2, 4, 6];
const now = runOf(2, second);
const held: HeldRun = { results: runOf(1, all), name: "", layer: 5 };

test("the table has a row a number, and beside all layers those of equal number in one row", () => {
  const alone = layersTable(words, readMeasures(["isoScoreStar"], now, 0, null), { numbers: second, index: 1 }, null);
  expect(alone.rows.map(([number]) => number)).toEqual(["0", "2", "4", "6"]);
  const both = layersTable(
    words,
    readMeasures(["isoScoreStar"], now, 0, held),
    { numbers: second, index: 1 },
    { numbers: all, index: 5 },
  );
  expect(both.rows.map(([number]) => number)).toEqual(all.map(String));
  both.rows.forEach(([, value, , heldValue], number) => {
    expect(heldValue).toMatch(/^\d/);
    expect(value).toBe(second.includes(number) ? heldValue : "");
  });
  const beside = saying(words.comparison.reading, isoScore, /0\.\d+/, /0\.\d+/, /[+−±]\S+/);
  const note = saying(words.comparison.layersNote, 2, 5, beside);
  expect(both.note).toMatch(pattern`^${note} ${words.comparison.notATest}$`);
});

test("a description names the layers unless they are all from 0 on", () => {
  const readings = readMeasures(["isoScoreStar"], now, 0, null);
  expect(describeLayers(words, readings, { numbers: second, index: 0 }, null)).toMatch(
    pattern`^${saying(words.layerChoice.description, isoScore, words.layerChoice.these(second), /(0\.\d+(, )?){4}/)}$`,
  );
  const whole = readMeasures(["isoScoreStar"], held.results, 0, null);
  expect(describeLayers(words, whole, { numbers: all, index: 0 }, null)).toMatch(
    pattern`^${saying(words.layerChoice.description, isoScore, words.layerChoice.each, /(0\.\d+(, )?){7}/)}$`,
  );
});

test("spectra are named by number", () => {
  const spectra = readSpectra(now, 2, held)!;
  const own = saying(words.spectrum.description, 4, /\d+ %/, /\d/);
  const beside = saying(words.comparison.spectrumDescription, 5, /\d+ %/, /\d/);
  expect(describeSpectra(words, spectra)).toMatch(pattern`^${own} ${beside}$`);
  expect(spectraTable(words, spectra).columns.slice(1)).toEqual([
    ...second.map(words.layers.layer),
    words.spectrum.isotropic,
    words.comparison.heldLayer(5),
  ]);
});

test("similarity is named by number, and each value stands where it belongs", () => {
  expect(similarityTable(words, [1, 0.2, 0.2, 1], [0, 6])).toMatchObject({
    columns: [words.similarity.axis, "0", "6"],
    rows: [
      ["0", "1.00", "0.200"],
      ["6", "0.200", "1.00"],
    ],
  });
  const answer = {
    kind: "measured",
    rule: "line",
    heldLayers: 2,
    layers: 1,
    cka: [0.25, 0.5],
    shuffled: [0, 0.125],
    points: 4,
    pairs: 4,
  } as const;
  const table = crossSimilarityTable(words, answer, [0, 6], [3]);
  expect(table.columns.slice(1)).toEqual(["3", words.comparison.shuffledColumn(3)]);
  expect(table.rows).toEqual([
    ["0", "0.250", "0"],
    ["6", "0.500", "0.125"],
  ]);
});

test("files carry the numbers, of the run on screen and of the held one", async () => {
  const engine = { ...initialEngineState, results: now };
  const comparison = holdRun(initialComparison, { results: runOf(1, [0, 3, 6]) }, 1);
  const state = { ...initialState, engine, comparison };
  const report = (await resultsAsReport(state))!;
  expect(report.layers.map(({ layer }) => layer)).toEqual(second);
  expect(report.held).toMatchObject({ comparedLayer: 3 });
  expect(report.held!.layers.map(({ layer }) => layer)).toEqual([0, 3, 6]);
  const rows = (await resultsAsCsv(state))
    .trim()
    .split("\n")
    .slice(1)
    .map((row) => row.split(",").slice(0, 2).join());
  expect(rows).toEqual(["now,0", "now,2", "now,4", "now,6", "held,0", "held,3", "held,6"]);
});
