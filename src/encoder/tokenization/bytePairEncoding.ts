/**
 * Byte pair encoding (Sennrich et al. 2016, arXiv 1508.07909): the characters of a word, of which the pair with the
 * earliest merge becomes one token, again and again. As Rust `tokenizers` does it.
 */
import type { WordModel } from "./wordModel.ts";

export interface BytePairSettings {
  readonly vocabulary: ReadonlyMap<string, number>;
  /** Pairs of tokens, earliest first. All of them, and what they make, are in the vocabulary. */
  readonly merges: readonly (readonly [left: string, right: string])[];
  /** Undefined: characters that are not in the vocabulary are left out. */
  readonly unknown: number | undefined;
  /** True if unknown characters side by side are one token. */
  readonly fusesUnknown: boolean;
  /** True if an unknown character is spelled by tokens for its bytes, "<0x41>". */
  readonly fallsBackToBytes: boolean;
  /** True if a word that is in the vocabulary needs no merges. */
  readonly takesWholeWords: boolean;
  /** What the last character of a word is looked up with. */
  readonly wordEnd: string;
}

interface Merge {
  readonly rank: number;
  readonly id: number;
}

const encoder = new TextEncoder();

export function bytePairEncoding(settings: BytePairSettings): WordModel {
  const { vocabulary, takesWholeWords } = settings;
  const merges = new Map<number, Merge>();
  settings.merges.forEach(([left, right], rank) => {
    merges.set(pairOf(vocabulary.get(left)!, vocabulary.get(right)!), { rank, id: vocabulary.get(left + right)! });
  });
  return (word) => {
    const whole = takesWholeWords ? vocabulary.get(word) : undefined;
    return whole !== undefined ? [whole] : merged(charactersOf(word, settings), merges);
  };
}

/** Two ids as one key: ids are below 2²⁶. */
const pairOf = (left: number, right: number): number => left * 0x4000000 + right;

/** Ids of the word's characters. */
function charactersOf(word: string, settings: BytePairSettings): number[] {
  const { vocabulary, unknown, fusesUnknown, fallsBackToBytes, wordEnd } = settings;
  const ids: number[] = [];
  let waiting = false;
  let at = 0;
  for (const character of word) {
    at += character.length;
    const entry = at === word.length ? character + wordEnd : character;
    const id = vocabulary.get(entry);
    if (id !== undefined) {
      if (waiting) ids.push(unknown!);
      waiting = false;
      ids.push(id);
      continue;
    }
    const bytes = fallsBackToBytes ? byteTokens(entry, vocabulary) : undefined;
    if (bytes !== undefined) ids.push(...bytes);
    else if (unknown !== undefined) {
      if (waiting && !fusesUnknown) ids.push(unknown);
      waiting = true;
    }
  }
  // An unknown character waits for the next known one; bytes do not end the wait.
  if (waiting) ids.push(unknown!);
  return ids;
}

function byteTokens(text: string, vocabulary: ReadonlyMap<string, number>): number[] | undefined {
  const ids: number[] = [];
  for (const byte of encoder.encode(text)) {
    const id = vocabulary.get(`<0x${byte.toString(16).toUpperCase().padStart(2, "0")}>`);
    if (id === undefined) return undefined;
    ids.push(id);
  }
  return ids;
}

/** A place where a pair may be merged. Of equal ranks the leftmost comes first. */
interface Candidate extends Merge {
  readonly at: number;
}

const isBefore = (a: Candidate, b: Candidate): boolean => a.rank < b.rank || (a.rank === b.rank && a.at < b.at);

/** All merges done. The ids are changed in place: −1 stands for what has become part of the token before it. */
function merged(ids: number[], merges: ReadonlyMap<number, Merge>): number[] {
  if (ids.length < 2) return ids;
  const next = ids.map((_, at) => at + 1);
  const previous = ids.map((_, at) => at - 1);
  const queue: Candidate[] = [];
  const consider = (at: number) => {
    const right = next[at];
    const merge = right < ids.length ? merges.get(pairOf(ids[at], ids[right])) : undefined;
    if (merge !== undefined) push(queue, { at, ...merge });
  };
  for (let at = 0; at + 1 < ids.length; at++) consider(at);
  for (let candidate = pop(queue); candidate !== undefined; candidate = pop(queue)) {
    const { at, id } = candidate;
    const right = next[at];
    if (ids[at] === -1 || right >= ids.length) continue;
    // The pair may have become another one meanwhile.
    if (merges.get(pairOf(ids[at], ids[right]))?.id !== id) continue;
    ids[at] = id;
    ids[right] = -1;
    next[at] = next[right];
    if (next[at] < ids.length) previous[next[at]] = at;
    if (previous[at] >= 0) consider(previous[at]);
    consider(at);
  }
  return ids.filter((id) => id !== -1);
}

/** A binary heap, the first candidate at its root. */
function push(heap: Candidate[], candidate: Candidate): void {
  let at = heap.push(candidate) - 1;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (!isBefore(candidate, heap[parent])) break;
    heap[at] = heap[parent];
    at = parent;
  }
  heap[at] = candidate;
}

function pop(heap: Candidate[]): Candidate | undefined {
  const first = heap[0];
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return last;
  let at = 0;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && isBefore(heap[child + 1], heap[child])) child += 1;
    if (!isBefore(heap[child], last)) break;
    heap[at] = heap[child];
    at = child;
  }
  heap[at] = last;
  return first;
}
