/**
 * Which characters the reference (Rust `tokenizers` 0.23) takes for punctuation, accents, letters and so on. Its tables
 * are those of several versions of Unicode. A JavaScript engine's are newer, and differ from engine to engine, so that
 * \\p{P} and the like would give other tokens for younger characters. White space is \\p{White_Space}, which has not
 * changed since Unicode 6.3; JavaScript's own \\s and trim() differ from it in U+FEFF and U+0085.
 */
import {
  combiningMarkTable,
  controlTable,
  extendingTable,
  inertTable,
  letterTable,
  nonspacingMarkTable,
  numberTable,
  prependedTable,
  punctuationTable,
  youngCapitalTable,
  youngSmallLetters,
} from "./referenceTables.ts";

/** What stands between the brackets of a regular expression with the flag u. */
function classOf(table: string): string {
  let last = 0;
  return table
    .split(" ")
    .map((entry) => {
      const [distance, length = "0"] = entry.split(".");
      const from = last + parseInt(distance, 36);
      last = from + parseInt(length, 36);
      return `\\u{${from.toString(16)}}-\\u{${last.toString(16)}}`;
    })
    .join("");
}

const punctuation = classOf(punctuationTable);
const letter = classOf(letterTable);
const number = classOf(numberTable);

/** The words and the punctuation marks of a text, each mark for itself. */
export const wordsAndMarks = new RegExp(`[^\\p{White_Space}${punctuation}]+|[${punctuation}]`, "gu");

/** GPT-2's division into words, numbers, signs and spaces. */
export const byteLevelPattern = new RegExp(
  `'s|'t|'re|'ve|'m|'ll|'d| ?[${letter}]+| ?[${number}]+| ?[^\\p{White_Space}${letter}${number}]+|` +
    `\\p{White_Space}+(?!\\P{White_Space})|\\p{White_Space}+`,
  "gu",
);

/** Accents that BERT's normalizer takes off. */
export const nonspacingMarks = new RegExp(`[${classOf(nonspacingMarkTable)}]`, "gu");

/** Accents that the normalizer StripAccents takes off. */
export const combiningMarks = new RegExp(`[${classOf(combiningMarkTable)}]`, "gu");

/** Control characters without tab and line ends, and U+FFFD, which is cleaned away with them. */
export const controlCharacters = new RegExp(`[${classOf(controlTable)}]`, "gu");

const inert = new RegExp(`([${classOf(inertTable)}])`, "u");

/**
 * The text in a normal form of Unicode, as the reference makes it. Characters that are younger than its tables stay as
 * they are, and nothing is composed or reordered across them.
 */
export function normalForm(text: string, form: "NFC" | "NFD" | "NFKC" | "NFKD"): string {
  if (!inert.test(text)) return text.normalize(form);
  return text
    .split(inert)
    .map((part, index) => (index % 2 === 1 ? part : part.normalize(form)))
    .join("");
}

const youngCapitals = new RegExp(`[${classOf(youngCapitalTable)}]`, "gu");

const smallLetterOf: ReadonlyMap<string, string> = (() => {
  const small = Array.from(youngSmallLetters);
  const table = new Map<string, string>();
  for (let code = 0; code < 0x30000; code++) {
    const capital = String.fromCodePoint(code);
    youngCapitals.lastIndex = 0;
    if (youngCapitals.test(capital)) table.set(capital, small[table.size]);
  }
  youngCapitals.lastIndex = 0;
  return table;
})();

/** Each character lowered alone: a word-final Σ becomes σ, which JavaScript makes ς. */
export function lowered(text: string): string {
  if (/^[\0-\x7f]*$/.test(text)) return text.toLowerCase();
  return text
    .replace(youngCapitals, (capital) => smallLetterOf.get(capital)!)
    .replaceAll("Σ", "σ")
    .toLowerCase();
}

/** Grapheme_Cluster_Break=Control of Unicode, as ranges. */
const control =
  "\\p{Cc}\\xad\\u061c\\u180e\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff\\ufff0-\\ufffb\\u{13430}-\\u{1343f}" +
  "\\u{1bca0}-\\u{1bca3}\\u{1d173}-\\u{1d17a}\\u{e0000}-\\u{e001f}\\u{e0080}-\\u{e00ff}\\u{e01f0}-\\u{e0fff}";
const prepended = classOf(prependedTable);

/**
 * Grapheme clusters, as far as those of fewer than 6 bytes in UTF-8 go: longer ones, such as Hangul syllables and emoji
 * that are joined, may come in parts.
 */
export const shortClusters = new RegExp(
  `\\r\\n|[${control}]|[${prepended}]*[^${control}${prepended}][${classOf(extendingTable)}]*|[${prepended}]+`,
  "gu",
);
