/** The normalizers of a tokenizer.json, each as the reference (Rust `tokenizers`) does it. */
import { EncoderError } from "../encoderError.ts";
import { readCharacterMap } from "./characterMap.ts";
import { combiningMarks, controlCharacters, lowered, nonspacingMarks, normalForm } from "./referenceCharacters.ts";
import { referencePattern } from "./referencePattern.ts";
import type { TokenizerPart } from "./tokenizerPart.ts";

export interface Normalizer {
  normalize(text: string): string;
  /**
   * How much of the normalized text comes from the beginning of a text, in UTF-16 units.
   * @param lead how much of the text counts as its beginning.
   */
  leadAfter(text: string, lead: number): number;
  /** Times that a text may grow at most, in UTF-16 units. */
  readonly growth: number;
}

/** Times that a text may grow by all normalizers together: a few replacements could make gigabytes of one letter. */
const mostGrowth = 6000;

/** Times that a text may grow by each normal form, in UTF-16 units (Unicode Standard Annex 15). */
const growthOfForm = { NFC: 3, NFD: 4, NFKC: 18, NFKD: 18 } as const;

/** Of normalizers that treat the beginning of a text like a text of its own. */
const leadOf = (normalize: (text: string) => string) => (text: string, lead: number) =>
  lead === 0 ? 0 : normalize(text.slice(0, lead)).length;

const alone = (growth: number, normalize: (text: string) => string): Normalizer => ({
  growth,
  normalize,
  leadAfter: leadOf(normalize),
});

/** CJK ideographs, as BERT's normalizer lists them. */
const ideographs =
  /[\u4e00-\u9fff\u3400-\u4dbf\u{20000}-\u{2a6df}\u{2a700}-\u{2b73f}\u{2b740}-\u{2b81f}\u{2b920}-\u{2ceaf}\uf900-\ufaff\u{2f800}-\u{2fa1f}]/gu;

/**
 * The normalizers one after the other.
 * @param parts checked, sequences already resolved.
 * @throws EncoderError `tokenizer-invalid` if a pattern or a map of characters can't be read.
 */
export function normalizerOf(parts: readonly TokenizerPart[]): Normalizer {
  const all = parts.map(normalizerOfPart);
  const growth = all.reduce((product, part) => product * part.growth, 1);
  if (growth > mostGrowth)
    throw new EncoderError("tokenizer-invalid", { detail: "normalizers-grow", factor: Math.round(growth) });
  return {
    growth,
    normalize: (text) => all.reduce((current, part) => part.normalize(current), text),
    leadAfter(text, lead) {
      let current = text;
      return all.reduce((left, part) => {
        const after = part.leadAfter(current, left);
        current = part.normalize(current);
        return after;
      }, lead);
    },
  };
}

function normalizerOfPart(part: TokenizerPart): Normalizer {
  switch (part.type) {
    case "BertNormalizer":
      return bertNormalizer(part);
    case "NFC":
    case "NFD":
    case "NFKC":
    case "NFKD": {
      const form = part.type;
      return alone(growthOfForm[form], (text) => normalForm(text, form));
    }
    case "Lowercase":
      return alone(2, lowered);
    case "Precompiled": {
      const map = readCharacterMap(part.precompiled_charsmap);
      const normalize = (text: string) => map.normalize(text);
      return {
        growth: Math.max(1, map.longestReplacement),
        normalize,
        // The first character that is left counts as the first of the text, whatever was taken away before it.
        leadAfter: (text, lead) =>
          lead === 0 ? 0 : Math.max(normalize(text.slice(0, lead)).length, firstLength(normalize(text))),
      };
    }
    case "Prepend": {
      const before = String(part.prepend);
      return {
        growth: 1 + before.length,
        normalize: (text) => (text === "" ? text : before + text),
        leadAfter: (_text, lead) => (lead === 0 ? 0 : before.length + lead),
      };
    }
    case "Strip":
      return strip(part.strip_left === true, part.strip_right === true);
    case "StripAccents":
      return alone(1, (text) => text.replace(combiningMarks, ""));
    case "Replace":
      return replace(part);
    default:
      throw new RangeError(part.type);
  }
}

/** Length of a text's first character in UTF-16 units; 0 of no text. */
const firstLength = (text: string): number => (text === "" ? 0 : text.codePointAt(0)! > 0xffff ? 2 : 1);

function strip(left: boolean, right: boolean): Normalizer {
  const start = /^\p{White_Space}+/u;
  return {
    growth: 1,
    normalize(text) {
      const from = left ? text.replace(start, "") : text;
      return right ? from.replace(/(?<!\p{White_Space})\p{White_Space}+$/u, "") : from;
    },
    leadAfter: (text, lead) => (left ? Math.max(0, lead - (start.exec(text)?.[0].length ?? 0)) : lead),
  };
}

/** BERT's: cleaned, ideographs between spaces, accents off, and lowered, in this order. */
function bertNormalizer(part: TokenizerPart): Normalizer {
  const cleans = part.clean_text === true;
  const parts = part.handle_chinese_chars === true;
  const lowers = part.lowercase === true;
  // Accents go with capitals unless it is said otherwise.
  const strips = typeof part.strip_accents === "boolean" ? part.strip_accents : lowers;
  // Spaces around an ideograph, or up to three accents of a letter.
  return alone(4, (text) => {
    // Most text is plain ASCII, which needs no table.
    if (/^[ -~]*$/.test(text)) return lowers ? text.toLowerCase() : text;
    let current = text;
    if (cleans) current = current.replace(controlCharacters, "").replace(/\p{White_Space}/gu, " ");
    if (parts) current = current.replace(ideographs, " $& ");
    if (strips) current = normalForm(current, "NFD").replace(nonspacingMarks, "");
    return lowers ? lowered(current) : current;
  });
}

function replace(part: TokenizerPart): Normalizer {
  const { String: text, Regex: pattern } = (part.pattern ?? {}) as { String?: unknown; Regex?: unknown };
  const content = String(part.content);
  const expression =
    typeof text === "string"
      ? new RegExp(text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&"), "gu")
      : referencePattern(String(pattern));
  return {
    // Of a pattern nothing is known but that it is found in one character at least.
    growth: Math.max(1, content.length / (typeof text === "string" ? text.length : 1)),
    normalize: (value) => value.replace(expression, () => content),
    leadAfter(value, lead) {
      let after = 0;
      let done = 0;
      for (const match of value.matchAll(expression)) {
        if (match.index >= lead) break;
        after += match.index - done;
        done = match.index + match[0].length;
        // What replaces several characters counts as coming from the last of them.
        if (done > lead) return after;
        after += content.length;
      }
      return after + lead - done;
    },
  };
}
