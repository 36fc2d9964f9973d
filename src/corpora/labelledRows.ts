/** What a classifier learns from: texts, each with the class that it belongs to. */

export interface LabelledRow {
  readonly text: string;
  /** One of the classes. */
  readonly label: string;
  /** Set on rows that their author keeps for validation; no other row of the set is meant for it then. */
  readonly heldOut?: true;
}

export interface LabelledRows {
  readonly rows: readonly LabelledRow[];
  /** Each label that a row has, once: numbers by value, other labels by their code units. */
  readonly classes: readonly string[];
}

/** Fewest and most classes that the lab trains on. */
export const fewestClasses = 2;
export const mostClasses = 20;

/** Most rows that the lab trains on; a larger set is sampled. */
export const mostRows = 10_000;

function isNumber(label: string): boolean {
  return label.trim() !== "" && Number.isFinite(Number(label));
}

/** The different labels, ordered by value if all are numbers, else by their code units, so that no locale changes it. */
export function classesOf(labels: Iterable<string>): string[] {
  const classes = [...new Set(labels)].sort();
  return classes.every(isNumber) ? classes.sort((a, b) => Number(a) - Number(b)) : classes;
}

/** Rows with their classes. */
export function labelledRows(rows: readonly LabelledRow[]): LabelledRows {
  return { rows, classes: classesOf(rows.map(({ label }) => label)) };
}
