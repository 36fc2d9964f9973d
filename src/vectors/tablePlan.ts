/** Whether a table has a header, and what its columns are, from its first rows. */
import { InputError } from "../corpora/inputError.ts";
import { columnNames } from "../corpora/readers/table.ts";
import type { DelimitedRow } from "./delimitedRow.ts";
import { isList, isMissing, isShortened, kindsOf, numberIn, type ColumnKind, type SeenColumn } from "./tableColumns.ts";

export interface TablePlan {
  readonly names: string[];
  readonly kinds: ColumnKind[];
  /** True if the first row names the columns. */
  readonly named: boolean;
}

/**
 * The first row names the columns if it has a word where the rows below have numbers or vectors, if all are words that do
 * not come back, or if it numbers the columns.
 *
 * @param hasHeader whether it does, where that is known.
 * @throws InputError vectors-shortened.
 */
export function planOf(head: readonly DelimitedRow[], hasHeader?: boolean): TablePlan {
  const [{ cells: first }, ...others] = head;
  const below = first.map((_, column) => others.map(({ cells }) => cells[column] ?? ""));
  const holds = below.map(holdsOf);
  const isWord = (cell: string) => numberIn(cell) === undefined && !isList(cell);
  const isNew = (cell: string, column: number) => !below[column].includes(cell);
  const looksNamed =
    others.length > 0 &&
    (first.some((cell, column) => isWord(cell) && holds[column] !== "words") ||
      (holds.every((held) => held === "words") && first.every(isNew)) ||
      numbersColumns(first, below));
  const named = hasHeader ?? looksNamed;
  const names = columnNames(named ? first : first.map(() => ""));
  const given = named ? below : below.map((cells, column) => [first[column], ...cells]);
  const shortened = given.findIndex(
    (cells) => cells.length > 0 && cells.every((cell) => isShortened(cell) && !/\d/.test(cell)),
  );
  if (shortened >= 0)
    throw new InputError({
      code: "vectors-shortened",
      line: head[named ? 1 : 0].line,
      column: names[shortened],
    });
  const seen = names.map((name, column): SeenColumn => ({
    // A header without a name is pandas' row number.
    name: named && first[column].trim() === "" ? "" : name,
    holds: named ? holds[column] : holdsOf(given[column]),
  }));
  const kinds = kindsOf(seen, named);
  // A delimiter at the end of every line makes a column of nothing.
  const last = names.length - 1;
  if (last > 0 && given[last].every((cell) => cell.trim() === "") && (!named || first[last].trim() === ""))
    kinds[last] = "identifier";
  return { names, kinds, named };
}

function holdsOf(cells: readonly string[]): SeenColumn["holds"] {
  const given = cells.filter((cell) => cell.trim() !== "");
  if (given.length === 0) return "words";
  const present = given.filter((cell) => !isMissing(cell));
  if (present.length > 0 && present.every(isList)) return "lists";
  return given.every((cell) => numberIn(cell) !== undefined) ? "numbers" : "words";
}

const wholeNumber = /^\s*\d+\s*$/;

/** So many whole numbers in a row that count up from 0 or 1 are no point, even among points of whole numbers. */
const surelyNumbered = 8;

/**
 * True if the numbers of the first row are 0, 1, 2 … or 1, 2, 3 …, as pandas numbers columns that have no name. Its header
 * begins with nothing above row labels. Without that, such a row could be a point among others of whole numbers.
 *
 * @param below the cells below each of the first.
 */
function numbersColumns(first: readonly string[], below: readonly (readonly string[])[]): boolean {
  const columns = [...first.keys()].filter(
    (column) => numberIn(first[column]) !== undefined && first[column].trim() !== "",
  );
  const numbers = columns.map((column) => first[column]);
  const start = Number(numbers[0]);
  if (start !== 0 && start !== 1) return false;
  if (!numbers.every((cell, index) => wholeNumber.test(cell) && Number(cell) === start + index)) return false;
  const isRowLabelled = first[0].trim() === "" && below[0].every((cell) => cell.trim() !== "");
  if (isRowLabelled || numbers.length >= surelyNumbered) return true;
  if (numbers.length < (start === 0 ? 2 : 3)) return false;
  const cells = columns.flatMap((column) => below[column]).filter((cell) => !isMissing(cell));
  return cells.filter((cell) => wholeNumber.test(cell)).length < cells.length / 2;
}
