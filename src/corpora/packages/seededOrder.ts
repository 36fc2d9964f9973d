/**
 * A random choice that stays the same: each text gets a hash from the seed and itself, and the texts are ordered by
 * it. Unlike a shuffle, a text that is added or removed leaves the order of the others as it is.
 */

/** 32-bit FNV-1a of the UTF-16 code units, with the finaliser of MurmurHash3 so that every bit depends on all units. */
export function hashText(text: string, seed: number): number {
  let hash = (0x811c9dc5 ^ seed) >>> 0;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** The items in a random order that depends on the seed and each item's own text only. */
export function inSeededOrder<Item>(items: readonly Item[], textOf: (item: Item) => string, seed: number): Item[] {
  return items
    .map((item) => ({ item, text: textOf(item), hash: hashText(textOf(item), seed) }))
    .sort((a, b) => a.hash - b.hash || (a.text < b.text ? -1 : 1))
    .map(({ item }) => item);
}
