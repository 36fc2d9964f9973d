/** Columns of texts beside the one that is trained on, such as the second sentence of a pair. */
import type { Table } from "./table.ts";

/** Rows that are looked at. */
const rowsSeen = 1000;

/** A column of labels or names has shorter values than this share of the texts. */
const shortest = 1 / 3;

/** Names of the columns, but the two in use, whose values are mostly different, of several words, and about as long as the texts. */
export function unusedTexts({ columns, rows }: Table, textColumn: string, labelColumn: string): string[] {
  const seen = rows.slice(0, rowsSeen);
  const lengthOf = (index: number) => seen.reduce((sum, cells) => sum + cells[index]!.trim().length, 0);
  const needed = shortest * lengthOf(columns.indexOf(textColumn));
  return columns.filter((name, index) => {
    if (name === textColumn || name === labelColumn) return false;
    const values = seen.map((cells) => cells[index]!.trim());
    const inWords = values.filter((value) => /\S\s+\S/.test(value)).length;
    return (
      inWords > seen.length / 2 && new Set(values).size > Math.max(1, seen.length / 4) && lengthOf(index) >= needed
    );
  });
}
