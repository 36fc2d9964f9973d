/** Vectors of words as text: in each line a word and its numbers, parted by blanks, as GloVe, word2vec and fastText write them. */
import type { DelimitedRow } from "./delimitedRow.ts";
import { numberIn } from "./tableColumns.ts";

/** Fewer numbers behind a word may well be part of a sentence. */
const fewestDimensions = 2;

/** Cells parted by blanks; only the blank itself parts them, since words may hold any other space. */
export function blankCells(line: string): string[] {
  let [start, end] = [0, line.length];
  while (line[start] === " ") start++;
  while (end > start && line[end - 1] === " ") end--;
  return line.slice(start, end).split(/ +/);
}

function isNumber(cell: string): boolean {
  return cell !== "" && Number.isFinite(Number(cell));
}

/** True if a line is a word, which may hold blanks, and behind it `d` numbers or, where d is left out, at least two. */
function isWordVector(cells: readonly string[], d?: number): boolean {
  const numbers = cells.slice(d === undefined ? 1 : -d);
  return numbers.length >= fewestDimensions && cells.length > numbers.length && numbers.every(isNumber);
}

/** Dimensions that a first line of word2vec names: the number of words, and that of dimensions. Undefined if it is none. */
function statedDimensions(cells: readonly string[]): number | undefined {
  if (cells.length !== 2 || !cells.every((cell) => /^\d{1,9}$/.test(cell))) return undefined;
  return Number(cells[1]) >= fewestDimensions ? Number(cells[1]) : undefined;
}

/** True if all of a text's first lines are words with as many numbers each. */
export function areWordVectors(lines: readonly string[]): boolean {
  const rows = lines.map(blankCells);
  const stated = rows.length === 0 ? undefined : statedDimensions(rows[0]);
  const vectors = stated === undefined ? rows : rows.slice(1);
  if (vectors.length === 0) return false;
  const d = stated ?? vectors[0].length - 1;
  return d >= fewestDimensions && vectors.every((cells) => isWordVector(cells, d));
}

/** True if a line alone looks like one of such a file: a word that is no number, and numbers. */
export function startsWithWord(line: string): boolean {
  const cells = blankCells(line);
  return isWordVector(cells) && !isNumber(cells[0]);
}

/**
 * The rows of such a file with the word in one cell, without the first line of word2vec. Rows of any other file as they
 * are.
 */
export async function* wordVectorRows(
  rows: AsyncGenerator<DelimitedRow, void, void>,
): AsyncGenerator<DelimitedRow, void, void> {
  let held: DelimitedRow | undefined;
  let d: number | undefined;
  let isFirst = true;
  for await (const row of rows) {
    if (row.delimiter !== " ") {
      yield row;
      continue;
    }
    if (isFirst) {
      isFirst = false;
      d = statedDimensions(row.cells);
      if (d === undefined && isWordVector(row.cells) && numberIn(row.cells[0]) === undefined) d = row.cells.length - 1;
      else if (d !== undefined) {
        held = row;
        continue;
      }
    }
    if (held !== undefined) {
      // Two whole numbers alone: only rows of that many numbers below say that they were no point.
      if (!isWordVector(row.cells, d)) {
        yield held;
        d = undefined;
      }
      held = undefined;
    }
    const extra = d === undefined ? 0 : row.cells.length - 1 - d;
    yield extra <= 0
      ? row
      : { ...row, cells: [row.cells.slice(0, extra + 1).join(" "), ...row.cells.slice(extra + 1)] };
  }
  if (held !== undefined) yield held;
}
