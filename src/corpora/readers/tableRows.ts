/** Makes rows to train on out of two columns of a table, and tells what had to be left out. */
import { InputError } from "../inputError.ts";
import {
  classesOf,
  fewestClasses,
  labelledRows,
  mostClasses,
  mostRows,
  type LabelledRow,
  type LabelledRows,
} from "../labelledRows.ts";
import { chooseRows } from "../split.ts";
import { spellingsOf } from "./similarLabels.ts";
import type { Table } from "./table.ts";
import { cleanLine, isVisible } from "./text.ts";

export interface RowsOptions {
  /** Make one class of labels that differ only in case or blanks. Default: false. */
  readonly mergeSimilarLabels?: boolean;
  /** Leave out the classes with one row, which validation could not test. Default: false. */
  readonly leaveOutSingleRowClasses?: boolean;
  /** Seed of the sample that is taken of more than 10,000 rows. Default: 1. */
  readonly seed?: number;
}

/** What became of the rows of the file. */
export interface RowsReport {
  /** Rows of the file. */
  readonly total: number;
  /** Rows left out because nothing in their text is visible. */
  readonly emptyTexts: number;
  /** Rows left out because they have a text and no label. */
  readonly emptyLabels: number;
  /** Rows whose text an earlier row has; they stay. */
  readonly repeatedTexts: number;
  /** Each set of labels that differ only in case or blanks. */
  readonly similarLabels: readonly (readonly string[])[];
  /** True if those were made one class each. */
  readonly merged: boolean;
  /** Number of usable rows of which a sample was taken; null if all are used. */
  readonly sampledFrom: number | null;
  /** Classes with one row only: it is trained on, and nothing of it can be validated. */
  readonly singleRowClasses: readonly string[];
  /** Classes left out because they had one row only. */
  readonly leftOutClasses: readonly string[];
  /** Other columns that hold texts too. */
  readonly unusedTexts: readonly string[];
  /** True if the file has a last column without a name and without a value. */
  readonly emptyLastColumn: boolean;
}

export interface TableRows {
  readonly data: LabelledRows;
  readonly report: RowsReport;
}

/** What is known from two columns alone. */
export interface ColumnRows {
  readonly data: LabelledRows;
  readonly report: Omit<RowsReport, "unusedTexts" | "emptyLastColumn">;
}

function indexOfColumn({ columns }: Table, name: string): number {
  const index = columns.indexOf(name);
  if (index < 0) throw new RangeError(`there is no column “${name}”`);
  return index;
}

/** A text on one line. */
function textOf(cell: string): string {
  const lines = cell.split(/[\n\r\u0085\u2028\u2029]/).map((line) => line.trim());
  return cleanLine(lines.filter((line) => line !== "").join(" ")).trim();
}

/** Classes of one row, in order. */
function singleRowClasses(rows: readonly LabelledRow[]): string[] {
  const counts = new Map<string, number>();
  for (const { label } of rows) counts.set(label, (counts.get(label) ?? 0) + 1);
  return classesOf([...counts.keys()].filter((name) => counts.get(name) === 1));
}

function withoutClasses(rows: readonly LabelledRow[], names: readonly string[]): readonly LabelledRow[] {
  const leftOut = new Set(names);
  return leftOut.size === 0 ? rows : rows.filter(({ label }) => !leftOut.has(label));
}

/** @throws InputError table-one-class, table-single-rows, table-many-classes. */
function checkClasses(rows: readonly LabelledRow[], labelColumn: string, leftOut: number): void {
  const labels = new Set(rows.map(({ label }) => label));
  const classes = labels.size;
  if (classes < fewestClasses) {
    const [label] = labels;
    throw new InputError(
      label === undefined
        ? { code: "table-single-rows", labelColumn, classes: leftOut }
        : { code: "table-one-class", labelColumn, label, leftOut },
    );
  }
  if (classes > mostClasses) {
    throw new InputError({
      code: "table-many-classes",
      labelColumn,
      classes,
      most: mostClasses,
      singleRow: singleRowClasses(rows).length,
    });
  }
}

/**
 * Takes texts and labels out of a table: at most 10,000 rows (of more, a sample that keeps the shares of the classes),
 * 2 to 20 classes.
 *
 * @throws InputError table-no-rows, table-one-class, table-single-rows, table-many-classes.
 * @throws RangeError if there is no column of that name.
 */
export function rowsOfTable(
  table: Table,
  textColumn: string,
  labelColumn: string,
  options: RowsOptions = {},
): ColumnRows {
  const { mergeSimilarLabels = false, leaveOutSingleRowClasses = false, seed = 1 } = options;
  const [textIndex, labelIndex] = [indexOfColumn(table, textColumn), indexOfColumn(table, labelColumn)];
  const cells = table.rows.map((row) => ({ text: textOf(row[textIndex]!), label: row[labelIndex]! }));
  const withText = cells.filter(({ text }) => isVisible(text));
  const usable = withText.filter(({ label }) => isVisible(label));
  if (usable.length === 0) throw new InputError({ code: "table-no-rows", textColumn, labelColumn });

  const { classOf, similar } = spellingsOf(
    usable.map(({ label }) => label),
    mergeSimilarLabels,
  );
  const all = usable.map(({ text, label }): LabelledRow => ({ text, label: classOf.get(label)! }));
  const leftOutClasses = leaveOutSingleRowClasses ? singleRowClasses(all) : [];
  const rows = withoutClasses(all, leftOutClasses);
  checkClasses(rows, labelColumn, leftOutClasses.length);

  const sampled = rows.length > mostRows;
  const chosen = sampled ? chooseRows(rows, mostRows, seed).map((index) => rows[index]!) : rows;
  // Of a class that is rare enough, the sample has one row only.
  const rare = leaveOutSingleRowClasses ? singleRowClasses(chosen) : [];
  const data = labelledRows(withoutClasses(chosen, rare));
  checkClasses(data.rows, labelColumn, leftOutClasses.length + rare.length);
  return {
    data,
    report: {
      total: table.rows.length,
      emptyTexts: cells.length - withText.length,
      emptyLabels: withText.length - usable.length,
      repeatedTexts: data.rows.length - new Set(data.rows.map(({ text }) => text)).size,
      similarLabels: similar,
      merged: mergeSimilarLabels && similar.length > 0,
      sampledFrom: sampled ? rows.length : null,
      singleRowClasses: singleRowClasses(data.rows),
      leftOutClasses: classesOf([...leftOutClasses, ...rare]),
    },
  };
}
