/** What divides a word into tokens of the vocabulary. */

/** The ids of a word's tokens. */
export type WordModel = (word: string) => readonly number[];

/** Words that a model remembers at most. */
const mostRemembered = 10_000;

/** Longer words come but once. */
const longestRemembered = 64;

/** The model with a memory: the same words come again and again. */
export function remembering(model: WordModel): WordModel {
  const known = new Map<string, readonly number[]>();
  return (word) => {
    const remembered = known.get(word);
    if (remembered !== undefined) return remembered;
    const ids = model(word);
    if (word.length <= longestRemembered) {
      if (known.size >= mostRemembered) known.clear();
      known.set(word, ids);
    }
    return ids;
  };
}
