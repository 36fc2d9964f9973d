import { kthLeast } from "./kthLeast.ts";
import type { QuantisedCloud } from "./quantise.ts";

/** A point with more candidates than this is given up. */
const MOST = 512;

/**
 * For each point of a quantised cloud, the points that may be among its k nearest: those within its limit, which falls
 * as nearer ones are seen.
 *
 * With q the k-th least integer distance seen of point x, k points lie within (q + ‖e_x‖ + E) / s of it, E the largest
 * error. A neighbour y is no further, so its integer distance is at most q + 2 (‖e_x‖ + E).
 */
export class Candidates {
  /** Points that have too many candidates: equally far from many others, or without digits in the integers. */
  readonly crowded: number[] = [];
  readonly #cloud: QuantisedCloud;
  readonly #n: number;
  readonly #k: number;
  /** Squared distance and point of each candidate, side by side: one piece a point, pieces that grow move to the end. */
  #pool: Int32Array;
  #used: number;
  /** Where in the pool the piece of each point begins, where its candidates end, and where its room ends. */
  readonly #starts: Float64Array;
  readonly #ends: Float64Array;
  readonly #roomEnds: Float64Array;
  readonly #scratch = new Int32Array(MOST);

  constructor(cloud: QuantisedCloud, n: number, k: number) {
    this.#cloud = cloud;
    this.#n = n;
    this.#k = k;
    const width = 2 * Math.min(MOST, 2 * k + 24);
    this.#starts = Float64Array.from({ length: n }, (_, point) => point * width);
    this.#ends = this.#starts.slice();
    this.#roomEnds = this.#starts.map((start) => start + width);
    this.#used = n * width;
    this.#pool = new Int32Array(this.#used);
  }

  /**
   * Takes note of pairs of points and their integer squared distances, as Arithmetic.nearPairs finds them.
   *
   * @param a first point of the first range.
   * @param b first point of the second; of pairs (i, j) only those with i < j are taken.
   */
  addPairs(found: Int32Array, count: number, a: number, b: number): void {
    const { limits } = this.#cloud;
    const n = this.#n;
    for (let pair = 0; pair < 2 * count; pair += 2) {
      const i = a + (found[pair] >> 16);
      const j = b + (found[pair] & 0xffff);
      if (i >= j || j >= n) continue;
      const key = found[pair + 1];
      if (key <= limits[i]) this.#add(i, key, j);
      if (key <= limits[j]) this.#add(j, key, i);
    }
  }

  /**
   * Writes the candidates of a point, in no order, once all pairs have been seen; none of one that was given up.
   *
   * @returns how many they are, MOST at most.
   */
  read(point: number, target: Uint32Array): number {
    this.#tighten(point);
    const start = this.#starts[point];
    const count = (this.#ends[point] - start) / 2;
    for (let at = 0; at < count; at++) target[at] = this.#pool[start + 2 * at + 1];
    return count;
  }

  #add(point: number, key: number, other: number): void {
    const end = this.#ends[point];
    this.#pool[end] = key;
    this.#pool[end + 1] = other;
    this.#ends[point] = end + 2;
    if (end + 2 === this.#roomEnds[point]) this.#makeRoom(point);
  }

  #makeRoom(point: number): void {
    this.#tighten(point);
    const start = this.#starts[point];
    const width = this.#roomEnds[point] - start;
    if (this.#ends[point] - start <= 0.75 * width) return;
    if (width === 2 * MOST) {
      this.crowded.push(point);
      this.#cloud.limits[point] = -1;
      this.#ends[point] = start;
      return;
    }
    const wider = Math.min(2 * MOST, 2 * width);
    if (this.#used + wider > this.#pool.length) {
      const longer = new Int32Array(Math.ceil(1.5 * (this.#used + wider)));
      longer.set(this.#pool);
      this.#pool = longer;
    }
    this.#pool.copyWithin(this.#used, start, this.#ends[point]);
    this.#starts[point] = this.#used;
    this.#ends[point] += this.#used - start;
    this.#used += wider;
    this.#roomEnds[point] = this.#used;
  }

  /** Lowers the limit of a point to what the candidates seen allow, and drops those beyond it. */
  #tighten(point: number): void {
    const pool = this.#pool;
    const start = this.#starts[point];
    const end = this.#ends[point];
    const count = (end - start) / 2;
    if (count < this.#k) return;
    const scratch = this.#scratch;
    for (let at = 0; at < count; at++) scratch[at] = pool[start + 2 * at];
    const { errors, largestError, limits } = this.#cloud;
    // The factor covers the rounding of the scaled coordinates, the added unit that of the square.
    const reach = (Math.sqrt(kthLeast(scratch, count, this.#k)) + 2 * (errors[point] + largestError)) * (1 + 1e-9);
    const limit = Math.min(2 ** 31 - 1, Math.floor(reach * reach) + 1);
    limits[point] = limit;
    let kept = start;
    for (let at = start; at < end; at += 2) {
      const key = pool[at];
      if (key > limit) continue;
      pool[kept] = key;
      pool[kept + 1] = pool[at + 1];
      kept += 2;
    }
    this.#ends[point] = kept;
  }
}
