/** Reads CSV and TSV: commas, semicolons (spreadsheets where the comma is decimal) or tabs, with or without a header. */
import { InputError } from "../inputError.ts";
import { indexOfNamed, labelColumnNames, textColumnNames } from "./usualColumnNames.ts";
import { quotedRows, type QuotedRow } from "./quotedRows.ts";
import { firstBrokenQuote, unquoted } from "./quotes.ts";
import { splitLines } from "./splitLines.ts";
import { columnNames, mostTableColumns, mostTableRows, type Table } from "./table.ts";

/** In the order of preference where two divide a text equally well: a tab is hardly ever part of a sentence. */
const delimiters = ["\t", ";", ","] as const;
type Delimiter = (typeof delimiters)[number];

/** How much of a text is looked at to find its delimiter. */
const sampleCharacters = 1 << 16;

type Row = QuotedRow;

function isBlank({ cells }: Row): boolean {
  return cells.every((cell) => cell.trim() === "");
}

/** Reads quotes as marks like any other, except around a whole cell: each line is a row. */
function* literalRows(text: string, delimiter: string): Generator<Row, void, void> {
  for (const { content, line } of splitLines(text)) yield { cells: content.split(delimiter).map(unquoted), line };
}

/** Each line as a row of one cell. */
function* singleCells(text: string): Generator<Row, void, void> {
  for (const { content, line } of splitLines(text)) yield { cells: [unquoted(content)], line };
}

/**
 * All rows but the blank ones, of which there may be many million.
 * @throws InputError table-many-rows, table-many-columns.
 */
function filledRows(rows: Iterable<Row>): Row[] {
  const filled: Row[] = [];
  for (const row of rows) {
    if (isBlank(row)) continue;
    if (filled.length === mostTableRows) throw new InputError({ code: "table-many-rows", most: mostTableRows });
    if (row.cells.length > mostTableColumns)
      throw new InputError({ code: "table-many-columns", columns: row.cells.length, rows: filled.length + 1 });
    filled.push(row);
  }
  return filled;
}

/**
 * Rows without the empty cell that a delimiter at the end of each line adds, where the first row, a header for the most
 * part, may lack the delimiter. Undefined if that is not so.
 */
function withoutEmptyEnd(rows: readonly Row[]): Row[] | undefined {
  const [first, ...others] = rows;
  if (first === undefined) return undefined;
  const isEmpty = first.cells.at(-1)!.trim() === "";
  const width = first.cells.length - (isEmpty ? 1 : 0);
  if (width < 1 || (!isEmpty && others.length === 0)) return undefined;
  if (others.some(({ cells }) => cells.length !== width + 1 || cells[width]!.trim() !== "")) return undefined;
  return rows.map(({ cells, line }) => ({ cells: cells.slice(0, width), line }));
}

/** The first row that has another number of cells than the first of all. */
function firstRagged(rows: readonly Row[]): Row | undefined {
  return rows.find(({ cells }) => cells.length !== rows[0]!.cells.length);
}

/** The share of rows, of the text's beginning, that a reading cuts into as many cells as the first; 0 if it cuts into one. */
function evenness(text: string, delimiter: Delimiter, read: typeof quotedRows): number {
  const rows = [...read(text.slice(0, sampleCharacters), delimiter)];
  // The beginning may end in the middle of a row.
  const given = (text.length > sampleCharacters && rows.length > 1 ? rows.slice(0, -1) : rows).filter(
    (row) => !isBlank(row),
  );
  const whole = withoutEmptyEnd(given) ?? given;
  const width = whole[0]?.cells.length ?? 0;
  return width < 2 ? 0 : whole.filter(({ cells }) => cells.length === width).length / whole.length;
}

/** The delimiter that cuts the text most evenly; null if none cuts the first row. */
export function detectDelimiter(text: string): Delimiter | null {
  const candidates = delimiters
    .map((delimiter) => {
      const literal = delimiter === "\t" ? evenness(text, delimiter, literalRows) : 0;
      const share = Math.max(literal, evenness(text, delimiter, quotedRows));
      return {
        delimiter,
        share,
        quotesHoldTo: literal > 0 ? Infinity : (firstBrokenQuote(text, delimiter) ?? Infinity),
      };
    })
    .filter(({ share }) => share > 0);
  // In "a","b" a semicolon is no delimiter: under it the first quoted cell goes on after its end.
  const longest = Math.max(...candidates.map(({ quotesHoldTo }) => quotesHoldTo));
  const likely = candidates.filter(({ quotesHoldTo }) => quotesHoldTo === longest);
  const best = Math.max(...likely.map(({ share }) => share));
  return likely.find(({ share }) => share === best)?.delimiter ?? null;
}

interface ReadRows {
  readonly rows: readonly Row[];
  readonly emptyLastColumn: boolean;
}

/**
 * Rows of one width. In tab-separated files a quote is mostly a quote: GLUE's are written without quoting, and two
 * stray quotes would swallow all rows between them. So quoting is honoured there only if the lines alone don't fit.
 */
function readRows(text: string, delimiter: Delimiter): ReadRows {
  const literal = delimiter === "\t" ? filledRows(literalRows(text, delimiter)) : null;
  const even = literal === null ? undefined : evenRows(literal);
  if (even !== undefined) return even;
  const broken = firstBrokenQuote(text, delimiter);
  if (broken !== null && literal === null) throw new InputError({ code: "table-quote", line: broken });
  const rows = broken === null ? filledRows(quotedRows(text, delimiter)) : literal!;
  const read = evenRows(rows);
  if (read !== undefined) return read;
  const ragged = firstRagged(rows)!;
  throw new InputError({
    code: "table-ragged",
    line: ragged.line,
    expected: rows[0]!.cells.length,
    found: ragged.cells.length,
  });
}

/** Rows that have one width, or have without an empty end. */
function evenRows(rows: readonly Row[]): ReadRows | undefined {
  const trimmed = withoutEmptyEnd(rows);
  if (trimmed !== undefined) return { rows: trimmed, emptyLastColumn: true };
  return firstRagged(rows) === undefined ? { rows, emptyLastColumn: false } : undefined;
}

/**
 * True if the first row names the columns. It does if a name is a usual one; it doesn't if a cell of it is a number, or
 * a value that comes back in a column of few values.
 */
function hasHeader(first: readonly string[], others: readonly Row[]): boolean {
  if (indexOfNamed(first, [...textColumnNames, ...labelColumnNames]) >= 0) return true;
  return !first.some((cell, column) => {
    if (cell.trim() !== "" && Number.isFinite(Number(cell))) return true;
    const values = new Set(others.map(({ cells }) => cells[column]!));
    return values.size < others.length && values.has(cell);
  });
}

/**
 * Reads delimited text; the delimiter is detected. Blank lines are skipped. A file without a header gets columns named
 * by their number.
 *
 * @throws InputError table-quote, table-ragged, table-empty, table-many-rows, table-many-columns.
 */
export function readDelimited(text: string): Table {
  const content = text.replace(/^\ufeff/, "");
  if (content.trim() === "") throw new InputError({ code: "table-empty" });
  const delimiter = detectDelimiter(content);
  const { rows, emptyLastColumn } =
    delimiter === null
      ? {
          rows: filledRows(singleCells(content)),
          emptyLastColumn: false,
        }
      : readRows(content, delimiter);
  const [first, ...others] = rows as [Row, ...Row[]];
  const header = hasHeader(first.cells, others);
  const body = header ? others : rows;
  if (body.length === 0) throw new InputError({ code: "table-empty" });
  return {
    columns: columnNames(header ? first.cells : first.cells.map(() => "")),
    rows: body.map(({ cells }) => cells),
    ...(emptyLastColumn && { emptyLastColumn }),
  };
}
