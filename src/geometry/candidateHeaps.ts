/** For each point, the fixed number of candidates with the least keys seen so far: a binary heap, greatest on top. */
export class CandidateHeaps {
  /** Key of the worst candidate of each point; infinite while there are fewer than `size`. */
  readonly worst: Float64Array;
  readonly #keys: Float64Array;
  readonly #items: Uint32Array;

  constructor(
    points: number,
    /** Candidates of each point. */
    readonly size: number,
  ) {
    this.worst = new Float64Array(points).fill(Infinity);
    this.#keys = new Float64Array(points * size).fill(Infinity);
    this.#items = new Uint32Array(points * size);
  }

  /** Puts an item in the place of the worst candidate of a point. Its key must be below worst[point]. */
  insert(point: number, key: number, item: number): void {
    const keys = this.#keys;
    const items = this.#items;
    const size = this.size;
    const start = point * size;
    let hole = 0;
    for (;;) {
      let child = 2 * hole + 1;
      if (child >= size) break;
      if (child + 1 < size && keys[start + child + 1] > keys[start + child]) child++;
      if (keys[start + child] <= key) break;
      keys[start + hole] = keys[start + child];
      items[start + hole] = items[start + child];
      hole = child;
    }
    keys[start + hole] = key;
    items[start + hole] = item;
    this.worst[point] = keys[start];
  }

  /** The candidates of a point, in no order. All `size` of them must have been found. */
  candidatesOf(point: number): Uint32Array {
    return this.#items.subarray(point * this.size, (point + 1) * this.size);
  }
}
