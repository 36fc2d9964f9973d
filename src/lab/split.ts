/**
 * Which rows a run trains on and which it is measured with. The rows held out do not depend on the run's seed, so that
 * all runs are measured on the same; the training rows, if not all are used, do.
 */
import type { LabelledRow } from "../corpora/labelledRows.ts";
import { chooseTrainingRows, markedSplit, splitRows } from "../corpora/split.ts";
import { LabError } from "./labError.ts";

export interface RowSplit {
  /** Indices of rows, ascending. */
  readonly training: Uint32Array;
  readonly validation: Uint32Array;
}

export interface SplitOptions {
  /** Share held out where the data doesn't mark such rows, above 0 and below 1. */
  readonly validationShare: number;
  /** Training rows used; of fewer there are, all. */
  readonly trainingRows: number | "all";
  readonly seed: number;
}

/** Seed of the choice of rows held out, the same for all runs. */
const validationSeed = 0;

/**
 * Splits rows, each class by its share in both parts.
 * @throws LabError `one-class`, `class-with-one-row` or `too-few-rows`.
 */
export function splitForRun(
  rows: readonly LabelledRow[],
  { validationShare, trainingRows, seed }: SplitOptions,
): RowSplit {
  checkClasses(rows);
  const { training, validation } = markedSplit(rows) ?? splitRows(rows, validationShare, validationSeed);
  const classes = new Set(training.map((row) => rows[row].label)).size;
  const wanted = trainingRows === "all" ? training.length : Math.min(training.length, Math.max(classes, trainingRows));
  if (wanted < 2 || validation.length < 2) {
    throw new LabError("too-few-rows", {
      detail: "too-few-on-a-side",
      training: wanted,
      validation: validation.length,
    });
  }
  const used = wanted === training.length ? training : chooseTrainingRows(rows, training, wanted, seed);
  return { training: Uint32Array.from(used), validation: Uint32Array.from(validation) };
}

/** A class of one row is trained on and not validated; if all are such, nothing can be. */
function checkClasses(rows: readonly LabelledRow[]): void {
  const counts = new Map<string, number>();
  for (const { label } of rows) counts.set(label, (counts.get(label) ?? 0) + 1);
  if (counts.size < 2) throw new LabError("one-class", { detail: "labels", rows: rows.length, labels: counts.size });
  if (Math.max(...counts.values()) < 2) {
    throw new LabError("class-with-one-row", { detail: "single-rows", classes: counts.size });
  }
}
