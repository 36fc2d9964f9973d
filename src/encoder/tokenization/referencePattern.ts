/**
 * Regular expressions of a tokenizer.json, written for Oniguruma, as JavaScript's: those that mean the same in both and
 * whose search takes a time in proportion to the text's length. A pattern from a file may else take time that doubles
 * with each character.
 */
import { EncoderError } from "../encoderError.ts";

/** Times that all bounded repetitions of a pattern may repeat together. */
const mostRepetitions = 1000;

/** One character, or one set of them, without what the two dialects read differently. */
const character = /\\[nrtfvsS\\^$.*+?()[\]{}|/"'#&~` -]|[^\\^$.*+?()[\]{}|]|\./uy;
const set = /\[\^?(?:\\[nrtfvsS\\^$.*+?()[\]{}|/-]|[^\\[\]&^])+\]/uy;
const repetition = /(?:[*+?]|\{\d{1,4}(?:,\d{0,4})?\})\??/uy;

/**
 * The pattern as a global expression of JavaScript. Read are characters, sets of characters, the classes \s and \S, and repetitions, an endless one at the end only.
 * @throws EncoderError `tokenizer-invalid`, naming the pattern.
 */
export function referencePattern(pattern: string): RegExp {
  const refused = () => new EncoderError("tokenizer-invalid", { detail: "pattern", pattern: pattern.slice(0, 80) });
  let source = "";
  let at = 0;
  let repetitions = 1;
  let canBeEmpty = true;
  const next = (part: RegExp): string | undefined => {
    part.lastIndex = at;
    const found = part.exec(pattern)?.[0];
    at += found?.length ?? 0;
    return found;
  };
  while (at < pattern.length) {
    const atom = next(character) ?? next(set);
    if (atom === undefined) throw refused();
    source += ofJavaScript(atom);
    const times = next(repetition);
    if (times === undefined) {
      canBeEmpty = false;
      continue;
    }
    const { least, most } = timesOf(times);
    if (least > 0) canBeEmpty = false;
    if (most === Infinity && at < pattern.length) throw refused();
    // "{2}?" is optional in the one and lazy in the other dialect; a second sign makes possessive ones.
    if (/^\{\d+\}\?$/.test(times) || next(repetition) !== undefined) throw refused();
    if (most !== Infinity) repetitions *= Math.max(1, most);
    source += times;
  }
  // Where a pattern that matches nothing is found next, the dialects do not agree.
  if (canBeEmpty || repetitions > mostRepetitions) throw refused();
  try {
    return new RegExp(source, "gu");
  } catch {
    throw refused();
  }
}

function timesOf(times: string): { least: number; most: number } {
  if (times.startsWith("?")) return { least: 0, most: 1 };
  if (times.startsWith("*")) return { least: 0, most: Infinity };
  if (times.startsWith("+")) return { least: 1, most: Infinity };
  const [, least, most] = /^\{(\d+)(?:,(\d*))?\}/.exec(times)!;
  return { least: Number(least), most: most === "" ? Infinity : Number(most ?? least) };
}

function ofJavaScript(atom: string): string {
  if (atom === ".") return "[^\\n]";
  const spaces = atom.replaceAll("\\s", "\\p{White_Space}").replaceAll("\\S", "\\P{White_Space}");
  // The flag u allows no escapes that are not needed; a hyphen is escaped within a set only.
  return atom.startsWith("[") ? spaces : spaces.replace(/^\\([-"'#&~` ])$/, "$1");
}
