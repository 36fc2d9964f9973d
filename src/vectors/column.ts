/** Words beside vectors: a label, a text or a number for each row, as text. */

/** One entry a row. Entries that come back are stored once. */
export interface Column {
  /** Name in the file, unique among its columns. */
  readonly name: string;
  /** The distinct entries. */
  readonly entries: readonly string[];
  /** Which entry each row has, n. */
  readonly codes: Uint32Array;
}

/** Gathers the entries of a column, row by row. */
export class ColumnBuilder {
  readonly name: string;
  private readonly indexOf = new Map<string, number>();
  private readonly entries: string[] = [];
  private readonly codes: number[] = [];

  constructor(name: string) {
    this.name = name;
  }

  push(entry: string): void {
    let index = this.indexOf.get(entry);
    if (index === undefined) {
      index = this.entries.length;
      this.indexOf.set(entry, index);
      this.entries.push(entry);
    }
    this.codes.push(index);
  }

  /** Entries so far. */
  get length(): number {
    return this.codes.length;
  }

  build(): Column {
    return { name: this.name, entries: this.entries, codes: Uint32Array.from(this.codes) };
  }
}

/** A column of these entries. */
export function columnOf(name: string, entries: Iterable<string>): Column {
  const builder = new ColumnBuilder(name);
  for (const entry of entries) builder.push(entry);
  return builder.build();
}

/** The column of some rows alone (ascending); entries that none of them has are dropped. */
export function columnOfRows({ name, entries, codes }: Column, rows: Uint32Array): Column {
  const builder = new ColumnBuilder(name);
  for (const row of rows) builder.push(entries[codes[row]]);
  return builder.build();
}

/** The columns that seem to hold labels and texts. */
export interface DetectedColumns {
  readonly label: string | null;
  readonly text: string | null;
}

/** Names that people give to a column of classes or of texts, beside those of labelled tables. */
const labelName = /^(?:labels?|class(?:es)?|categor(?:y|ies)|targets?|y|species|group|cluster|sentiment|topic|type)$/i;
const textName =
  /^(?:texts?|sentences?|tokens?|words?|names?|titles?|documents?|content|captions?|reviews?|questions?)$/i;

/** Most different entries of a label, unless its name says that it is one. */
const mostClasses = 50;

/**
 * By name first; else the last column whose few entries come back is the label, and the one with the most different
 * entries the text.
 */
export function detectColumns(columns: readonly Column[]): DetectedColumns {
  const classLike = (column: Column) =>
    column.entries.length > 1 && column.entries.length <= Math.min(mostClasses, column.codes.length / 2);
  const label = columns.find(({ name }) => labelName.test(lastPart(name))) ?? columns.findLast(classLike);
  const others = columns.filter((column) => column !== label);
  const text =
    others.find(({ name }) => textName.test(lastPart(name))) ??
    others
      .filter(({ entries, codes }) => entries.length > codes.length / 2)
      .sort((a, b) => b.entries.length - a.entries.length)[0];
  return { label: label?.name ?? null, text: text?.name ?? null };
}

/** "train/labels" and "data.labels" are labels too; so is "y_train". */
function lastPart(name: string): string {
  return name
    .split(/[/.]/)
    .at(-1)!
    .replace(/_(?:train|test|val|validation)$/i, "")
    .trim();
}
