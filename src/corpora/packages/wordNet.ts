/**
 * Reads the database files of WordNet (wndb(5WN)): one synset a line, its glossary entry after a bar. Pure: the
 * text of the files comes in, entries go out. Runs in Node, when the site is built.
 */

/** The lexicographer files (lexnames(5WN)) that samples and tasks draw on, by their number in the database. */
export const lexicographerFiles = {
  "noun.act": 4,
  "noun.animal": 5,
  "noun.artifact": 6,
  "noun.body": 8,
  "noun.communication": 10,
  "noun.feeling": 12,
  "noun.food": 13,
  "noun.state": 26,
  "verb.motion": 38,
} as const;
export type LexicographerFile = keyof typeof lexicographerFiles;

/** One synset: a set of words that share a meaning. */
export interface Synset {
  /** Byte offset in its data file; with the part of speech it identifies the synset. */
  readonly offset: string;
  readonly lexicographerFile: number;
  readonly words: readonly string[];
  readonly definition: string;
  readonly examples: readonly string[];
}

/**
 * Splits a glossary entry into its definition and the quoted examples that follow.
 *
 * @example parseGloss('change place; "go home!"; "we went"') → { definition: "change place", examples: ["go home!", "we went"] }
 */
export function parseGloss(gloss: string): { definition: string; examples: string[] } {
  const start = gloss.search(/(^|;\s*)"/);
  const definition = (start < 0 ? gloss : gloss.slice(0, start)).trim().replace(/[;:,]$/, "");
  const examples =
    start < 0 ? [] : [...gloss.slice(start).matchAll(/"([^"]+)"/g)].map(([, example]) => example!.trim());
  return { definition, examples };
}

/**
 * Reads one line of a data file; null for the lines of the licence, which begin with two blanks, and for blank lines.
 *
 * @throws Error if the line is no synset.
 */
export function parseDataLine(line: string): Synset | null {
  if (line.trim() === "" || line.startsWith("  ")) return null;
  const bar = line.indexOf(" | ");
  const [offset, fileNumber, partOfSpeech, wordCount, ...rest] = line.slice(0, bar).split(" ");
  const count = Number.parseInt(wordCount ?? "", 16);
  if (bar < 0 || !/^\d{8}$/.test(offset!) || !/^[nvasr]$/.test(partOfSpeech ?? "") || !(count >= 1)) {
    throw new Error(`Not a line of a WordNet data file: ${line.slice(0, 60)}`);
  }
  // Words alternate with their lexical ids. An adjective may carry a syntactic marker: "galore(ip)".
  const words = rest.filter((_, index) => index % 2 === 0 && index < 2 * count);
  return {
    offset: offset!,
    lexicographerFile: Number(fileNumber),
    words: words.map((word) => word.replace(/\((a|p|ip)\)$/, "").replaceAll("_", " ")),
    ...parseGloss(line.slice(bar + 3)),
  };
}

/** What WordNet's sense index tells of one synset. */
export interface SenseUse {
  /** How often the synset was met in WordNet's sense-tagged texts, summed over its words. */
  readonly occurrences: number;
  /** The words whose most common sense this is, in lower case, with blanks as underscores. */
  readonly firstSenseOf: readonly string[];
}

/**
 * Reads index.sense: one sense of one word a line, its key, the synset's offset, the sense's rank and its occurrences.
 *
 * @param partOfSpeech 1 for nouns, 2 for verbs, as in a sense key.
 * @returns The use of each synset by its offset.
 */
export function parseSenseIndex(indexSense: string, partOfSpeech: 1 | 2): Map<string, SenseUse> {
  const uses = new Map<string, SenseUse>();
  for (const line of indexSense.split("\n")) {
    const [senseKey, offset, rank, occurrences] = line.split(" ");
    const [word, rest] = senseKey!.split("%");
    if (offset === undefined || !rest!.startsWith(`${partOfSpeech}:`)) continue;
    const before = uses.get(offset) ?? { occurrences: 0, firstSenseOf: [] };
    uses.set(offset, {
      occurrences: before.occurrences + Number(occurrences),
      firstSenseOf: rank === "1" ? [...before.firstSenseOf, word!] : before.firstSenseOf,
    });
  }
  return uses;
}
