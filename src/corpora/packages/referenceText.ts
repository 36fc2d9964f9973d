/**
 * The built-in reference text: what Σ_S of IsoScore⋆ is estimated from when ζ > 0 and nobody names another text. A mix
 * of the registers that people paste (definitions, short example sentences, literary prose), none of it a line of a
 * sample. Reads files: Node only.
 */
import { chooseDefinitions, definitionLine, readsWell, type TaggedSynset } from "./definitions.ts";
import { chapterCount, readChapter, sentencesOfChapter } from "./mobyDick.ts";
import { inSeededOrder } from "./seededOrder.ts";
import { isUnwelcome } from "./unwelcomeWords.ts";

/** Lines of each kind; together a little above 20,000 tokens of the default model's vocabulary. */
const definitionCount = 480;
const exampleCount = 620;
const proseCount = 300;
/** The sample shows the first five chapters; the reference takes the others. */
const firstChapter = 6;

function identity(text: string): string {
  return text;
}

/** Example sentences of the dictionary: at least five words, one for each synset, so that no word's examples crowd the text. */
function exampleSentences(synsets: readonly TaggedSynset[]): string[] {
  return synsets.flatMap(({ examples }) =>
    examples.filter((example) => example.split(" ").length >= 5 && !isUnwelcome(example)).slice(0, 1),
  );
}

/**
 * Chooses the reference text.
 *
 * @param synsets All tagged synsets of WordNet, in any order.
 * @param seed Seed of the choice.
 * @returns Lines without repetition, in a random order that depends on nothing but the seed.
 */
export function chooseReferenceText(synsets: readonly TaggedSynset[], seed: number): string[] {
  const inSample = new Set(chooseDefinitions(synsets, seed).map(({ text }) => text));
  const definitions = synsets
    .filter(readsWell)
    .map(definitionLine)
    .filter((line) => !inSample.has(line));
  const chapters = Array.from({ length: chapterCount + 1 - firstChapter }, (_, index) =>
    readChapter(firstChapter + index),
  );
  const sources: readonly (readonly [candidates: readonly string[], count: number])[] = [
    [definitions, definitionCount],
    [exampleSentences(synsets), exampleCount],
    [chapters.flatMap(sentencesOfChapter), proseCount],
  ];
  const lines = sources.flatMap(([candidates, count]) =>
    inSeededOrder([...new Set(candidates)], identity, seed).slice(0, count),
  );
  return inSeededOrder(lines, identity, seed);
}
