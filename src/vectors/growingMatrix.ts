/** A matrix whose number of rows is not known before the last one. */
import { InputError } from "../corpora/inputError.ts";
import type { PointCloud } from "../geometry/pointCloud.ts";
import type { Values } from "./valueType.ts";
import { mostValueBytes } from "./vectorCloud.ts";

export class GrowingMatrix {
  readonly d: number;
  n = 0;
  private values: Values;

  /** @param rows expected, 0 if not known. @throws InputError vectors-too-large. */
  constructor(d: number, single: boolean, rows: number) {
    this.d = d;
    checkRoom(rows * d * (single ? 4 : 8));
    this.values = single ? new Float32Array(rows * d) : new Float64Array(rows * d);
  }

  /** Room for one more row, to be filled. @throws InputError vectors-too-large. */
  addRow(): Values {
    const start = this.n * this.d;
    if (start + this.d > this.values.length) {
      const length = Math.max(1024 * this.d, Math.ceil(1.5 * this.values.length));
      checkRoom((start + this.d) * this.values.BYTES_PER_ELEMENT);
      const longer = this.values instanceof Float32Array ? new Float32Array(length) : new Float64Array(length);
      longer.set(this.values);
      this.values = longer;
    }
    this.n += 1;
    return this.values.subarray(start, start + this.d);
  }

  /** n × d. */
  build(): Values {
    return this.values.subarray(0, this.n * this.d);
  }

  cloud(): PointCloud {
    return { values: this.build(), n: this.n, d: this.d };
  }
}

function checkRoom(bytes: number): void {
  if (bytes > mostValueBytes) throw new InputError({ code: "vectors-too-large", bytes, most: mostValueBytes });
}
