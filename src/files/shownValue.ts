/** Values from JSON, as a message shows them. */

import { isNestedDeeper } from "./nesting.ts";

/** A file may hold a text of megabytes where a number belongs. */
const longest = 80;

/** A value as JSON, cut to a length that fits a sentence. Nested too deep to be written, it is three dots. */
export function shownValue(value: unknown): string {
  if (isNestedDeeper(value)) return "…";
  // Nothing is undefined in JSON but what is not there.
  const text = (JSON.stringify(value) as string | undefined) ?? "undefined";
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
