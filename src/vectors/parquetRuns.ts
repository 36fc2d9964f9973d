/**
 * Checks of the two encodings of a Parquet page that state how often a value comes, before a reader that trusts them takes
 * memory for it. Formats: https://parquet.apache.org/docs/file-format/data-pages/encodings/
 */

/** A place in the bytes of a page. */
export interface PagePlace {
  readonly bytes: Uint8Array;
  offset: number;
}

/** Thrown where the bytes of a page contradict each other or its header. */
export class PageError extends Error {
  override readonly name = "PageError";
}

/** @throws PageError. */
export function ensure(condition: boolean): void {
  if (!condition) throw new PageError();
}

function byteAt(place: PagePlace): number {
  ensure(place.offset < place.bytes.length);
  return place.bytes[place.offset++];
}

/** An unsigned LEB128 number below 2³². */
function varInt(place: PagePlace): number {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    ensure(shift <= 28);
    const byte = byteAt(place);
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return value;
  }
}

/** Skips a signed number of up to 64 bits. */
function skipLongVarInt(place: PagePlace): void {
  for (let bytes = 0; byteAt(place) >= 0x80; bytes++) ensure(bytes < 10);
}

/**
 * Checks runs and bit-packed groups of `count` values of so many bits, and counts those that equal `sought`. Runs may end
 * after the last value by less than the eight of a group.
 * @throws PageError if a run has more values than are left, or the bytes end before the values.
 */
export function checkRuns(place: PagePlace, bits: number, count: number, sought?: number): number {
  ensure(bits <= 32);
  const width = Math.ceil(bits / 8);
  let found = 0;
  for (let seen = 0; seen < count;) {
    const header = varInt(place);
    const isPacked = header % 2 === 1;
    const length = Math.floor(header / 2) * (isPacked ? 8 : 1);
    ensure(length > 0 && length < count - seen + (isPacked ? 8 : 1));
    const start = place.offset;
    const kept = Math.min(length, count - seen);
    if (isPacked) {
      // Some writers leave out the bytes of the values that a last group has too many.
      place.offset = Math.min(place.bytes.length, start + (length * bits) / 8);
      ensure(place.offset - start >= Math.ceil((kept * bits) / 8));
      if (sought !== undefined)
        for (let i = 0; i < kept; i++) if (packedAt(place.bytes, start, i * bits, bits) === sought) found++;
    } else {
      place.offset += width;
      ensure(place.offset <= place.bytes.length);
      if (sought !== undefined && packedAt(place.bytes, start, 0, bits) === sought) found += kept;
    }
    seen += length;
  }
  return found;
}

/** A value of at most 24 bits, least significant first. */
function packedAt(bytes: Uint8Array, start: number, bit: number, bits: number): number {
  const at = start + (bit >> 3);
  const word = bytes[at] | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24);
  return (word >>> (bit & 7)) & ((1 << bits) - 1);
}

/** Far above the 128 values, in 4 miniblocks, that writers use. */
const largestBlock = 2 ** 16;

/**
 * Checks the beginning of delta-packed whole numbers.
 * @throws PageError unless blocks divide into miniblocks, and there are `count` values.
 */
export function checkDelta(place: PagePlace, count: number): void {
  const block = varInt(place);
  const miniblocks = varInt(place);
  ensure(block > 0 && block <= largestBlock && miniblocks > 0 && block % miniblocks === 0);
  ensure((block / miniblocks) % 8 === 0 && varInt(place) === count);
  skipLongVarInt(place);
}
