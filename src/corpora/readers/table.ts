import { cleanName } from "./cleanName.ts";

/** A table as a file has it: named columns, every cell a text. */
export interface Table {
  /** Names of the columns, each once. */
  readonly columns: readonly string[];
  /** As many cells in each row as there are columns. */
  readonly rows: readonly (readonly string[])[];
  /** True if a last column without a name and without a value was dropped. */
  readonly emptyLastColumn?: boolean;
}

/** Most bytes of a file of rows: about a million sentences. Of more than 10,000 rows a sample is taken anyway. */
export const mostTableBytes = 128 * 2 ** 20;

/** Most rows and columns of a table: what a browser's tab holds of them. */
export const mostTableRows = 4_000_000;
export const mostTableColumns = 500_000;

/** Names by which columns can be told apart: trimmed, by its number where a column has none, numbered where two share one. */
export function columnNames(given: readonly string[]): string[] {
  const taken = new Set<string>();
  // The number of the next column of the same name, so that 100,000 equal names need no search among each other.
  const following = new Map<string, number>();
  return given.map((cell, index) => {
    const name = cleanName(cell.trim()) || `column ${index + 1}`;
    let unique = name;
    let number = following.get(name) ?? 2;
    while (taken.has(unique)) unique = `${name} (${number++})`;
    following.set(name, number);
    taken.add(unique);
    return unique;
  });
}
