/** Rows of delimited text as RFC 4180 has them: a quoted cell may hold delimiters, line ends, and quotes written twice. */

/** One line of cells, and the line of the file that it begins in, counted from 1. */
export interface QuotedRow {
  readonly cells: readonly string[];
  readonly line: number;
}

/** The rows, blank ones too, one at a time. What stands between a closing quote and the next delimiter is left out. */
export function* quotedRows(text: string, delimiter: string): Generator<QuotedRow, void, void> {
  let line = 1;
  let cells: string[] = [];
  let first = 1;
  for (let at = 0; at <= text.length;) {
    let end = at;
    if (text[at] === '"') {
      for (end++; end < text.length && (text[end] !== '"' || text[end + 1] === '"'); end++) {
        if (text[end] === '"') end++;
        else if (text[end] === "\n" || (text[end] === "\r" && text[end + 1] !== "\n")) line++;
      }
      cells.push(text.slice(at + 1, end).replaceAll('""', '"'));
      while (end < text.length && text[end] !== delimiter && text[end] !== "\n" && text[end] !== "\r") end++;
    } else {
      while (end < text.length && text[end] !== delimiter && text[end] !== "\n" && text[end] !== "\r") end++;
      cells.push(text.slice(at, end));
    }
    at = end + 1;
    if (text[end] === delimiter) continue;
    if (text[end] === "\r" && text[at] === "\n") at++;
    yield { cells, line: first };
    cells = [];
    first = ++line;
    // Nothing follows the end of the last line.
    if (at >= text.length) return;
  }
}
