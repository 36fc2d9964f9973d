/**
 * A catalogue of the same type in which every word is marked: ⟦…⟧. What a page or a command shows outside of the marks
 * has not come from the catalogue.
 */
import { english } from "../src/messages/en/catalogue.ts";
import type { Messages } from "../src/messages/messages.ts";

const [open, close] = ["⟦", "⟧"];

/** Formats write numbers, and the locale is no word. TeX is no prose. */
const unmarked = new Set(["formats", "locale", "formula"]);

function marked(value: unknown): unknown {
  if (typeof value === "string") return value === "" ? value : `${open}${value}${close}`;
  if (typeof value === "function")
    return (...given: unknown[]) => marked((value as (...all: unknown[]) => unknown)(...given));
  if (Array.isArray(value)) return value.map(marked);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [key, unmarked.has(key) ? (entry as unknown) : marked(entry)]),
  );
}

export const markedMessages = marked(english) as Messages;

/** What stands outside of the marks; marks may lie within marks, where one message holds another. */
function outsideMarks(text: string): string {
  let depth = 0;
  let outside = "";
  for (const character of text) {
    if (character === open) depth++;
    else if (character === close) depth = Math.max(0, depth - 1);
    else if (depth === 0) outside += character;
  }
  return outside;
}

/** Words in Latin letters outside of the marks: two letters or more, as n, d and λ are signs. */
export function unmarkedWords(text: string): string[] {
  return outsideMarks(text).match(/\p{Script=Latin}[\p{Script=Latin}\p{M}'’-]*\p{Script=Latin}/gu) ?? [];
}
