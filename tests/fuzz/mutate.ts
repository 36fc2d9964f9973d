/** Changes files as damage and malice do: bytes, numbers, parts left out or repeated, and, of JSON, values of another kind. */

/** Numbers in [0, 1) from a seed (mulberry32, Tommy Ettinger). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Random = () => number;

function below(random: Random, limit: number): number {
  return Math.floor(random() * limit);
}

function oneOf<Value>(random: Random, values: readonly Value[]): Value {
  return values[below(random, values.length)]!;
}

/** Longest file that is made. */
const longest = 2 ** 20;

/** Bytes that mean something to one format or another. */
const telling = ["\0", "\xff", '"', ",", ";", "\t", "\n", "\r", "{", "}", "[", "]", ":", "\\", "#", "-", "e", "9", " "];

/** Lengths and counts that readers have believed. */
const lengths = [0, 1, 2, 0x7f, 0x80, 0xff, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xffffffff];

const byteChanges: readonly ((random: Random, bytes: Uint8Array) => Uint8Array)[] = [
  (random, bytes) => withByte(bytes, below(random, bytes.length), below(random, 256)),
  (random, bytes) => {
    const at = below(random, bytes.length);
    return withByte(bytes, at, bytes[at]! ^ (1 << below(random, 8)));
  },
  (random, bytes) => withByte(bytes, below(random, bytes.length), oneOf(random, telling).charCodeAt(0)),
  (random, bytes) => bytes.slice(0, below(random, bytes.length + 1)),
  (random, bytes) => {
    const [from, to] = rangeIn(random, bytes);
    return joined(bytes.subarray(0, from), bytes.subarray(to));
  },
  (random, bytes) => {
    const [from, to] = rangeIn(random, bytes);
    const copies = Math.min(1 + below(random, 200), Math.floor(longest / (to - from + 1)));
    return joined(
      bytes.subarray(0, to),
      ...Array.from({ length: copies }, () => bytes.subarray(from, to)),
      bytes.subarray(to),
    );
  },
  (random, bytes) => {
    const at = below(random, bytes.length + 1);
    const inserted = Uint8Array.from({ length: 1 + below(random, 16) }, () => below(random, 256));
    return joined(bytes.subarray(0, at), inserted, bytes.subarray(at));
  },
  (random, bytes) => {
    const at = below(random, bytes.length + 1);
    const run = new Uint8Array(oneOf(random, [10, 1000, 100_000])).fill(oneOf(random, telling).charCodeAt(0));
    return joined(bytes.subarray(0, at), run, bytes.subarray(at));
  },
  (random, bytes) => {
    if (bytes.length < 4) return bytes;
    const copy = bytes.slice();
    new DataView(copy.buffer).setUint32(below(random, copy.length - 3), oneOf(random, lengths), true);
    return copy;
  },
];

function rangeIn(random: Random, bytes: Uint8Array): [number, number] {
  const from = below(random, bytes.length + 1);
  return [from, Math.min(bytes.length, from + below(random, oneOf(random, [4, 64, 4096])))];
}

function withByte(bytes: Uint8Array, at: number, value: number): Uint8Array {
  const copy = bytes.slice();
  if (copy.length > 0) copy[at] = value;
  return copy;
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(Buffer.concat(parts));
}

/** One to four changes of any bytes. */
export function mutateBytes(random: Random, bytes: Uint8Array): Uint8Array {
  let changed = bytes;
  for (let count = 1 + below(random, 4); count > 0; count--) changed = oneOf(random, byteChanges)(random, changed);
  return changed.slice(0, longest);
}

function nested(levels: number): unknown {
  let value: unknown = 0;
  for (let level = 0; level < levels; level++) value = level % 2 === 0 ? [value] : { a: value };
  return value;
}

const strangeValues: readonly (() => unknown)[] = [
  () => null,
  () => true,
  () => 0,
  () => -1,
  () => 1.5,
  () => 1e300,
  () => 2 ** 31,
  () => 2 ** 53,
  () => "",
  () => "\u001b[31m\n",
  () => "x".repeat(50_000),
  () => "__proto__",
  () => [],
  () => ({}),
  () => [[]],
  () => [null],
  () => nested(150),
  () => Array.from({ length: 2000 }, (_, i) => i),
];

/** One to three values of a JSON file replaced, left out, or taken from another place of it. */
export function mutateJson(random: Random, bytes: Uint8Array): Uint8Array {
  const json: unknown = JSON.parse(new TextDecoder().decode(bytes));
  for (let count = 1 + below(random, 3); count > 0; count--) {
    let place = json as Record<string, unknown>;
    for (let depth = below(random, 6); depth > 0; depth--) {
      const inner = Object.values(place).filter((value) => typeof value === "object" && value !== null);
      if (inner.length === 0) break;
      place = oneOf(random, inner) as Record<string, unknown>;
    }
    const keys = Object.keys(place);
    if (keys.length === 0) continue;
    const key = oneOf(random, keys);
    const kind = below(random, 8);
    if (kind === 0) {
      if (Array.isArray(place)) place.splice(Number(key), 1);
      else Reflect.deleteProperty(place, key);
    } else if (kind === 1) place[key] = structuredClone(place[oneOf(random, keys)]);
    else place[key] = oneOf(random, strangeValues)();
  }
  return new TextEncoder().encode(JSON.stringify(json));
}

/** As mutateBytes, and mostly still text: what is no UTF-8 is refused before anything else of it is looked at. */
export function mutateText(random: Random, bytes: Uint8Array): Uint8Array {
  const changed = mutateBytes(random, bytes);
  if (random() < 0.1) return changed;
  return changed.map((byte, at) => (byte === 0 || (byte > 0x7f && byte !== bytes[at]) ? 0x20 + (byte & 0x3f) : byte));
}

/** As mutateBytes, or the header changed as JSON, with its length before it. */
export function mutateSafetensors(random: Random, bytes: Uint8Array): Uint8Array {
  if (random() < 0.4) return mutateBytes(random, bytes);
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  const header = mutateJson(random, bytes.subarray(8, 8 + length));
  const changed = joined(new Uint8Array(8), header, bytes.subarray(8 + length));
  new DataView(changed.buffer).setUint32(0, header.length, true);
  return changed;
}
