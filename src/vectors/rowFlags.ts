/** Rows that hold NaN, an infinity or no vector, and a file's clouds without them. */
import { InputError } from "../corpora/inputError.ts";
import { columnOfRows, type Column } from "./column.ts";
import type { VectorLayer } from "./vectorCloud.ts";

/** Marks rows; takes memory only once there is one to mark. */
export class RowFlags {
  private flags = new Uint8Array(0);
  count = 0;
  /** Rows marked because there is no vector in them. */
  empty = 0;

  mark(row: number): void {
    if (row >= this.flags.length) {
      const longer = new Uint8Array(Math.max(1024, 2 * (row + 1)));
      longer.set(this.flags);
      this.flags = longer;
    }
    if (this.flags[row] === 0) this.count += 1;
    this.flags[row] = 1;
  }

  /** Marks a row without a vector. */
  markEmpty(row: number): void {
    if (!this.has(row)) this.empty += 1;
    this.mark(row);
  }

  has(row: number): boolean {
    return this.flags[row] === 1;
  }
}

/** Rows named in a message; of more, the first ones. */
const rowsNamed = 5;

export interface FiniteRows {
  readonly layers: readonly VectorLayer[];
  readonly columns: readonly Column[];
  readonly n: number;
  /** The rows kept, ascending; absent if all are. */
  readonly rows?: Uint32Array;
}

/**
 * The finite rows, in place: the layers given are worthless afterwards.
 * @param drop false if rows may not be dropped.
 * @throws InputError vectors-not-finite, also if no row would be left.
 */
export function keepFinite(
  layers: readonly VectorLayer[],
  columns: readonly Column[],
  n: number,
  flags: RowFlags,
  drop: boolean,
): FiniteRows {
  if (flags.count === 0) return { layers, columns, n };
  if (!drop || flags.count === n) {
    const first: number[] = [];
    for (let row = 0; row < n && first.length < rowsNamed; row++) if (flags.has(row)) first.push(row);
    throw new InputError({ code: "vectors-not-finite", rows: flags.count, empty: flags.empty, first, n });
  }
  const rows = new Uint32Array(n - flags.count);
  for (let row = 0, kept = 0; row < n; row++) if (!flags.has(row)) rows[kept++] = row;
  return {
    layers: layers.map(({ name, cloud: { values, d } }) => {
      rows.forEach((row, kept) => values.copyWithin(kept * d, row * d, (row + 1) * d));
      return { name, cloud: { values: values.subarray(0, rows.length * d), n: rows.length, d } };
    }),
    columns: columns.map((column) => columnOfRows(column, rows)),
    n: rows.length,
    rows,
  };
}
