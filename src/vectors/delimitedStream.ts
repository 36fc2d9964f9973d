/** Rows of delimited text, read as the bytes come, so that a table may be larger than a string can be. */
import { InputError } from "../corpora/inputError.ts";
import { unquoted } from "../corpora/readers/quotes.ts";
import type { ByteStream } from "./byteSource.ts";
import type { DelimitedRow, Delimiter } from "./delimitedRow.ts";
import { blankCells, startsWithWord } from "./wordVectors.ts";

/** The longest line that is read: a row of 100,000 numbers has about two million characters. */
const longestLine = 2 ** 26;

/**
 * Lines without their ends (LF, CRLF, CR). A byte order mark at the start is dropped.
 * @throws InputError text-not-utf8, text-binary, vectors-long-line.
 */
export async function* linesOf(stream: ByteStream): AsyncGenerator<string, void, void> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let open = "";
  let line = 1;
  const decode = (piece?: Uint8Array): string => {
    try {
      return piece === undefined ? decoder.decode() : decoder.decode(piece, { stream: true });
    } catch {
      throw new InputError({ code: "text-not-utf8", line });
    }
  };
  for await (const piece of stream) {
    const text = open + decode(piece);
    // A CR at the end may be the first half of a CRLF.
    const whole = text.endsWith("\r") ? text.length - 1 : text.length;
    const lines = text.slice(0, whole).split(text.includes("\r") ? /\r\n|[\n\r]/ : "\n");
    open = lines.pop()! + text.slice(whole);
    for (const content of lines) {
      if (content.includes("\0")) throw new InputError({ code: "vectors-unknown-file" });
      yield content;
      line += 1;
    }
    if (open.length > longestLine) throw new InputError({ code: "vectors-long-line", line });
  }
  open = (open + decode()).replace(/\r$/, "");
  if (open !== "") yield open;
}

/**
 * The delimiter of a table's first line; null if it has one column. Blanks part numbers, as NumPy's savetxt writes them,
 * and a word from its numbers.
 */
export function delimiterOf(firstLine: string): Delimiter | null {
  if (startsWithWord(firstLine)) return " ";
  const bare = firstLine.replace(/"[^"]*"/g, "");
  // Where semicolons or tabs part the cells, commas may stand for points.
  for (const delimiter of [";", "\t"] as const) {
    const parts = bare.split(delimiter);
    if (parts.length > 1 && parts.every((part) => part.split(",").length <= 2)) return delimiter;
  }
  const counts = ([",", ";", "\t"] as const).map((delimiter) => ({
    delimiter,
    count: bare.split(delimiter).length - 1,
  }));
  const most = counts.reduce((a, b) => (b.count > a.count ? b : a));
  if (most.count > 0) return most.delimiter;
  const parts = bare.trim().split(/ +/);
  return parts.length > 1 && parts.every((part) => Number.isFinite(Number(part))) ? " " : null;
}

/**
 * The rows of a table; blank lines and, at the start, lines that begin with # are skipped. A cell in quotes may hold the
 * delimiter, line ends, and quotes written twice; between blanks a quote is a character, and between tabs it is one in
 * every line that has as many cells as the first. An empty cell that a delimiter at the end of a line adds is dropped.
 * @param given the delimiter; that of the first line if left out.
 * @throws InputError table-quote, vectors-long-line, and as linesOf.
 */
export async function* delimitedRows(
  lines: AsyncIterable<string>,
  given?: Delimiter,
): AsyncGenerator<DelimitedRow, void, void> {
  let delimiter: Delimiter | null | undefined = given;
  let width: number | undefined;
  let line = 0;
  // A cell in quotes that goes on in the next line: its lines are joined when it ends, and only the new one is looked at.
  let open: { readonly lines: string[]; readonly line: number; length: number } | undefined;
  for await (const text of lines) {
    line += 1;
    if (open === undefined && (text.trim() === "" || (width === undefined && text.startsWith("#")))) continue;
    if (delimiter === undefined) delimiter = delimiterOf(text);
    checkCells(text, delimiter, line);
    const literal = open === undefined ? literalCells(text, delimiter, width) : undefined;
    const isOdd = literal === undefined && countOf('"', text) % 2 === 1;
    if (open !== undefined || isOdd) {
      open ??= { lines: [], line, length: 0 };
      open.lines.push(text);
      open.length += text.length + 1;
      if (open.length > longestLine) throw new InputError({ code: "table-quote", line: open.line });
      // The first line opens the cell, and the next with an odd number of quotes ends it.
      if (!isOdd || open.lines.length === 1) continue;
    }
    const start = open?.line ?? line;
    const cells = literal ?? quotedCells(open?.lines.join("\n") ?? text, delimiter);
    open = undefined;
    width ??= cells.length;
    const isEndAlone = cells.length === width + 1 && cells[width].trim() === "";
    yield { cells: isEndAlone ? cells.slice(0, width) : cells, delimiter, line: start };
  }
  if (open !== undefined) throw new InputError({ code: "table-quote", line: open.line });
}

/** Most cells of a line; no vector has so many dimensions. */
const mostCells = 1_000_000;

/** @throws InputError vectors-long-line, before memory is taken for the cells. */
function checkCells(text: string, delimiter: Delimiter | null, line: number): void {
  if (delimiter !== null && text.length > mostCells && countOf(delimiter, text) >= mostCells)
    throw new InputError({ code: "vectors-long-line", line });
}

function countOf(character: string, text: string): number {
  let count = 0;
  for (let at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1)) count++;
  return count;
}

/** A quoted vector that goes on in the next line, as NumPy breaks those of many dimensions. */
const openVector = /^"\s*[[(][^\])]*$/;

/** The cells of a line in which a quote is a character; undefined if it opens a cell. */
function literalCells(line: string, delimiter: Delimiter | null, width: number | undefined): string[] | undefined {
  if (delimiter === " ") return blankCells(line);
  if (!line.includes('"')) return delimiter === null ? [line] : line.split(delimiter);
  if (delimiter !== "\t") return undefined;
  const cells = line.split("\t");
  if (cells.length === 1) return cells;
  const isWhole = (width === undefined || cells.length === width) && !openVector.test(cells.at(-1)!);
  return isWhole ? cells.map(unquoted) : undefined;
}

function quotedCells(line: string, delimiter: Delimiter | null): string[] {
  const cells: string[] = [];
  for (let at = 0; at <= line.length;) {
    if (line[at] === '"') {
      let end = at + 1;
      while (end < line.length && !(line[end] === '"' && line[end + 1] !== '"')) end += line[end] === '"' ? 2 : 1;
      const next = delimiter === null ? -1 : line.indexOf(delimiter, end);
      cells.push(line.slice(at + 1, end).replaceAll('""', '"'));
      if (next < 0) break;
      at = next + 1;
    } else {
      const next = delimiter === null ? -1 : line.indexOf(delimiter, at);
      cells.push(next < 0 ? line.slice(at) : line.slice(at, next));
      if (next < 0) break;
      at = next + 1;
    }
  }
  return cells;
}
