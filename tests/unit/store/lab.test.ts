import { expect, test } from "vitest";
import type { LabEvaluation, LabEvent, LabStep } from "../../../src/engine/protocol/lab.ts";
import type { TableAnswer } from "../../../src/engine/tableReader.ts";
import { rowsReport } from "./states.ts";
import { applyLabEvent, beginLabRun, initialLabState, type LabState } from "../../../src/store/lab.ts";

const choice = { textColumn: "text", labelColumn: "label", mergeSimilarLabels: false, leaveOutSingleRowClasses: false };
const data = {
  rows: [
    { text: "a", label: "x" },
    { text: "b", label: "y" },
  ],
  classes: ["x", "y"],
};
const readAnswer: TableAnswer = {
  kind: "read",
  columns: ["text", "label"],
  choice,
  rows: { kind: "taken", data, report: rowsReport, similarLabels: false, canLeaveOut: false },
};
const reading: LabState = {
  ...initialLabState,
  reading: { ask: 7, table: 3, name: "rows.csv", input: "", choice: null },
};

function apply(state: LabState, ...events: readonly LabEvent[]): LabState {
  return events.reduce(applyLabEvent, state);
}

function step(number: number): LabStep {
  return { step: number, epoch: 1, lambda: 0, loss: 1 / number, crossEntropy: 1 / number, isoScoreStar: 0.5 };
}

function look(at: number): LabEvaluation {
  return {
    step: at,
    trainingAccuracy: 1,
    accuracy: 1,
    crossEntropy: 0,
    isoScore: 0.5,
    isoScoreNull: 0.9,
    twoNN: 2,
    coordinates: new Float32Array(),
    shares: [1, 0],
    classes: new Uint8Array(),
    wrong: new Uint8Array(),
    eigenvalues: new Float64Array(),
  };
}

test("the table that was asked for last is taken, and no other", () => {
  expect(apply(reading, { kind: "lab-table-read", ask: 6, answer: readAnswer })).toBe(reading);
  const taken = apply(reading, { kind: "lab-table-read", ask: 7, answer: readAnswer });
  expect(taken).toMatchObject({
    reading: null,
    tableProblem: null,
    own: { table: 3, name: "rows.csv", data, report: rowsReport },
  });
});

test("a table that can't be used leaves the one before, and its rows, where they are", () => {
  const taken = { ...apply(reading, { kind: "lab-table-read", ask: 7, answer: readAnswer }), rows: data.rows };
  const refused = apply(
    { ...taken, reading: { ...reading.reading!, ask: 8, table: 4 } },
    { kind: "lab-table-read", ask: 8, answer: { kind: "refused", problem: { code: "table-empty" } } },
  );
  expect(refused).toMatchObject({
    reading: null,
    tableProblem: { kind: "refused", problem: { code: "table-empty" } },
    own: { table: 3, data },
    rows: data.rows,
  });
  const unusable: TableAnswer = {
    kind: "read",
    columns: ["text", "label"],
    choice,
    rows: { kind: "refused", problem: { code: "table-empty" }, similarLabels: false, canLeaveOut: true },
  };
  const chosen = apply(
    { ...taken, reading: { ...reading.reading!, ask: 9 } },
    { kind: "lab-table-read", ask: 9, answer: unusable },
  );
  expect(chosen).toMatchObject({
    tableProblem: { problem: { code: "table-empty" } },
    own: { data: null, canLeaveOut: true, choice },
    rows: data.rows,
  });
});

test("after a lost device the curve goes on from the step that was kept, and the page says how many are taken again", () => {
  const run = apply(
    beginLabRun(initialLabState, true),
    { kind: "lab-evaluation", run: 1, evaluation: look(0) },
    { kind: "lab-steps", run: 1, steps: [1, 2, 3, 4, 5].map(step) },
    { kind: "lab-evaluation", run: 1, evaluation: look(4) },
  );
  const lost: LabEvent = { kind: "lab-recovered", run: 1, step: 3, lost: 2, detail: "gone" };
  expect(apply(run, { ...lost, run: 2 })).toBe(run);
  const recovered = apply(run, lost);
  expect(recovered.recovery).toEqual({ step: 3, lost: 2 });
  expect(recovered.current?.steps.map((entry) => entry.step)).toEqual([1, 2, 3]);
  expect(recovered.current?.evaluations.map((entry) => entry.step)).toEqual([0]);
  expect(recovered.playing).toBe(true);
  const gone = apply(recovered, { kind: "lab-steps", run: 1, steps: [4, 5, 6].map(step) });
  expect(gone.current?.steps.map((entry) => entry.step)).toEqual([1, 2, 3, 4, 5, 6]);
  expect(beginLabRun(gone, true)).toMatchObject({ recovery: null, ghost: { run: 1 } });
});

test("a run that has lost its device before its first copy begins again, its first look included", () => {
  const run = apply(
    beginLabRun(initialLabState, true),
    { kind: "lab-evaluation", run: 1, evaluation: look(0) },
    { kind: "lab-steps", run: 1, steps: [step(1)] },
  );
  const again = apply(
    run,
    { kind: "lab-recovered", run: 1, step: 0, lost: 1, detail: "gone" },
    { kind: "lab-evaluation", run: 1, evaluation: look(0) },
  );
  expect(again.current).toMatchObject({ steps: [], evaluations: [{ step: 0 }] });
  expect(again.current?.evaluations).toHaveLength(1);
});

test("a run that goes on for hours is kept within bounds, from its first look to its last step", () => {
  let state = beginLabRun(initialLabState, true);
  state = apply(state, { kind: "lab-evaluation", run: 1, evaluation: look(0) });
  for (let first = 1; first <= 60_000; first += 30) {
    const steps = Array.from({ length: 30 }, (_, i) => step(first + i));
    state = apply(
      state,
      { kind: "lab-steps", run: 1, steps },
      { kind: "lab-evaluation", run: 1, evaluation: look(first + 29) },
    );
  }
  const { steps, evaluations } = state.current!;
  expect(steps.length).toBeLessThanOrEqual(4000);
  expect(evaluations.length).toBeLessThanOrEqual(500);
  expect([steps[0].step, steps.at(-1)!.step]).toEqual([1, 60_000]);
  expect([evaluations[0].step, evaluations.at(-1)!.step]).toEqual([0, 60_000]);
});

test("the best look stays known though looks are thinned out, and is forgotten with steps that are taken again", () => {
  const scored = (at: number, accuracy: number): LabEvent => ({
    kind: "lab-evaluation",
    run: 1,
    evaluation: { ...look(at), accuracy, crossEntropy: 1 - accuracy },
  });
  let state = beginLabRun(initialLabState, true);
  for (let at = 0; at < 3000; at++) state = apply(state, scored(at, at === 1502 ? 0.875 : at < 9 ? 0.5 : 0.25));
  expect(state.current!.evaluations.some(({ step: at }) => at === 1502)).toBe(false);
  expect(state.current!.best).toEqual({
    accuracy: { step: 1502, value: 0.875 },
    crossEntropy: { step: 1502, value: 0.125 },
  });
  const recovered = apply(state, { kind: "lab-recovered", run: 1, step: 1400, lost: 9, detail: "gone" });
  expect(recovered.current!.best.accuracy).toEqual({ step: 0, value: 0.5 });
});
