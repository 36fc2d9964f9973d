/** The pre-tokenizers of a tokenizer.json: what divides a text into the words that the model sees one by one. */
import { bytesAsCharacters } from "./byteCharacters.ts";
import { byteLevelPattern, wordsAndMarks } from "./referenceCharacters.ts";
import type { TokenizerPart } from "./tokenizerPart.ts";

/**
 * Divides a piece of text.
 * @param lead how much of the piece comes from the first character of the whole text, in UTF-16 units.
 */
export type PreTokenizer = (piece: string, lead: number) => Words;

export interface Words {
  readonly words: readonly string[];
  /** How much of each word comes from the first character of the whole text; empty if nothing does. */
  readonly leads: readonly number[];
}

/** The pre-tokenizers one after the other, each applied to the words of the one before. */
export function preTokenizerOf(parts: readonly TokenizerPart[]): PreTokenizer {
  const all = parts.map(preTokenizerOfPart);
  if (all.length === 0) return (piece) => ({ words: [piece], leads: [] });
  return all.reduce((first, second) => (piece, lead) => {
    const found = first(piece, lead);
    const words: string[] = [];
    const leads: number[] = [];
    found.words.forEach((word, index) => {
      const divided = second(word, found.leads[index] ?? 0);
      divided.words.forEach((part, at) => {
        // Once past the beginning nothing comes from it any more.
        if (at in divided.leads) leads[words.length] = divided.leads[at];
        words.push(part);
      });
    });
    return { words, leads };
  });
}

function preTokenizerOfPart(part: TokenizerPart): PreTokenizer {
  switch (part.type) {
    case "BertPreTokenizer":
      return (piece, lead) => wordsIn(piece, lead, wordsAndMarks);
    case "WhitespaceSplit":
      return (piece, lead) => wordsIn(piece, lead, /\P{White_Space}+/gu);
    case "ByteLevel":
      return byteLevel(part.add_prefix_space === true, part.use_regex !== false);
    case "Metaspace":
      return metaspace(part);
    default:
      throw new RangeError(part.type);
  }
}

/** All that an expression finds. */
function wordsIn(piece: string, lead: number, word: RegExp): Words {
  const words = piece.match(word) ?? [];
  if (lead === 0) return { words, leads: [] };
  const leads: number[] = [];
  for (const match of piece.matchAll(word)) {
    if (match.index >= lead) break;
    leads.push(Math.min(lead - match.index, match[0].length));
  }
  return { words, leads };
}

function byteLevel(prefixes: boolean, divides: boolean): PreTokenizer {
  return (piece, lead) => {
    const prefixed = prefixes && !piece.startsWith(" ");
    const text = prefixed ? ` ${piece}` : piece;
    const textLead = lead > 0 && prefixed ? lead + 1 : lead;
    const { words, leads } = divides
      ? wordsIn(text, textLead, byteLevelPattern)
      : { words: [text], leads: textLead > 0 ? [textLead] : [] };
    return {
      words: words.map(bytesAsCharacters),
      leads: leads.map((length, index) => bytesAsCharacters(words[index].slice(0, length)).length),
    };
  };
}

/** sentencepiece's: a mark for each space, and a word from each mark to the next. */
function metaspace(part: TokenizerPart): PreTokenizer {
  const mark = String(part.replacement);
  const prepends = part.prepend_scheme ?? (part.add_prefix_space === false ? "never" : "always");
  const divides = part.split !== false;
  return (piece, lead) => {
    const marked = piece.replaceAll(" ", mark);
    const prefixed = (prepends === "always" || (prepends === "first" && lead > 0)) && !marked.startsWith(mark);
    const text = prefixed ? mark + marked : marked;
    const textLead = lead > 0 && prefixed ? lead + mark.length : lead;
    const words: string[] = [];
    const leads: number[] = [];
    const push = (from: number, to?: number) => {
      if (from < textLead) leads.push(textLead - from);
      words.push(text.slice(from, to));
    };
    let from = 0;
    for (let at = divides ? text.indexOf(mark, 1) : -1; at !== -1; at = text.indexOf(mark, at + mark.length)) {
      push(from, at);
      from = at;
    }
    push(from);
    return { words, leads };
  };
}
