/** A row of delimited text. */

export type Delimiter = "," | ";" | "\t" | " ";

export interface DelimitedRow {
  readonly cells: readonly string[];
  /** What parts the cells; null if each line is one. */
  readonly delimiter: Delimiter | null;
  /** Line of the file that it begins in, counted from 1. */
  readonly line: number;
}
