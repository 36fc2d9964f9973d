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

  /**
   * @param single true if float32 holds the values exactly.
   * @param rows expected, 0 if not known.
   */
  constructor(name: string, single: boolean, rows: number) {
    this.name = name;
    this.single = single;
    this.rows = rows;
  }

  /** Adds the next point. @throws InputError vectors-ragged-list, vectors-too-large. */
  add(list: ArrayLike<number>, notFinite: RowFlags): void {
    const row = this.matrix?.n ?? 0;
    const expected = this.matrix?.d ?? list.length;
    if (list.length !== expected || expected === 0) {
      throw new InputError({ code: "vectors-ragged-list", row, column: this.name, expected, found: list.length });
    }
    this.matrix ??= new GrowingMatrix(expected, this.single, this.rows);
    const point = this.matrix.addRow();
    point.set(list);
    for (let j = 0; j < point.length; j++) if (!Number.isFinite(point[j])) notFinite.mark(row);
  }

  build(): VectorLayer {
    const d = this.matrix?.d ?? 0;
    const n = this.matrix?.n ?? 0;
    return { name: this.name, cloud: { values: this.matrix?.build() ?? new Float32Array(0), n, d } };
  }
}

/** "layer_2" comes before "layer_10". */
const byName = new Intl.Collator("en", { numeric: true });

/** Layers in the order of their names. */
export function inOrderOfName(layers: readonly VectorLayer[]): VectorLayer[] {
  return [...layers].sort((a, b) => byName.compare(a.name, b.name));
}
