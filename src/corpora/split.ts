/**
 * Stratified choices of rows: which are trained on, which are kept for validation, and which N of the training rows a
 * run sees. All are indices into the rows, in rising order, so that vectors computed once can be picked by them.
 */
import { createRandom, sampleWithoutReplacement } from "../geometry/random.ts";
import type { LabelledRow } from "./labelledRows.ts";

export interface Split {
  readonly training: readonly number[];
  readonly validation: readonly number[];
}

/** All that a choice looks at: the class of each row. */
type Labelled = Pick<LabelledRow, "label">;

/** One row's place in its class: `position` of `size`, counted from 0, at random. */
interface Place {
  readonly index: number;
  readonly position: number;
  readonly size: number;
}

/**
 * All rows in an order of which every beginning is stratified: first one row of each class, then always a row of the
 * class that lacks most. Seats of a parliament are handed out so by the method of Sainte-Laguë (1910), with one seat
 * for each party beforehand: a longer beginning takes no seat away from any class. Within a class and among equals the
 * order is random.
 */
function stratifiedOrder(labels: readonly string[], seed: number): Place[] {
  const sizes = new Map<string, number>();
  for (const label of labels) sizes.set(label, (sizes.get(label) ?? 0) + 1);
  const seen = new Map<string, number>();
  const places = Array.from(
    sampleWithoutReplacement(labels.length, labels.length, createRandom(seed)),
    (index): Place => {
      const label = labels[index]!;
      const position = seen.get(label) ?? 0;
      seen.set(label, position + 1);
      return { index, position, size: sizes.get(label)! };
    },
  );
  const turn = ({ position, size }: Place): number => (position === 0 ? 0 : (position + 0.5) / size);
  return places.sort((a, b) => turn(a) - turn(b));
}

function rising(indices: readonly number[]): number[] {
  return [...indices].sort((a, b) => a - b);
}

function labelsOf(rows: readonly Labelled[]): string[] {
  return rows.map(({ label }) => label);
}

/**
 * Chooses rows that stand for all: each class by its share, and at least one row of each.
 *
 * @param count Whole number of rows, from the number of classes to the number of rows.
 * @param seed The same seed gives the same choice; with it, a smaller choice is part of each larger one.
 * @returns Indices of rows, rising.
 * @throws RangeError if count is out of range.
 */
export function chooseRows(rows: readonly Labelled[], count: number, seed: number): number[] {
  const classes = new Set(labelsOf(rows)).size;
  if (!Number.isInteger(count) || count < classes || count > rows.length) {
    throw new RangeError(`cannot choose ${count} of ${rows.length} rows of ${classes} classes, one of each at least`);
  }
  return rising(
    stratifiedOrder(labelsOf(rows), seed)
      .slice(0, count)
      .map(({ index }) => index),
  );
}

/**
 * Splits rows for training and validation, each class by its share. Every class has a row for training; every class of
 * two rows or more has one for validation.
 *
 * @param validationShare Share of the rows that are kept for validation, above 0 and below 1.
 * @throws RangeError if the share is out of range, or no class has two rows.
 */
export function splitRows(rows: readonly Labelled[], validationShare: number, seed: number): Split {
  if (!(validationShare > 0 && validationShare < 1))
    throw new RangeError(`a share of ${validationShare} is not between 0 and 1`);
  // The last row of each class in this order is never for validation.
  const candidates = stratifiedOrder(labelsOf(rows), seed).filter(({ position, size }) => position < size - 1);
  if (candidates.length === 0) throw new RangeError("no class has two rows, one for training and one for validation");
  const fewest = candidates.filter(({ position }) => position === 0).length;
  const count = Math.max(fewest, Math.round(validationShare * rows.length));
  const validation = rising(candidates.slice(0, count).map(({ index }) => index));
  const kept = new Set(validation);
  return { training: [...rows.keys()].filter((index) => !kept.has(index)), validation };
}

/** The split that the author of the rows has marked: held-out rows for validation, the others for training; null without marks. */
export function markedSplit(rows: readonly Pick<LabelledRow, "heldOut">[]): Split | null {
  const indices = [...rows.keys()];
  const validation = indices.filter((index) => rows[index]!.heldOut === true);
  if (validation.length === 0) return null;
  return { training: indices.filter((index) => rows[index]!.heldOut !== true), validation };
}

/**
 * Chooses N of the training rows, each class by its share, every class at least once.
 *
 * @param training Indices of the training rows, as a split gives them.
 * @param count Whole number from the number of their classes to the number of training rows.
 * @returns Indices into `rows`, rising. With the same seed, a smaller choice is part of each larger one.
 * @throws RangeError if count is out of range.
 */
export function chooseTrainingRows(
  rows: readonly Labelled[],
  training: readonly number[],
  count: number,
  seed: number,
): number[] {
  const chosen = chooseRows(
    training.map((index) => rows[index]!),
    count,
    seed,
  );
  return rising(chosen.map((position) => training[position]!));
}
