/** The table of measures, and that each of them is in every place where measures are shown or written. */
import { expect, test } from "vitest";
import { shrunkScores } from "../../../src/engine/shrunkScores.ts";
import { covarianceOf, momentsOf } from "../../../src/geometry/covariance.ts";
import type { Interval } from "../../../src/geometry/interval.ts";
import { estimateIntervals } from "../../../src/geometry/intervals.ts";
import { isDefined } from "../../../src/geometry/measure.ts";
import {
  drawnMeasureIds,
  intervalRules,
  measureIds,
  measures,
  type IntervalMeasureId,
} from "../../../src/geometry/measures/table.ts";
import type { PointCloud } from "../../../src/geometry/pointCloud.ts";
import { measureLayer } from "../../../src/geometry/profile.ts";
import { runToEnd } from "../../../src/geometry/steps.ts";
import { english } from "../../../src/messages/en/catalogue.ts";
import { layersAsCsv } from "../../../src/report/csv.ts";
import { readMeasure } from "../../../src/report/layerReading.ts";
import { layerReport } from "../../../src/report/layerReport.ts";
import type { MeasureReport } from "../../../src/report/measureReport.ts";
import { formatTable } from "../../../src/report/table.ts";
import { decodeView, encodeView } from "../../../src/store/urlCodec.ts";
import { defaultView } from "../../../src/store/viewState.ts";
import { gaussianCloud } from "./gaussianCloud.ts";

const cloud = gaussianCloud(60, 5, 3);
const tokens = {
  sentence: Uint32Array.from({ length: 60 }, (_, i) => i >> 2),
  word: Uint32Array.from({ length: 60 }, (_, i) => i % 7),
};
const profile = runToEnd(measureLayer(cloud, { tokens }));
const intervals = runToEnd(estimateIntervals(cloud, { seed: 1 }));
const layer = layerReport(0, profile, 0, { zeta: 0, estimates: intervals });
const report: MeasureReport = {
  version: "1",
  status: { state: "complete" },
  model: null,
  backend: null,
  unit: "vectors",
  seed: 1,
  zeta: 0,
  layers: [layer],
};

test("each measure has a value for a healthy cloud, in the profile, in JSON and in CSV, and the same", () => {
  const csv = layersAsCsv([{ run: "now", report }])
    .trim()
    .split("\n")
    .map((row) => row.split(","));
  for (const id of measureIds) {
    const measure = profile[id];
    expect(isDefined(measure), id).toBe(true);
    expect(layer[id], id).toBe(measure);
    expect(Number(csv[1][csv[0].indexOf(id)]), id).toBe(measure);
    if (!(id in intervalRules)) continue;
    const bounds = [`${id}_low`, `${id}_high`].map((column) => Number(csv[1][csv[0].indexOf(column)]));
    const { low, high } = intervals[id as IntervalMeasureId] as Interval;
    expect(bounds, id).toEqual([low, high]);
  }
});

test("each measure has a row of its own in the printed table, with its interval where it has one", () => {
  const lines = formatTable(english, report).split("\n");
  for (const id of measureIds) {
    const row = lines.findIndex((line) => line.startsWith(english.report.measures[id]));
    expect(row, id).toBeGreaterThan(0);
    expect(lines[row + 1].startsWith(english.report.interval), id).toBe(id in intervalRules);
  }
});

test("each measure that is drawn has words, a reading and a place in a link", () => {
  const measured = { profile, score: undefined, zeta: 0, intervals: { zeta: 0, estimates: intervals } };
  for (const id of drawnMeasureIds) {
    const text = english.measures[id];
    for (const words of [text.name, text.meaning, text.formula, text.where, text.range, text.source])
      expect(words, id).not.toBe("");
    const reading = readMeasure(id, measured, 0);
    expect(reading.value, id).toBe(profile[id]);
    expect(reading.interval !== undefined, id).toBe(id in intervalRules);
    expect(decodeView(encodeView({ ...defaultView, measures: [id] })).view.measures).toEqual([id]);
  }
  expect(measureIds.filter((id) => !(drawnMeasureIds as string[]).includes(id))).toEqual(["isoScore", "isoScoreNull"]);
});

test("a cloud with a value that is not finite has no measure at all, and says so of each", () => {
  const broken: PointCloud = { values: Float32Array.of(1, NaN, 2, 3), n: 2, d: 2 };
  const none = runToEnd(measureLayer(broken));
  for (const id of measureIds) expect(none[id], id).toEqual({ notDefined: "not-finite" });
});

test("measures are undefined for no other reasons than they name, over clouds of all kinds of degeneracy", () => {
  const clouds: PointCloud[] = [];
  for (const n of [1, 2, 3, 4, 30])
    for (const d of [1, 2, 5])
      for (const scale of [0, 1])
        for (const offset of [0, 1])
          clouds.push({ values: gaussianCloud(n, d, n + d).values.map((value) => scale * value + offset), n, d });
  const seen = new Map(measureIds.map((id) => [id, new Set<string>()]));
  for (const each of clouds)
    for (const withTokens of [false, true]) {
      const context = {
        sentence: Uint32Array.from({ length: each.n }, (_, i) => i >> 1),
        word: Uint32Array.from({ length: each.n }, (_, i) => i),
      };
      const degenerate = runToEnd(measureLayer(each, withTokens ? { tokens: context } : {}));
      for (const id of measureIds) {
        const measure = degenerate[id];
        if (!isDefined(measure)) seen.get(id)!.add(measure.notDefined);
      }
    }
  for (const id of measureIds)
    expect(
      [...seen.get(id)!].filter((reason) => !(measures[id].undefinedFor as readonly string[]).includes(reason)),
      id,
    ).toEqual([]);
});

test("measures that depend on ζ, and no others, change with it", () => {
  const reference = covarianceOf(momentsOf(gaussianCloud(40, 5, 9)));
  const shrunk = runToEnd(
    measureLayer(cloud, { tokens, zeta: 0.5, referenceCovariance: reference, referencePoints: 40 }),
  );
  for (const id of measureIds) expect(shrunk[id] !== profile[id], id).toBe(measures[id].dependsOnZeta === true);
  const [score] = shrunkScores(
    [{ moments: momentsOf(cloud), norms: shrunk.norms, effectivePoints: shrunk.effectivePoints }],
    0.5,
    {
      points: 40,
      d: 5,
      covariances: [reference],
    },
  );
  expect(score).toEqual({ isoScoreStar: shrunk.isoScoreStar, isoScoreNull: shrunk.isoScoreNull });
});

test("the count of outlier dimensions is by one rule, and the list says by which each is one", () => {
  const values = Float32Array.from(cloud.values, (value, i) => (i % 5 === 2 ? 40 * value : value));
  const stretched = layerReport(0, runToEnd(measureLayer({ ...cloud, values })), 0);
  expect(stretched.outliersByVariance).toBe(stretched.outlierDimensions.filter(({ byVariance }) => byVariance).length);
  expect(stretched.outliersByMagnitude).toBe(
    stretched.outlierDimensions.filter(({ byMagnitude }) => byMagnitude).length,
  );
});
