/** A table of numbers (CSV, TSV, blanks) as a cloud: each row a point. */
import { InputError } from "../corpora/inputError.ts";
import { streamOf, type ByteSource, type ByteStream } from "./byteSource.ts";
import { ColumnBuilder, detectColumns, type Column } from "./column.ts";
import type { DelimitedRow } from "./delimitedRow.ts";
import { delimitedRows, linesOf } from "./delimitedStream.ts";
import { GrowingMatrix } from "./growingMatrix.ts";
import { inOrderOfName, ListLayer } from "./listLayer.ts";
import { keepFinite, RowFlags } from "./rowFlags.ts";
import { rowCounters, withoutDimensions } from "./rowCounters.ts";
import { isShortened, listIn, numberIn, type ColumnKind } from "./tableColumns.ts";
import { planOf } from "./tablePlan.ts";
import { checkLayerCount, type Reading, type VectorCloud, type VectorLayer } from "./vectorCloud.ts";
import { wordVectorRows } from "./wordVectors.ts";

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
  const lines = linesOf(watched(streamOf(source, 0, source.size), source.size, onProgress));
  const rows = wordVectorRows(delimitedRows(lines));
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
  checkLayerCount(kinds.filter((kind) => kind === "list").length);
  const table = new TableBuilder(names, kinds);
  for (const row of named ? head.slice(1) : head) table.add(row);
  for await (const row of rows) table.add(row);
  if (table.n === 0) throw new InputError({ code: "vectors-empty", file: source.name });
  const columns = [...table.words.map((builder) => builder.build()), ...(await beside(table.n))];
  const { layers, counters } = table.layers(source.name);
  return {
    file: source.name,
    dtype: "text",
    ...keepFinite(layers, columns, table.n, table.notFinite, options.dropNotFinite),
    dropped: table.notFinite.count,
    detected: detectColumns(columns),
    arrays: [],
    array: null,
    leftOut: names.filter((name, column) => kinds[column] === "identifier" || counters.has(name)),
  };
}

/**
 * All columns of a table as words, for labels or texts beside n vectors. One column has no header unless there is one
 * entry too many, as TensorBoard's projector has it; a column of nothing is left out.
 * @throws InputError vectors-ragged, and as delimitedRows.
 */
export async function delimitedColumns(source: ByteSource, n: number): Promise<Column[]> {
  const rows: DelimitedRow[] = [];
  const delimiter = /\.tsv$/i.test(source.name) ? "\t" : undefined;
  for await (const row of delimitedRows(linesOf(streamOf(source, 0, source.size)), delimiter)) rows.push(row);
  if (rows.length === 0) return [];
  const hasHeader = rows.length === n + 1 || (rows[0].cells.length === 1 ? false : undefined);
  const { names, named } = planOf(rows.slice(0, rowsSeen), hasHeader);
  const builders = names.map((name) => new ColumnBuilder(name));
  for (const { cells, line } of named ? rows.slice(1) : rows) {
    if (cells.length !== names.length)
      throw new InputError({ code: "vectors-ragged", line, expected: names.length, found: cells.length });
    cells.forEach((cell, column) => builders[column].push(cell.trim()));
  }
  const columns = builders.map((builder) => builder.build());
  const filled = columns.filter(({ entries }) => entries.some((entry) => entry !== ""));
  return filled.length === 0 ? columns : filled;
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

  /** The clouds, and the names of the columns that turned out to count the rows. */
  layers(file: string): { readonly layers: VectorLayer[]; readonly counters: ReadonlySet<string> } {
    const layers = inOrderOfName([...this.lists.values()].map((list) => list.build()));
    if (this.numbers === undefined) return { layers, counters: new Set() };
    const cloud = this.numbers.cloud();
    const left = rowCounters(cloud);
    const names = this.names.filter((_, column) => this.kinds[column] === "number");
    layers.push({ name: file, cloud: withoutDimensions(cloud, left) });
    return { layers, counters: new Set(left.map((dimension) => names[dimension])) };
  }

  private notNumber(column: number, line: number, cell: string): InputError {
    if (isShortened(cell)) return new InputError({ code: "vectors-shortened", line, column: this.names[column] });
    return new InputError({
      code: "vectors-not-number",
      line,
      column: this.names[column],
      value: cell.trim().slice(0, 40),
    });
  }
}
