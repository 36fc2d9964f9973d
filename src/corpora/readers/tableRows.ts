/** Makes rows to train on out of two columns of a table, and tells what had to be left out. */
import { InputError } from "../inputError.ts";
import { fewestClasses, labelledRows, mostClasses, mostRows, type LabelledRow, type LabelledRows } from "../labelledRows.ts";
import { chooseRows } from "../split.ts";
import { spellingsOf } from "./similarLabels.ts";
import type { Table } from "./table.ts";
import { cleanLine, isVisible } from "./text.ts";

export interface RowsOptions {
  /** Make one class of labels that differ only in case or blanks. Default: false. */
  readonly mergeSimilarLabels?: boolean;
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
}

export interface TableRows {
  readonly data: LabelledRows;
  readonly report: RowsReport;
}

function indexOfColumn({ columns }: Table, name: string): number {
  const index = columns.indexOf(name);
  if (index < 0) throw new RangeError(`there is no column “${name}”`);
  return index;
}

/** A text on one line. */
function textOf(cell: string): string {
  return cleanLine(cell.replace(/\s*[\n\r\u0085\u2028\u2029]\s*/g, " ")).trim();
}

/** Classes of one row, in order. */
function singleRowClasses({ rows, classes }: LabelledRows): string[] {
  const counts = new Map<string, number>();
  for (const { label } of rows) counts.set(label, (counts.get(label) ?? 0) + 1);
  return classes.filter((name) => counts.get(name) === 1);
}

/**
 * Takes texts and labels out of a table: at most 10,000 rows (of more, a sample that keeps the shares of the classes),
 * 2 to 20 classes.
 *
 * @throws InputError table-no-rows, table-one-class, table-many-classes.
 * @throws RangeError if there is no column of that name.
 */
export function rowsOfTable(table: Table, textColumn: string, labelColumn: string, options: RowsOptions = {}): TableRows {
  const { mergeSimilarLabels = false, seed = 1 } = options;
  const [textIndex, labelIndex] = [indexOfColumn(table, textColumn), indexOfColumn(table, labelColumn)];
  const cells = table.rows.map((row) => ({ text: textOf(row[textIndex]!), label: row[labelIndex]! }));
  const withText = cells.filter(({ text }) => isVisible(text));
  const usable = withText.filter(({ label }) => isVisible(label));
  if (usable.length === 0) throw new InputError({ code: "table-no-rows", textColumn, labelColumn });

  const { classOf, similar } = spellingsOf(usable.map(({ label }) => label), mergeSimilarLabels);
  const rows = usable.map(({ text, label }): LabelledRow => ({ text, label: classOf.get(label)! }));
  const classes = new Set(classOf.values());
  if (classes.size < fewestClasses) throw new InputError({ code: "table-one-class", labelColumn, label: rows[0]!.label });
  if (classes.size > mostClasses) {
    throw new InputError({ code: "table-many-classes", labelColumn, classes: classes.size, most: mostClasses });
  }

  const sampled = rows.length > mostRows;
  const data = labelledRows(sampled ? chooseRows(rows, mostRows, seed).map((index) => rows[index]!) : rows);
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
      singleRowClasses: singleRowClasses(data),
    },
  };
}
