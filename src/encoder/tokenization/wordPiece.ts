/** WordPiece (Schuster & Nakajima 2012): from left to right the longest token of the vocabulary that fits. */
import type { WordModel } from "./wordModel.ts";

export interface WordPieceSettings {
  readonly vocabulary: ReadonlyMap<string, number>;
  readonly unknown: number;
  /** What a token that goes on a word begins with, "##" as a rule. */
  readonly prefix: string;
  /** A word of more characters is unknown as a whole. */
  readonly longestWord: number;
}

export function wordPiece({ vocabulary, unknown, prefix, longestWord }: WordPieceSettings): WordModel {
  let longestToken = 0;
  for (const token of vocabulary.keys()) longestToken = Math.max(longestToken, token.length);
  return (word) => {
    if (word.length > longestWord && Array.from(word).length > longestWord) return [unknown];
    const whole = vocabulary.get(word);
    if (whole !== undefined) return [whole];
    const ids: number[] = [];
    for (let start = 0; start < word.length;) {
      let end = Math.min(word.length, start + longestToken);
      let id: number | undefined;
      for (; end > start; end--) {
        const part = word.slice(start, end);
        id = vocabulary.get(start === 0 ? part : prefix + part);
        if (id !== undefined) break;
      }
      if (id === undefined) return [unknown];
      ids.push(id);
      start = end;
    }
    return ids;
  };
}
