/** The rows of the task "definitions": what WordNet says of a noun, to be sorted into the category of the noun. */
import type { LabelledText } from "../corpus.ts";
import { readsWell, type TaggedSynset } from "./definitions.ts";
import { lettersOf } from "./lettersOf.ts";
import { inSeededOrder } from "./seededOrder.ts";
import { lexicographerFiles, type LexicographerFile } from "./wordNet.ts";

/** The categories: label and lexicographer file. Three of things, three of what people do, say and are in. */
const categories: readonly (readonly [label: string, file: LexicographerFile])[] = [
  ["act", "noun.act"],
  ["animal", "noun.animal"],
  ["artifact", "noun.artifact"],
  ["communication", "noun.communication"],
  ["food", "noun.food"],
  ["state", "noun.state"],
];
const definitionsPerCategory = 300;

/** The labels as they occur in definitions, in all their forms: "the act of …" would give the answer away. */
const labelWords =
  /\b(?:acts?|acted|acting|actions?|activit(?:y|ies)|animals?|arti?e?facts?|communicat\w*|foods?|states?)\b/i;

/** True if a definition has the name of a category in it. */
export function namesACategory(definition: string): boolean {
  return labelWords.test(definition);
}

/**
 * Chooses the rows: definitions alone, without the word they define, each text once, the categories taking turns.
 *
 * @param synsets All synsets of WordNet, in any order.
 * @param seed Seed of the choice.
 */
export function chooseCategoryDefinitions(synsets: readonly TaggedSynset[], seed: number): LabelledText[] {
  const uses = new Map<string, number>();
  for (const { definition } of synsets) {
    const letters = lettersOf(definition);
    uses.set(letters, (uses.get(letters) ?? 0) + 1);
  }
  const columns = categories.map(([label, file]) => {
    const candidates = synsets
      .filter((synset) => synset.lexicographerFile === lexicographerFiles[file] && readsWell(synset))
      .map(({ definition }) => definition.replace(/\s+/g, " "))
      // The same words for two synsets could stand for two categories.
      .filter((definition) => !namesACategory(definition) && uses.get(lettersOf(definition)) === 1);
    return inSeededOrder(candidates, (definition) => definition, seed)
      .slice(0, definitionsPerCategory)
      .map((text) => ({ text, label }));
  });
  return Array.from({ length: definitionsPerCategory }, (_, row) => columns.map((column) => column[row]!)).flat();
}
