import type { PointCloud } from "./pointCloud.ts";

/** Which rows of a cloud are copies of each other. */
export interface DistinctRows {
  /** The first row of each kind, ascending. */
  readonly first: Uint32Array;
  /** The kind of each row: an index into `first`. */
  readonly kind: Uint32Array;
}

/** Sorts the rows of a cloud by what is in them, bit for bit. Time in n d. */
export function distinctRows({ values, n, d }: PointCloud): DistinctRows {
  const wordsOfRow = (d * values.BYTES_PER_ELEMENT) / 4;
  const words = new Uint32Array(values.buffer, values.byteOffset, n * wordsOfRow);
  const first: number[] = [];
  const kind = new Uint32Array(n);
  /** The kinds whose rows have a hash, as a chain: the last one, and of each kind the one before. */
  const lastOfHash = new Map<number, number>();
  const before: number[] = [];
  for (let i = 0; i < n; i++) {
    const hash = hashOf(words, i * wordsOfRow, wordsOfRow);
    let found = lastOfHash.get(hash) ?? -1;
    while (found >= 0 && !equalWords(words, first[found] * wordsOfRow, i * wordsOfRow, wordsOfRow))
      found = before[found];
    if (found < 0) {
      found = first.length;
      first.push(i);
      before.push(lastOfHash.get(hash) ?? -1);
      lastOfHash.set(hash, found);
    }
    kind[i] = found;
  }
  return { first: Uint32Array.from(first), kind };
}

/** FNV-1a over words, in two streams. */
function hashOf(words: Uint32Array, start: number, length: number): number {
  let even = 0x811c9dc5;
  let odd = 0x01000193;
  const end = start + length;
  let at = start;
  for (; at + 1 < end; at += 2) {
    even = Math.imul(even ^ words[at], 0x01000193);
    odd = Math.imul(odd ^ words[at + 1], 0x01000193);
    // Low bits of a product never see the high bits of its factors: turn them round.
    even ^= even >>> 15;
    odd ^= odd >>> 15;
  }
  if (at < end) even = Math.imul(even ^ words[at], 0x01000193);
  return even ^ Math.imul(odd, 0x9e3779b1);
}

function equalWords(words: Uint32Array, a: number, b: number, length: number): boolean {
  for (let k = 0; k < length; k++) if (words[a + k] !== words[b + k]) return false;
  return true;
}
