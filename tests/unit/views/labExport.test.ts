import { expect, test } from "vitest";
import { applyLabEvent, type LabState } from "../../../src/store/lab.ts";
import { labAsCsv, labAsReport } from "../../../src/views/lab/labExport.ts";
import { training } from "../store/states.ts";

const look = (step: number, accuracy: number) => ({
  step,
  trainingAccuracy: 1,
  accuracy,
  crossEntropy: 0.25,
  isoScore: 0.5,
  isoScoreNull: 0.75,
  twoNN: { notDefined: "zero-variance" } as const,
  coordinates: new Float32Array(),
  shares: [1, 0] as const,
  classes: new Uint8Array(),
  wrong: new Uint8Array(),
  eigenvalues: new Float64Array(),
});
const step = (number: number, lambda: number) => ({
  step: number,
  epoch: 1,
  lambda,
  loss: 2,
  crossEntropy: 1,
  isoScoreStar: 0.125,
});
const lab: LabState = [
  { kind: "lab-evaluation", run: 3, evaluation: look(0, 0.5) } as const,
  { kind: "lab-steps", run: 3, steps: [step(1, 0), step(2, -1)] } as const,
  { kind: "lab-evaluation", run: 3, evaluation: look(2, 0.75) } as const,
].reduce(applyLabEvent, { ...training.lab, settings: { ...training.lab.settings, lambda: -1, seed: 4 } });

test("the lab's report names model, data, settings, λ and seed beside its curves", () => {
  expect(labAsReport(lab)).toMatchObject({
    model: "mini",
    data: { name: "definitions", classes: ["x", "y"], rows: 2, training: 300, used: 100, heldOut: 0 },
    settings: { lambda: -1, learningRate: 0.003, epochs: 150 },
    best: { accuracy: { step: 2, value: 0.75 }, crossEntropy: { step: 0, value: 0.25 } },
    steps: [{ step: 1 }, { step: 2, lambda: -1 }],
    heldOut: [
      { step: 0, accuracy: 0.5, twoNN: null },
      { step: 2, accuracy: 0.75 },
    ],
  });
  expect(labAsReport(training.lab)).toBeNull();
});

test("its CSV has a row for each step and each look, and leaves empty what a row has no value of", () => {
  const [header, ...rows] = labAsCsv(lab)
    .trimEnd()
    .split("\n")
    .map((line) => line.split(","));
  expect(rows).toEqual([
    ["0", "", "", "", "", "", "0.5", "1", "0.25", "0.5", "0.75", "", "mini", "definitions", "4"],
    ["1", "1", "0", "2", "1", "0.125", "", "", "", "", "", "", "mini", "definitions", "4"],
    ["2", "1", "-1", "2", "1", "0.125", "0.75", "1", "0.25", "0.5", "0.75", "", "mini", "definitions", "4"],
  ]);
  expect(header).toHaveLength(rows[0].length);
});
