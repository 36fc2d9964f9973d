/**
 * Unigram (Kudo 2018, arXiv 1804.10959): the division of a word whose tokens' scores, logarithms of probabilities, have the
 * largest sum. As Rust `tokenizers` does it, sums in its order, so that ties fall alike.
 */
import { TokenTrie } from "./tokenTrie.ts";
import type { WordModel } from "./wordModel.ts";

/** How much less an unknown character scores than the token with the lowest score. */
const unknownPenalty = 10;

/**
 * @param vocabulary tokens with their scores; a token's id is its place.
 * @param unknown the id of unknown characters; several side by side are one token.
 */
export function unigram(vocabulary: readonly (readonly [token: string, score: number])[], unknown: number): WordModel {
  const trie = new TokenTrie();
  const ids = new Map<string, number>();
  let lowest = Infinity;
  vocabulary.forEach(([token, score], id) => {
    trie.set(token, id);
    ids.set(token, id);
    lowest = Math.min(lowest, score);
  });
  const unknownScore = lowest - unknownPenalty;

  return (word) => {
    const size = word.length;
    /** Of the best way to each place: its score, its last token and where that begins; −1 where no way leads. */
    const scores = new Float64Array(size + 1);
    const last = new Int32Array(size + 1);
    const begins = new Int32Array(size + 1).fill(-1);
    const offer = (from: number, to: number, id: number, score: number) => {
      const sum = score + scores[from];
      if (begins[to] !== -1 && sum <= scores[to]) return;
      scores[to] = sum;
      last[to] = id;
      begins[to] = from;
    };
    for (let from = 0; from < size;) {
      const character = word.codePointAt(from)! > 0xffff ? 2 : 1;
      let hasCharacter = false;
      let node = 0;
      for (let to = from; to < size;) {
        node = trie.next(node, word.charCodeAt(to++));
        if (node === 0) break;
        const id = trie.tokenAt(node);
        if (id === -1) continue;
        offer(from, to, id, vocabulary[id][1]);
        hasCharacter ||= to - from === character;
      }
      if (!hasCharacter) offer(from, from + character, unknown, unknownScore);
      from += character;
    }

    const found: number[] = [];
    for (let end = size; end > 0;) {
      let from = begins[end];
      if (last[end] !== unknown) found.push(last[end]);
      else {
        while (from > 0 && last[from] === unknown) from = begins[from];
        found.push(ids.get(word.slice(from, end)) ?? unknown);
      }
      end = from;
    }
    return found.reverse();
  };
}
