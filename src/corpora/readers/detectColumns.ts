/** Tells which column of a table holds the texts and which the labels, by their names, else by what their values look like. */
import { fewestClasses, mostClasses } from "../labelledRows.ts";
import { indexOfNamed, labelColumnNames, textColumnNames } from "./usualColumnNames.ts";
import type { Table } from "./table.ts";

export interface DetectedColumns {
  readonly text: string;
  /** Null if no column has a usual name or 2 to 20 different values that come back. */
  readonly label: string | null;
}

/** What the values of a column look like. */
interface ColumnShape {
  readonly index: number;
  /** Number of different values that are not blank. */
  readonly distinct: number;
  /** Mean number of characters. */
  readonly length: number;
}

function shapeOf({ rows }: Table, index: number): ColumnShape {
  const values = new Set<string>();
  let characters = 0;
  for (const cells of rows) {
    const value = cells[index]!.trim();
    characters += value.length;
    if (value !== "") values.add(value);
  }
  return { index, distinct: values.size, length: characters / rows.length };
}

/** The column of the longest and most varied values. */
function mostTextLike(shapes: readonly ColumnShape[]): ColumnShape {
  return shapes.reduce((best, shape) => (shape.length * shape.distinct > best.length * best.distinct ? shape : best));
}

/** The last column with as many different values as a classifier can have classes, some of them more than once. */
function mostLabelLike(shapes: readonly ColumnShape[], rowCount: number): ColumnShape | undefined {
  return shapes.findLast(({ distinct }) => distinct >= fewestClasses && distinct <= mostClasses && distinct < rowCount);
}

/** Detects the two columns of a table of at least two columns and one row. A usual name goes before any look at the values. */
export function detectColumns(table: Table): DetectedColumns {
  const shapes = table.columns.map((_, index) => shapeOf(table, index));
  const namedLabel = indexOfNamed(table.columns, labelColumnNames);
  const namedText = indexOfNamed(table.columns, textColumnNames);
  const text = namedText >= 0 ? namedText : mostTextLike(shapes.filter(({ index }) => index !== namedLabel)).index;
  const label =
    namedLabel >= 0
      ? namedLabel
      : mostLabelLike(
          shapes.filter(({ index }) => index !== text),
          table.rows.length,
        )?.index;
  return { text: table.columns[text]!, label: label === undefined ? null : table.columns[label]! };
}
