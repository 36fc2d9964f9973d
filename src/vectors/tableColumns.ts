/** What the columns of a table are: dimensions, whole vectors, words, or row numbers. */

export type ColumnKind =
  /** One dimension of the vectors. */
  | "number"
  /** A whole vector in each cell; each such column is a layer. */
  | "list"
  /** A label, a text, or a number that stands beside the vectors. */
  | "word"
  /** Counts rows or names them: left out. */
  | "identifier";

/** Names of columns of numbers that are no dimension. */
const identifierName = /^(?:id|ids|index|idx|row|unnamed: 0|__index_level_0__)?$/i;
const labelName = /^(?:labels?|class(?:es)?|categor(?:y|ies)|targets?|species|cluster|fold|split)$/i;

/** What a column is seen to hold. */
export interface SeenColumn {
  readonly name: string;
  readonly holds: "numbers" | "lists" | "words";
  /** True if the file says that the column labels the rows. */
  readonly isIndex?: boolean;
}

/**
 * The kinds of a table's columns. Where there is a column of whole vectors, numbers beside it are words.
 * @param named false if the columns have no names of their own.
 */
export function kindsOf(columns: readonly SeenColumn[], named: boolean): ColumnKind[] {
  const lists = columns.some(({ holds }) => holds === "lists");
  return columns.map(({ name, holds, isIndex = false }): ColumnKind => {
    if (holds === "lists") return "list";
    if (holds === "words") return "word";
    if (isIndex) return "identifier";
    if (lists || (named && (labelName.test(name.trim()) || isTarget(name, columns)))) return "word";
    return named && identifierName.test(name.trim()) ? "identifier" : "number";
  });
}

/** "y" is what is to be foretold, unless it is the second of two coordinates. */
function isTarget(name: string, columns: readonly SeenColumn[]): boolean {
  return /^y$/i.test(name.trim()) && !columns.some((other) => /^x$/i.test(other.name.trim()));
}

/** Cells that stand for a number that is not there. */
const missing = /^(?:|na|n\/a|nan|null|none|-|\?)$/i;
const infinite = /^([+-]?)inf(?:inity)?$/i;

/** The number in a cell, NaN for a missing one; undefined if it is none. A comma for a point is understood. */
export function numberIn(cell: string): number | undefined {
  const number = Number(cell);
  if (!Number.isNaN(number) && cell.trim() !== "") return number;
  const text = cell.trim();
  if (missing.test(text)) return NaN;
  const match = infinite.exec(text);
  if (match !== null) return match[1] === "-" ? -Infinity : Infinity;
  return /^[+-]?\d+,\d+(?:[eE][+-]?\d+)?$/.test(text) ? Number(text.replace(",", ".")) : undefined;
}

/** True if a cell stands for a number or a vector that is not there. */
export function isMissing(cell: string): boolean {
  return missing.test(cell.trim());
}

/** True if a cell was shortened for the screen: dots stand in place of the numbers between. */
export function isShortened(cell: string): boolean {
  return /\.{3}|…/.test(cell) && /^[-+\d.,;…\s[\]()einfaEINFA]*$/.test(cell);
}

/** True if a cell holds a whole vector: numbers in brackets. */
export function isList(cell: string): boolean {
  return /^\s*[[(][-+\d.,;\s\neEinfatyNI]*[\])]\s*$/.test(cell);
}

/** The numbers of such a cell, parted by commas or blanks; none for a missing vector. Undefined if one is no number. */
export function listIn(cell: string): number[] | undefined {
  if (isMissing(cell)) return [];
  const inside = cell.trim().slice(1, -1).trim();
  if (inside === "") return [];
  const numbers = inside.split(/\s*[,;]\s*|\s+/).map(numberIn);
  return numbers.every((number) => number !== undefined) ? numbers : undefined;
}
