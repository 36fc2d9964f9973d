/** The samples written for this project, as labelled lines. */
import type { LabelledText } from "../corpus.ts";
import { languageNames, languages } from "./languages.ts";
import { fillers, templates } from "./oneSlot.ts";
import { opinions } from "./opinions.ts";
import { editKinds, smallEdits } from "./smallEdits.ts";
import { wordSenses } from "./wordSenses.ts";

/** Each group's label with each of its texts, group after group. */
function labelGroups(groups: Readonly<Record<string, readonly string[]>>): LabelledText[] {
  return Object.entries(groups).flatMap(([label, texts]) => texts.map((text) => ({ text, label })));
}

/** A table whose columns have labels, row after row. */
function labelColumns(labels: readonly string[], rows: readonly (readonly string[])[]): LabelledText[] {
  return rows.flatMap((row) => row.map((text, column) => ({ text, label: labels[column]! })));
}

/** Every filler in every template, class after class. */
function fillTemplates(): LabelledText[] {
  return Object.entries(fillers).flatMap(([label, words]) =>
    words.flatMap((word) => templates.map((template) => ({ text: template.replace("{}", word), label }))),
  );
}

export const writtenSamples = {
  "word-senses": labelGroups(wordSenses),
  "small-edits": labelColumns(editKinds, smallEdits),
  "one-slot": fillTemplates(),
  opinions: labelGroups(opinions),
  languages: labelColumns(languageNames, languages),
} as const satisfies Record<string, readonly LabelledText[]>;
