/** Rows of delimited text, read as the bytes come, so that a table may be larger than a string can be. */
import { InputError } from "../corpora/inputError.ts";
import type { ByteStream } from "./byteSource.ts";

export type Delimiter = "," | ";" | "\t" | " ";

export interface DelimitedRow {
  readonly cells: readonly string[];
  /** Line of the file that it begins in, counted from 1. */
  readonly line: number;
}

/** The longest line that is read: a row of 100,000 numbers has about two million characters. */
const longestLine = 2 ** 26;

/**
 * Lines without their ends (LF, CRLF). A byte order mark at the start is dropped.
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
    const lines = (open + decode(piece)).split("\n");
    open = lines.pop()!;
    for (const text of lines) {
      if (text.includes("\0")) throw new InputError({ code: "vectors-unknown-file" });
      yield text.endsWith("\r") ? text.slice(0, -1) : text;
      line += 1;
    }
    if (open.length > longestLine) throw new InputError({ code: "vectors-long-line", line });
  }
  open += decode();
  if (open !== "") yield open;
}

/** The delimiter of a table's first line; null if it has one column. Blanks part numbers, as NumPy's savetxt writes them. */
export function delimiterOf(firstLine: string): Delimiter | null {
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
 * delimiter, line ends, and quotes written twice.
 * @throws InputError table-quote, and as linesOf.
 */
export async function* delimitedRows(lines: AsyncIterable<string>): AsyncGenerator<DelimitedRow, void, void> {
  let delimiter: Delimiter | null | undefined;
  let line = 0;
  let open: { text: string; line: number } | undefined;
  for await (const text of lines) {
    line += 1;
    const whole: string = open === undefined ? text : `${open.text}\n${text}`;
    const start = open?.line ?? line;
    if (open === undefined && (text.trim() === "" || (delimiter === undefined && text.startsWith("#")))) continue;
    if (whole.length > longestLine) throw new InputError({ code: "table-quote", line: start });
    if (whole.includes('"') && (whole.split('"').length - 1) % 2 === 1) {
      open = { text: whole, line: start };
      continue;
    }
    open = undefined;
    if (delimiter === undefined) delimiter = delimiterOf(whole);
    yield { cells: cellsOf(whole, delimiter), line: start };
  }
  if (open !== undefined) throw new InputError({ code: "table-quote", line: open.line });
}

function cellsOf(line: string, delimiter: Delimiter | null): string[] {
  if (delimiter === " ") return line.trim().split(/ +/);
  if (!line.includes('"')) return delimiter === null ? [line] : line.split(delimiter);
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
