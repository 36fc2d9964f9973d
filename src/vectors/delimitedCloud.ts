/** A table of numbers (CSV, TSV, blanks) as a cloud: each row a point. */
import { InputError } from "../corpora/inputError.ts";
import { columnNames } from "../corpora/readers/table.ts";
import { streamOf, type ByteSource, type ByteStream } from "./byteSource.ts";
import { ColumnBuilder, detectColumns, type Column } from "./column.ts";
import { delimitedRows, linesOf, type DelimitedRow } from "./delimitedStream.ts";
import { GrowingMatrix } from "./growingMatrix.ts";
import { inOrderOfName, ListLayer } from "./listLayer.ts";
import { keepFinite, RowFlags } from "./rowFlags.ts";
import { isList, kindsOf, listIn, numberIn, type ColumnKind, type SeenColumn } from "./tableColumns.ts";
import type { Reading, VectorCloud, VectorLayer } from "./vectorCloud.ts";

/** Rows that are looked at to tell what the columns are. */
const rowsSeen = 100;

/**
 * @param beside columns from other files, for n rows.
 * @throws InputError vectors-ragged, vectors-not-number, vectors-no-numbers, vectors-empty, table-quote, text-not-utf8 …
 */
export async function delimitedCloud(
  source: ByteSource,
  beside: (n: number) => Promise<readonly Column[]>,
  { options, onProgress }: Reading,
): Promise<VectorCloud> {
  const rows = delimitedRows(linesOf(watched(streamOf(source, 0, source.size), source.size, onProgress)));
  const head: DelimitedRow[] = [];
  while (head.length < rowsSeen) {
    const { done, value } = await rows.next();
    if (done === true) break;
    head.push(value);
  }
  if (head.length === 0) throw new InputError({ code: "vectors-empty", file: source.name });
  const { names, kinds, named } = planOf(head);
  if (!kinds.includes("number") && !kinds.includes("list"))
    throw new InputError({ code: "vectors-no-numbers", columns: names });
  const table = new TableBuilder(names, kinds);
  for (const row of named ? head.slice(1) : head) table.add(row);
  for await (const row of rows) table.add(row);
  if (table.n === 0) throw new InputError({ code: "vectors-empty", file: source.name });
  const columns = [...table.words.map((builder) => builder.build()), ...(await beside(table.n))];
  return {
    file: source.name,
    dtype: "text",
    ...keepFinite(table.layers(source.name), columns, table.n, table.notFinite, options.dropNotFinite),
    dropped: table.notFinite.count,
    detected: detectColumns(columns),
    arrays: [],
    array: null,
    leftOut: names.filter((_, column) => kinds[column] === "identifier"),
  };
}

/** All columns of a table as words, for labels or texts beside vectors. */
export async function delimitedColumns(source: ByteSource): Promise<Column[]> {
  const rows: DelimitedRow[] = [];
  for await (const row of delimitedRows(linesOf(streamOf(source, 0, source.size)))) rows.push(row);
  if (rows.length === 0) return [];
  const { names, named } = planOf(rows.slice(0, rowsSeen));
  const builders = names.map((name) => new ColumnBuilder(name));
  for (const { cells, line } of named ? rows.slice(1) : rows) {
    if (cells.length !== names.length)
      throw new InputError({ code: "vectors-ragged", line, expected: names.length, found: cells.length });
    cells.forEach((cell, column) => builders[column].push(cell.trim()));
  }
  return builders.map((builder) => builder.build());
}

async function* watched(
  stream: ByteStream,
  total: number,
  onProgress: Reading["onProgress"],
): AsyncGenerator<Uint8Array, void, void> {
  let done = 0;
  onProgress(0, total);
  for await (const piece of stream) {
    yield piece;
    onProgress((done += piece.length), total);
  }
}

/** The first row names the columns if it has a word where the rows below have numbers or vectors, or all are words. */
function planOf(head: readonly DelimitedRow[]): {
  readonly names: string[];
  readonly kinds: ColumnKind[];
  readonly named: boolean;
} {
  const [{ cells: first }, ...others] = head;
  const below = first.map((_, column) => holdsOf(others.map(({ cells }) => cells[column] ?? "")));
  const isWord = (cell: string) => numberIn(cell) === undefined && !isList(cell);
  const named = others.length > 0 && first.some((cell, column) => isWord(cell) && below[column] !== "words");
  const allWords =
    others.length > 0 &&
    below.every((holds) => holds === "words") &&
    first.every((cell, column) => !others.some(({ cells }) => cells[column] === cell));
  const hasHeader = named || allWords;
  const names = columnNames(hasHeader ? first : first.map(() => ""));
  const seen = names.map((name, column): SeenColumn => ({
    // A header without a name is pandas' row number.
    name: hasHeader && first[column].trim() === "" ? "" : name,
    holds: hasHeader ? below[column] : holdsOf(head.map(({ cells }) => cells[column] ?? "")),
  }));
  return { names, kinds: kindsOf(seen, hasHeader), named: hasHeader };
}

function holdsOf(cells: readonly string[]): SeenColumn["holds"] {
  const given = cells.filter((cell) => cell.trim() !== "");
  if (given.length === 0) return "words";
  if (given.every(isList)) return "lists";
  return given.every((cell) => numberIn(cell) !== undefined) ? "numbers" : "words";
}

/** Gathers the points and words of a table, row by row. */
class TableBuilder {
  readonly notFinite = new RowFlags();
  readonly words: readonly ColumnBuilder[];
  n = 0;
  private readonly names: readonly string[];
  private readonly kinds: readonly ColumnKind[];
  private readonly numbers: GrowingMatrix | undefined;
  private readonly lists: ReadonlyMap<number, ListLayer>;

  constructor(names: readonly string[], kinds: readonly ColumnKind[]) {
    this.names = names;
    this.kinds = kinds;
    this.words = names.filter((_, column) => kinds[column] === "word").map((name) => new ColumnBuilder(name));
    this.lists = new Map(
      names.flatMap((name, column) => (kinds[column] === "list" ? [[column, new ListLayer(name, false, 0)]] : [])),
    );
    const d = kinds.filter((kind) => kind === "number").length;
    if (d > 0) this.numbers = new GrowingMatrix(d, false, 0);
  }

  add({ cells, line }: DelimitedRow): void {
    if (cells.length !== this.names.length)
      throw new InputError({ code: "vectors-ragged", line, expected: this.names.length, found: cells.length });
    const point = this.numbers?.addRow();
    let dimension = 0;
    let word = 0;
    for (let column = 0; column < cells.length; column++) {
      const cell = cells[column];
      switch (this.kinds[column]) {
        case "number": {
          const value = numberIn(cell);
          if (value === undefined) throw this.notNumber(column, line, cell);
          point![dimension++] = value;
          if (!Number.isFinite(value)) this.notFinite.mark(this.n);
          break;
        }
        case "list": {
          const values = listIn(cell);
          if (values === undefined) throw this.notNumber(column, line, cell);
          this.lists.get(column)!.add(values, this.notFinite);
          break;
        }
        case "word":
          this.words[word++].push(cell.trim());
          break;
        case "identifier":
          break;
      }
    }
    this.n += 1;
  }

  layers(file: string): VectorLayer[] {
    const layers = inOrderOfName([...this.lists.values()].map((list) => list.build()));
    if (this.numbers !== undefined)
      layers.push({ name: file, cloud: { values: this.numbers.build(), n: this.n, d: this.numbers.d } });
    return layers;
  }

  private notNumber(column: number, line: number, cell: string): InputError {
    return new InputError({
      code: "vectors-not-number",
      line,
      column: this.names[column],
      value: cell.trim().slice(0, 40),
    });
  }
}
