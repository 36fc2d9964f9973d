import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { LabelledRow } from "../../../src/corpora/labelledRows.ts";
import { chooseRows, chooseTrainingRows, markedSplit, splitRows } from "../../../src/corpora/split.ts";
import { loadTask } from "../../../src/corpora/tasks/loadTask.ts";

/** Rows of 1 to 8 classes of very different sizes, in any order. */
const rowsOfClasses = fc
  .array(fc.oneof(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 120 })), { minLength: 1, maxLength: 8 })
  .chain((sizes) => {
    const labels = sizes.flatMap((size, index) => Array.from({ length: size }, () => `class ${index}`));
    return fc.shuffledSubarray(labels, { minLength: labels.length });
  })
  .map((labels) => labels.map((label, index): LabelledRow => ({ text: `text ${index}`, label })));
const seeds = fc.integer();

/** How many of these rows each class has. */
function countsOf(rows: readonly LabelledRow[], indices: Iterable<number>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const index of indices) counts.set(rows[index]!.label, (counts.get(rows[index]!.label) ?? 0) + 1);
  return counts;
}

function expectRisingIndices(indices: readonly number[], length: number): void {
  for (const [position, index] of indices.entries()) {
    expect(Number.isInteger(index) && index >= 0 && index < length).toBe(true);
    if (position > 0) expect(index).toBeGreaterThan(indices[position - 1]!);
  }
}

describe("chooseRows", () => {
  const rowsAndCount = rowsOfClasses.chain((rows) =>
    fc.tuple(
      fc.constant(rows),
      fc.integer({ min: new Set(rows.map(({ label }) => label)).size, max: rows.length }),
      seeds,
    ),
  );

  test("takes exactly as many as asked for, at least one of each class, and the same ones for the same seed", () => {
    fc.assert(
      fc.property(rowsAndCount, ([rows, count, seed]) => {
        const chosen = chooseRows(rows, count, seed);
        expect(chosen).toHaveLength(count);
        expectRisingIndices(chosen, rows.length);
        expect(countsOf(rows, chosen).size).toBe(countsOf(rows, rows.keys()).size);
        expect(chooseRows(rows, count, seed)).toEqual(chosen);
      }),
    );
  });

  test("keeps every row of a smaller choice in a larger one", () => {
    fc.assert(
      fc.property(rowsAndCount, ([rows, count, seed]) => {
        const larger = new Set(chooseRows(rows, Math.min(count + 1, rows.length), seed));
        for (const index of chooseRows(rows, count, seed)) expect(larger.has(index)).toBe(true);
      }),
    );
  });

  test("gives each class its share: no row can move from one class to another and make the shares more equal", () => {
    fc.assert(
      fc.property(rowsAndCount, ([rows, count, seed]) => {
        const sizes = countsOf(rows, rows.keys());
        const chosen = [...countsOf(rows, chooseRows(rows, count, seed))].map(([label, own]) => ({
          own,
          size: sizes.get(label)!,
        }));
        // The condition of Sainte-Laguë's method: the last row given out was due before the next of any class.
        const lastGiven = Math.max(...chosen.map(({ own, size }) => (own === 1 ? 0 : (own - 0.5) / size)));
        const nextDue = Math.min(...chosen.map(({ own, size }) => (own === size ? Infinity : (own + 0.5) / size)));
        expect(lastGiven).toBeLessThanOrEqual(nextDue);
      }),
    );
  });

  test("takes each row of a class equally often, whatever its place in the file", () => {
    const rows = Array.from({ length: 40 }, (_, index): LabelledRow => ({
      text: `${index}`,
      label: index < 30 ? "a" : "b",
    }));
    const times = new Array<number>(rows.length).fill(0);
    const draws = 4000;
    for (let seed = 0; seed < draws; seed++) for (const index of chooseRows(rows, 8, seed)) times[index]! += 1;
    // Binomial with p = 0.2: standard deviation √(4000 · 0.2 · 0.8) ≈ 25; five of them for 40 rows.
    for (const count of times) expect(Math.abs(count - draws * 0.2)).toBeLessThan(127);
  });

  test("refuses counts that leave a class without a row, or that no one can give", () => {
    const rows = ["a", "a", "b", "c"].map((label): LabelledRow => ({ text: label, label }));
    for (const count of [2, 5, 3.5, NaN]) expect(() => chooseRows(rows, count, 1)).toThrow(RangeError);
    expect(chooseRows(rows, 4, 1)).toEqual([0, 1, 2, 3]);
  });
});

describe("splitRows", () => {
  const splittable = rowsOfClasses.filter((rows) => [...countsOf(rows, rows.keys()).values()].some((size) => size > 1));
  const shares = fc.double({ min: 0.01, max: 0.99, noNaN: true });

  test("puts each row on one side, and of each class one in training and, from two rows on, one in validation", () => {
    fc.assert(
      fc.property(splittable, shares, seeds, (rows, share, seed) => {
        const { training, validation } = splitRows(rows, share, seed);
        expectRisingIndices(training, rows.length);
        expectRisingIndices(validation, rows.length);
        expect([...training, ...validation].sort((a, b) => a - b)).toEqual([...rows.keys()]);
        const [trained, validated] = [countsOf(rows, training), countsOf(rows, validation)];
        for (const [label, size] of countsOf(rows, rows.keys())) {
          expect(trained.get(label) ?? 0).toBeGreaterThanOrEqual(1);
          if (size > 1) expect(validated.get(label) ?? 0).toBeGreaterThanOrEqual(1);
        }
        expect(splitRows(rows, share, seed)).toEqual({ training, validation });
      }),
    );
  });

  test("keeps the share, in all and of each class, where classes are large enough", () => {
    const rows = Array.from({ length: 1000 }, (_, index): LabelledRow => ({
      text: `${index}`,
      label: index % 10 < 7 ? "a" : "b",
    }));
    const { validation } = splitRows(rows, 0.2, 3);
    expect(countsOf(rows, validation)).toEqual(
      new Map([
        ["a", 140],
        ["b", 60],
      ]),
    );
    expect(splitRows(rows, 0.2, 4).validation).not.toEqual(validation);
  });

  test("refuses shares of nothing and of everything, and rows of which no class has two", () => {
    const rows = ["a", "a", "b"].map((label): LabelledRow => ({ text: label, label }));
    for (const share of [0, 1, -0.1, NaN]) expect(() => splitRows(rows, share, 1)).toThrow(RangeError);
    expect(() => splitRows(rows.slice(1), 0.5, 1)).toThrow("no class has two rows");
  });
});

describe("chooseTrainingRows", () => {
  test("chooses among the training rows only, and all of them when asked for all", async () => {
    const { rows, classes } = await loadTask("definitions");
    const { training, validation } = splitRows(rows, 0.2, 1);
    const kept = new Set(validation);
    for (const count of [20, 100, 500]) {
      const chosen = chooseTrainingRows(rows, training, count, 1);
      expect(chosen.filter((index) => kept.has(index))).toEqual([]);
      const counts = [...countsOf(rows, chosen).values()];
      expect(counts).toHaveLength(classes.length);
      // Classes of equal size: as equal as whole numbers allow.
      expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
    }
    expect(chooseTrainingRows(rows, training, training.length, 1)).toEqual(training);
  });
});

test("the marked split of the opinions is the fifth that they hold out; other rows have none", async () => {
  const { rows } = await loadTask("sentiment");
  const { training, validation } = markedSplit(rows)!;
  expect(validation.every((index) => rows[index]!.heldOut)).toBe(true);
  expect(training.some((index) => rows[index]!.heldOut)).toBe(false);
  expect([training.length, validation.length]).toEqual([928, 232]);
  expect(markedSplit((await loadTask("definitions")).rows)).toBeNull();
});
