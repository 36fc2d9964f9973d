/**
 * A catalogue of the same type in which every word is marked: ⟦…⟧. What a page or a command shows outside of the marks
 * has not come from the catalogue.
 */
import { english } from "../src/messages/en/catalogue.ts";
import type { Messages } from "../src/messages/messages.ts";

const [open, close] = ["⟦", "⟧"];

/** Around what a message was given and repeats, if it is prose that has not come from the catalogue. */
const [bareOpen, bareClose] = ["⟪", "⟫"];

/** Codes and names of files, which messages are given too, hold no blank between Latin words. */
const prose = /\p{Script=Latin}{2} \p{Script=Latin}{2}/u;

/** Formats write numbers, and the locale is no word. TeX is no prose. */
const unmarked = new Set(["formats", "locale", "formula"]);

function marked(value: unknown): unknown {
  if (typeof value === "string") return value === "" ? value : `${open}${value}${close}`;
  if (typeof value === "function")
    return (...given: unknown[]) => showBare(marked((value as (...all: unknown[]) => unknown)(...given)), given);
  if (Array.isArray(value)) return value.map(marked);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [key, unmarked.has(key) ? (entry as unknown) : marked(entry)]),
  );
}

/** Sets apart what would hide within the marks of the message that it was given to. */
function showBare(said: unknown, given: readonly unknown[]): unknown {
  if (Array.isArray(said)) return said.map((entry) => showBare(entry, given));
  if (typeof said !== "string") return said;
  return stringsIn(given)
    .filter((text) => !text.includes(bareOpen) && prose.test(outsideMarks(text)))
    .reduce((left, text) => left.replaceAll(text, () => `${bareOpen}${text}${bareClose}`), said);
}

function stringsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}

export const markedMessages = marked(english) as Messages;

/** What stands outside of the marks, or was set apart; marks may lie within marks, where one message holds another. */
function outsideMarks(text: string): string {
  let depth = 0;
  let bare = false;
  let outside = "";
  for (const character of text) {
    if (character === open) depth++;
    else if (character === close) depth = Math.max(0, depth - 1);
    else if (character === bareOpen) bare = true;
    else if (character === bareClose) bare = false;
    else if (depth === 0 || bare) outside += character;
  }
  return outside;
}

/** Words in Latin letters outside of the marks: two letters or more, as n, d and λ are signs. */
export function unmarkedWords(text: string): string[] {
  return outsideMarks(text).match(/\p{Script=Latin}[\p{Script=Latin}\p{M}'’-]*\p{Script=Latin}/gu) ?? [];
}
