import { worded } from "../sentences.ts";
import { expect, test } from "vitest";
import { checkSettings, defaultSettings, encoderDefaults } from "../../../src/lab/settings.ts";
import { splitForRun } from "../../../src/lab/split.ts";
import { remainingOf, sweepPlan } from "../../../src/lab/sweepPlan.ts";

const rows = Array.from({ length: 100 }, (_, index) => ({ text: "", label: index % 5 === 0 ? "rare" : "common" }));
const options = { validationShare: 0.2, trainingRows: "all", seed: 1 } as const;

test("the rows held out do not depend on the seed; a part of the training rows does", () => {
  const [one, other] = [
    splitForRun(rows, { ...options, trainingRows: 20 }),
    splitForRun(rows, { ...options, trainingRows: 20, seed: 2 }),
  ];
  expect(other.validation).toEqual(one.validation);
  expect(other.training).not.toEqual(one.training);
  expect(one.training.length).toBe(20);
  expect(new Set([...one.training, ...one.validation]).size).toBe(40);
});

test("fewer training rows are a part of more", () => {
  const few = splitForRun(rows, { ...options, trainingRows: 10 }).training;
  const many = new Set(splitForRun(rows, { ...options, trainingRows: 30 }).training);
  expect([...few].every((row) => many.has(row))).toBe(true);
});

test("more training rows than there are means all", () => {
  expect(splitForRun(rows, { ...options, trainingRows: 5000 })).toEqual(splitForRun(rows, options));
});

test("rows that the data marks are held out, and no others", () => {
  const marked = rows.map((row, index) => (index < 7 ? { ...row, heldOut: true as const } : row));
  expect([...splitForRun(marked, options).validation]).toEqual([0, 1, 2, 3, 4, 5, 6]);
});

test("data that can't be classified is refused", () => {
  expect(worded(() => splitForRun(rows.slice(1, 5), options))).toThrow(
    expect.objectContaining({ code: "one-class" }) as Error,
  );
  expect(worded(() => splitForRun([], options))).toThrow(expect.objectContaining({ code: "one-class" }) as Error);
  expect(worded(() => splitForRun(rows.slice(0, 2), options))).toThrow(
    expect.objectContaining({ code: "class-with-one-row" }) as Error,
  );
  expect(worded(() => splitForRun(rows.slice(0, 3), options))).toThrow(
    expect.objectContaining({ code: "too-few-rows" }) as Error,
  );
});

test("settings out of bounds are refused by name", () => {
  expect(() => {
    checkSettings(defaultSettings, 6);
  }).not.toThrow();
  expect(() => {
    checkSettings({ ...encoderDefaults, layersTrained: 6 }, 6);
  }).not.toThrow();
  for (const wrong of [
    { lambda: 5.1 },
    { zeta: -0.1 },
    { learningRate: NaN },
    { learningRate: Infinity },
    { width: 1 },
    { width: 2.5 },
    { batchSize: 1 },
    { epochs: 0 },
    { layersTrained: 7 },
    { trainingRows: 1 },
    { seed: 0.5 },
  ]) {
    expect(
      worded(() => {
        checkSettings({ ...defaultSettings, ...wrong }, 6);
      }),
    ).toThrow(Object.keys(wrong)[0]);
  }
});

test("a sweep gives every λ a run before any has two, and goes on where it stopped", () => {
  const plan = sweepPlan([-1, 0, 1], [1, 2], [100, "all"]);
  expect(plan.length).toBe(12);
  expect(new Set(plan.slice(0, 6).map(({ seed }) => seed))).toEqual(new Set([1]));
  expect(remainingOf(plan, plan.slice(0, 5))).toEqual(plan.slice(5));
  expect(remainingOf(plan, [])).toEqual(plan);
  expect(remainingOf(plan, plan)).toEqual([]);
});
