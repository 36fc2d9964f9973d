/**
 * Replacements that a tokenizer.json asks for, kept to those that end: a pattern may take time that doubles with each
 * character, and a few replacements one after the other may make gigabytes of one letter.
 */
import { EncoderError } from "./encoderError.ts";

/** Times that a text may grow by all replacements together. */
const mostGrowth = 64;

/** Any repetition without an end. */
const endless = /[*+]|\{\d*,\}/g;

/**
 * Checks the normalizers of a tokenizer, sequences and their parts alike.
 * @throws EncoderError `tokenizer-invalid`.
 */
export function checkReplacements(parts: readonly Record<string, unknown>[]): void {
  let growth = 1;
  for (const part of parts) {
    if (part.type !== "Replace") continue;
    const { String: text, Regex: pattern } = (part.pattern ?? {}) as { String?: unknown; Regex?: unknown };
    const length = typeof part.content === "string" ? part.content.length : 0;
    if (typeof pattern === "string") checkPattern(pattern);
    // Of a pattern nothing is known but that each match may be empty.
    const matched = typeof text === "string" && text !== "" ? text.length : undefined;
    growth *= matched === undefined ? 1 + length : Math.max(1, length / matched);
  }
  if (growth > mostGrowth)
    throw new EncoderError("tokenizer-invalid", { detail: "replacements-grow", factor: Math.round(growth) });
}

/** One endless repetition, in no group, takes time in the square of a text's length at most. */
function checkPattern(pattern: string): void {
  const bare = pattern.replace(/\\./g, "_");
  if (/[()]/.test(bare) || (bare.match(endless)?.length ?? 0) > 1)
    throw new EncoderError("tokenizer-invalid", { detail: "pattern", pattern: pattern.slice(0, 80) });
}
