/** A held run beside the one on screen: differences, names, scales, spectra. */
import { describe, expect, test } from "vitest";
import { measureLayer } from "../../../src/geometry/profile.ts";
import { runToEnd } from "../../../src/geometry/steps.ts";
import type { LayerResult } from "../../../src/engine/protocol/explorer.ts";
import { emptyResults, type RunResults } from "../../../src/store/runResults.ts";
import { analysisSettings, defaultView, type ViewState } from "../../../src/store/viewState.ts";
import { compareReadings, describeDifference } from "../../../src/views/comparison/compareReadings.ts";
import { differingParts, runParts } from "../../../src/views/comparison/runName.ts";
import { layerScale } from "../../../src/views/layers/layerScale.ts";
import type { LayerReading } from "../../../src/report/layerReading.ts";
import { readSpectra } from "../../../src/views/spectrum/spectra.ts";
import { words } from "../../words.ts";
import { gaussianCloud } from "../geometry/gaussianCloud.ts";

function reading(value: number, low?: number, high?: number, isCount = false): LayerReading {
  return {
    value,
    isCount,
    hasInterval: low !== undefined,
    isSmall: false,
    isStale: false,
    ...(low !== undefined &&
      high !== undefined && { interval: { low, high } as NonNullable<LayerReading["interval"]> }),
  };
}

describe("two readings", () => {
  test("differ by now less held, of the values and not of their rounded texts", () => {
    expect(compareReadings(words, reading(0.14649), reading(0.11251))).toEqual({
      held: "0.113",
      difference: "+0.0340",
    });
    expect(compareReadings(words, reading(1), reading(3))).toMatchObject({ difference: "−2.00" });
    expect(
      compareReadings(words, reading(1, undefined, undefined, true), reading(3, undefined, undefined, true)),
    ).toMatchObject({ difference: "−2" });
    expect(compareReadings(words, reading(2), reading(2))).toMatchObject({ difference: "±0" });
  });

  test("say whether their intervals have a value in common, and nothing where one is missing", () => {
    expect(compareReadings(words, reading(5, 4, 6), reading(7, 6, 8))?.intervals).toBe("overlap");
    expect(compareReadings(words, reading(5, 4, 5.9), reading(7, 6, 8))?.intervals).toBe("apart");
    expect(compareReadings(words, reading(7, 6, 8), reading(5, 4, 5.9))?.intervals).toBe("apart");
    expect(compareReadings(words, reading(5, 4, 6), reading(7))).not.toHaveProperty("intervals");
    expect(describeDifference(words, { held: "1", difference: "+1", intervals: "apart" })).toBe(
      words.comparison.difference("+1", words.comparison.intervals.apart),
    );
  });

  test("have no difference where one is not defined, and are no pair where nothing is held", () => {
    const none: LayerReading = {
      notDefined: "zero-variance",
      isCount: false,
      hasInterval: false,
      isSmall: false,
      isStale: false,
    };
    expect(compareReadings(words, none, reading(1))).toEqual({ held: "1.00" });
    expect(compareReadings(words, reading(1), none)).toEqual({ held: words.notDefined("zero-variance") });
    expect(compareReadings(words, undefined, reading(1))).toEqual({ held: "1.00" });
    expect(compareReadings(words, reading(1), undefined)).toBeUndefined();
  });
});

describe("a run's name", () => {
  const { tokens, sentences, meanOfTokens, special, zeta: zetaOf } = words.comparison;
  const meanOfSentences = `${sentences} (${meanOfTokens})`;
  const ends02 = words.layerChoice.ofRun([0, 2]);

  const run = (number: number, change: Partial<ViewState> = {}, model = "mini", zeta = 0): RunResults => {
    const view = { ...defaultView, sample: null, ...change };
    const empty = emptyResults(number, { lines: [`text ${view.sample ?? "own"}`], lineNumbers: [1] }, [undefined], {
      sample: view.sample,
      settings: analysisSettings(view),
    });
    return {
      ...empty,
      model: { name: model, layers: 2, d: 4, maximumTokens: 9 },
      shrunk: { zeta, referencePoints: 0, scores: [] },
    };
  };

  test("is its model, text and points", () => {
    expect(runParts(words, run(1))).toEqual(["mini", "“text own”", tokens]);
    expect(runParts(words, run(1, { unit: "sentences", includeSpecialTokens: true }, "mini", 0.2))).toEqual([
      "mini",
      "“text own”",
      meanOfSentences,
      special,
      zetaOf("0.2"),
    ]);
  });

  test("is cut down to what another run does not have", () => {
    expect(differingParts(words, run(2, {}, "maxi"), run(1))).toEqual(["maxi"]);
    expect(differingParts(words, run(2, { unit: "sentences" }), run(1))).toEqual([meanOfSentences]);
    expect(differingParts(words, run(1), run(1))).toEqual([]);
    expect(differingParts(words, run(1, {}, "mini", 0), run(1, {}, "mini", 0.5))).toEqual([zetaOf("0")]);
    expect(differingParts(words, run(2), run(1))).toEqual(["“text own”"]);
  });

  test("says which layers it has where the model has more", () => {
    const withLayers = (number: number, layerNumbers: number[]): RunResults => ({
      ...run(number),
      text: {
        sentences: 1,
        tokens: 1,
        truncated: [],
        layerNumbers,
        points: { n: 0, line: new Uint32Array(), position: new Uint32Array(), tokenTexts: [] },
      },
    });
    const [all, ends] = [withLayers(1, [0, 1, 2]), withLayers(2, [0, 2])];
    expect(runParts(words, all)).toEqual(["mini", "“text own”", tokens]);
    expect(runParts(words, ends)).toEqual(["mini", "“text own”", tokens, ends02]);
    expect(differingParts(words, ends, all)).toEqual([ends02]);
    expect(differingParts(words, all, ends)).toEqual([words.layerChoice.allLayers]);
  });
});

describe("the scale of layers", () => {
  const upTo = (last: number) => Array.from({ length: last + 1 }, (_, layer) => layer);
  const [six, twelve] = [upTo(6), upTo(12)];

  test("by number puts equal numbers over each other and ends with the deeper run", () => {
    const { at, indexAt } = layerScale("number", [six, twelve], [0, 120]);
    expect([at(6, six), at(6, twelve), at(12, twelve)]).toEqual([60, 60, 120]);
    expect([indexAt(31, six), indexAt(200, six), indexAt(-9, six), indexAt(200, twelve)]).toEqual([3, 6, 0, 12]);
  });

  test("by depth puts first over first and last over last", () => {
    const { at, indexAt, ticks } = layerScale("depth", [six, twelve], [0, 120]);
    expect([at(0, six), at(6, six), at(12, twelve), at(3, six), at(6, twelve)]).toEqual([0, 120, 120, 60, 60]);
    expect([indexAt(61, six), indexAt(61, twelve), indexAt(120, six)]).toEqual([3, 6, 6]);
    expect(ticks).toEqual([0, 0.25, 0.5, 0.75, 1]);
  });

  test("puts the layers that were asked for where their numbers are, alone or beside all of them", () => {
    const some = [2, 5, 8, 11];
    const { at, indexAt, ticks } = layerScale("number", [some], [0, 110]);
    expect(some.map((_, index) => at(index, some))).toEqual([20, 50, 80, 110]);
    expect([indexAt(0, some), indexAt(36, some), indexAt(94, some), indexAt(999, some)]).toEqual([0, 1, 2, 3]);
    expect(ticks).toEqual(some);
    const beside = layerScale("number", [[0, 3, 6], six], [0, 120]);
    expect([beside.at(1, [0, 3, 6]), beside.at(3, six)]).toEqual([60, 60]);
    expect(beside.ticks).toEqual(six);
    const deep = layerScale("depth", [[0, 3, 6], twelve], [0, 120]);
    expect([deep.at(1, [0, 3, 6]), deep.at(6, twelve)]).toEqual([60, 60]);
  });

  test("numbers as many layers as have room, and stands for a single layer too", () => {
    expect(layerScale("number", [six], [0, 120]).ticks).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(layerScale("number", [twelve], [0, 160]).ticks).toEqual([0, 2, 4, 6, 8, 10, 12]);
    expect(layerScale("number", [upTo(24)], [0, 160]).ticks).toEqual([0, 4, 8, 12, 16, 20, 24]);
    const single = layerScale("depth", [[0]], [10, 20]);
    expect([single.at(0, [0]), single.indexAt(20, [0])]).toEqual([10, 0]);
  });
});

test("beside a held layer spectra are shares of the variance, whatever their d; alone they are eigenvalues", () => {
  const layer = (d: number, scale: number): LayerResult => {
    const cloud = gaussianCloud(
      60,
      d,
      d,
      Array.from({ length: d }, () => scale),
    );
    return { profile: runToEnd(measureLayer(cloud)), norms: new Float32Array(60) };
  };
  const results = (d: number, scale: number): RunResults => ({
    ...emptyResults(1, { lines: [], lineNumbers: [] }, [], { sample: null, settings: analysisSettings(defaultView) }),
    layers: [layer(d, scale)],
  });
  const alone = readSpectra(results(5, 3), 0, null)!;
  expect(alone.shown[0]).toBeGreaterThan(4);
  const both = readSpectra(results(5, 3), 0, { results: results(9, 100), name: "", layer: 0 })!;
  for (const values of [both.shown, both.isotropic, both.held!.values, both.all[0]!]) {
    expect(values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 12);
  }
  expect([both.shown.length, both.held!.values.length]).toEqual([5, 9]);
  expect(both.shown[0] / both.shown[1]).toBeCloseTo(alone.shown[0] / alone.shown[1], 12);
});
