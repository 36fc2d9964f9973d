import type { QuantisedCloud } from "./quantise.ts";

/** Inner products are taken for this many points against this many at a time. */
export const TILE = 64;

/**
 * Exact inner products of integer vectors [fromA, toA) with [fromB, toB), at most TILE of each.
 *
 * @param products receives that of a and b at (a − fromA) · TILE + b − fromB.
 */
export function innerProducts(
  { values, depth }: QuantisedCloud,
  fromA: number,
  toA: number,
  fromB: number,
  toB: number,
  products: Int32Array,
): void {
  for (let a = fromA; a < toA; a++) {
    for (let b = fromB; b < toB; b++) {
      let p = a * depth;
      let q = b * depth;
      let sum = 0;
      for (const end = p + depth; p < end; p++, q++) sum += values[p] * values[q];
      products[(a - fromA) * TILE + b - fromB] = sum;
    }
  }
}
