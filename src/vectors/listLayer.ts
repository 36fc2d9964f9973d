/** A layer whose points come one whole vector at a time; the first one says how many dimensions there are. */
import { InputError } from "../corpora/inputError.ts";
import { GrowingMatrix } from "./growingMatrix.ts";
import type { RowFlags } from "./rowFlags.ts";
import type { VectorLayer } from "./vectorCloud.ts";

export class ListLayer {
  readonly single: boolean;
  private readonly name: string;
  private readonly rows: number;
  private matrix: GrowingMatrix | undefined;
  /** Rows without a vector before the first that has one, and so says how long they are. */
  private before = 0;

  /**
   * @param single true if float32 holds the values exactly.
   * @param rows expected, 0 if not known.
   */
  constructor(name: string, single: boolean, rows: number) {
    this.name = name;
    this.single = single;
    this.rows = rows;
  }

  /**
   * Adds the next point. A row without a vector, a list of no numbers, is marked.
   * @throws InputError vectors-ragged-list, vectors-too-large.
   */
  add(list: ArrayLike<number>, notFinite: RowFlags): void {
    const row = this.n;
    if (list.length === 0) {
      notFinite.markEmpty(row);
      if (this.matrix === undefined) this.before += 1;
      else this.matrix.addRow().fill(NaN);
      return;
    }
    const matrix = (this.matrix ??= this.matrixOf(list.length));
    if (list.length !== matrix.d) {
      throw new InputError({
        code: "vectors-ragged-list",
        row,
        column: this.name,
        expected: matrix.d,
        found: list.length,
      });
    }
    const point = matrix.addRow();
    point.set(list);
    for (let j = 0; j < point.length; j++) if (!Number.isFinite(point[j])) notFinite.mark(row);
  }

  /** Rows so far. */
  get n(): number {
    return this.matrix?.n ?? this.before;
  }

  build(): VectorLayer {
    const cloud = this.matrix?.cloud() ?? { values: new Float32Array(0), n: this.before, d: 0 };
    return { name: this.name, cloud };
  }

  private matrixOf(d: number): GrowingMatrix {
    const matrix = new GrowingMatrix(d, this.single, this.rows);
    for (let row = 0; row < this.before; row++) matrix.addRow().fill(NaN);
    return matrix;
  }
}

/** "layer_2" comes before "layer_10". */
const byName = new Intl.Collator("en", { numeric: true });

/** Layers in the order of their names. */
export function inOrderOfName(layers: readonly VectorLayer[]): VectorLayer[] {
  return [...layers].sort((a, b) => byName.compare(a.name, b.name));
}
