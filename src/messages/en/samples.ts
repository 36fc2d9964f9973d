/** Titles and descriptions of the built-in samples and tasks. */
import type { CloudSampleId } from "../../corpora/cloudSamples.ts";
import type { SampleId } from "../../corpora/sampleList.ts";
import type { TaskId } from "../../corpora/tasks/taskList.ts";

interface SampleText {
  readonly title: string;
  /** One sentence on what to look for in it. */
  readonly description: string;
}

export const sampleTexts: Record<SampleId | CloudSampleId, SampleText> = {
  "wordnet-categories": {
    title: "Dictionary definitions",
    description:
      "Everyday words from six categories: by sentence, the categories draw apart towards layer 4 and loosen again in the last.",
  },
  "word-senses": {
    title: "One word, many senses",
    description:
      "Bank, spring, bat and crane in nine senses: from layer to layer the word's own token tells better which one is meant.",
  },
  "small-edits": {
    title: "Small edits of a sentence",
    description:
      "Twenty sentences negated, moved in time, misspelt: by sentence, each version stays beside its original even when it says the opposite.",
  },
  "one-slot": {
    title: "Templates with one slot",
    description:
      "Four templates, 36 words in their slot: by sentence the template rules every layer, and the class of the word gains in the last.",
  },
  opinions: {
    title: "Opinions",
    description:
      "Praise and blame with negation and irony: they overlap in every layer. What you label need not be what spreads the cloud.",
  },
  "moby-dick": {
    title: "Moby-Dick, opening chapters",
    description: "Running prose in long sentences: a chapter is a far weaker label than a dictionary's category.",
  },
  languages: {
    title: "Ten languages",
    description:
      "Twelve sentences in ten languages, read by an English model: by sentence, scripts it hardly knows crowd into a narrow cone.",
  },
  digits: {
    title: "Handwritten digits (vectors)",
    description:
      "1,600 pictures of the digits 0 to 7, a dimension for each of 28 × 28 pixels: 784 numbers, and yet TwoNN finds about 11 dimensions.",
  },
};

/** `description`: what a row is, what its class says about it, and what was left out. */
export const taskTexts: Record<TaskId, SampleText> = {
  sentiment: {
    title: "Praise or blame",
    description:
      "Short opinions on films, meals, tools, trips and people: some say it outright, others by negation, irony, mixed feelings or the mere facts. The same fifth is always held out.",
  },
  definitions: {
    title: "Dictionary definitions by category",
    description:
      "Definitions without the word that they define, and none that has the name of a category in it. An act and a state are easily taken for one another.",
  },
  "subject-lines": {
    title: "Spam or ham, by the subject line",
    description:
      "Subject lines of e-mails of 2002, without “Re:”, names of mailing lists and the random letters that spam was given. The wanted mail is mostly of computer lists and news, which makes it easier than it would be in your own mailbox.",
  },
};
