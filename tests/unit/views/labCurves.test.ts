import { expect, test } from "vitest";
import type { LabEvaluation } from "../../../src/engine/protocol/lab.ts";
import { defaultLabSettings, type LabRun } from "../../../src/store/lab.ts";
import { quantitiesOf } from "../../../src/views/lab/labCurves.ts";
import { words } from "../../words.ts";

const look: LabEvaluation = {
  step: 0,
  trainingAccuracy: 0.7,
  accuracy: 0.6,
  crossEntropy: 1,
  isoScore: 0.2,
  isoScoreNull: 0.9,
  twoNN: 5,
  coordinates: new Float32Array(),
  shares: [1, 0],
  classes: new Uint8Array(),
  wrong: new Uint8Array(),
  eigenvalues: new Float64Array(),
};

const noBest = { accuracy: null, crossEntropy: null };

function run(settings: Partial<LabRun["settings"]> = {}): LabRun {
  return { run: 1, settings: { ...defaultLabSettings, ...settings }, steps: [], evaluations: [look], best: noBest };
}

/** Titles of the charts in which the run before is drawn. */
function ghosted(current: LabRun, before: LabRun): string[] {
  return quantitiesOf(words, current, before)
    .filter(({ curves }) => curves.some(({ weight, points }) => weight === "ghost" && points.length > 0))
    .map(({ title }) => title);
}

const { accuracy, isoScore, entropy, dimension } = words.lab;

test("the run before is drawn where it is the same quantity on the same rows, and nowhere else", () => {
  const all = [accuracy.title, isoScore.title, entropy.title, dimension.title];
  expect(ghosted(run(), run())).toEqual(all);
  expect(ghosted(run({ width: 8, lambda: 2 }), run())).toEqual(all);
  // The isotropy of trained layers is not that of a head; how many rows are classified correctly is the same question.
  expect(ghosted(run({ layersTrained: 1 }), run())).toEqual([accuracy.title, entropy.title]);
  expect(ghosted(run({ layersTrained: 1 }), run({ layersTrained: 2 }))).toEqual([accuracy.title, entropy.title]);
  expect(ghosted(run({ validationShare: 0.5 }), run())).toEqual([]);
});
