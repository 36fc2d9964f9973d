/**
 * Tokens that were added to a vocabulary. They are found in a text before anything else is done to it, or, where they
 * say so, in the normalized text. As the reference does it, step by step.
 */
import { shownValue } from "../../files/shownValue.ts";
import { EncoderError } from "../encoderError.ts";
import type { Normalizer } from "./normalizers.ts";

/** An added token of a checked tokenizer.json. */
export interface AddedToken {
  readonly id: number;
  readonly content: string;
  readonly lstrip: boolean;
  readonly rstrip: boolean;
  readonly normalized: boolean;
}

/** A piece of a text that is an added token, or is not and remains to be divided. */
export interface Piece {
  readonly text: string;
  readonly token: AddedToken | undefined;
  /** How much of the piece comes from the first character of the whole text, in UTF-16 units. */
  readonly lead: number;
}

export class AddedTokens {
  private readonly asWritten: TokenSearch | undefined;
  private readonly normalized: TokenSearch | undefined;
  private readonly normalizer: Normalizer;

  /** @throws EncoderError `tokenizer-invalid` if normalizing leaves nothing of a token, or makes two of them equal. */
  constructor(tokens: readonly AddedToken[], normalizer: Normalizer) {
    this.normalizer = normalizer;
    this.asWritten = searchFor(tokens.filter(({ normalized }) => !normalized).map((token) => [token.content, token]));
    this.normalized = searchFor(
      tokens.filter(({ normalized }) => normalized).map((token) => [normalizer.normalize(token.content), token]),
    );
  }

  /**
   * The text, normalized and divided at added tokens. No piece is empty.
   * @param watchesStart false if no one asks for `lead`, which then is 0.
   */
  pieces(text: string, watchesStart: boolean): Piece[] {
    if (text === "") return [];
    const first = !watchesStart ? 0 : text.codePointAt(0)! > 0xffff ? 2 : 1;
    const pieces: Piece[] = [];
    for (const piece of divide({ text, token: undefined, lead: first }, this.asWritten)) {
      if (piece.token !== undefined) {
        pieces.push(piece);
        continue;
      }
      const normal = this.normalizer.normalize(piece.text);
      if (normal === "") continue;
      const lead = piece.lead === 0 ? 0 : this.normalizer.leadAfter(piece.text, piece.lead);
      for (const part of divide({ text: normal, token: undefined, lead }, this.normalized)) pieces.push(part);
    }
    return pieces;
  }
}

/** An expression for the characters that tokens begin with, and how long those are that begin with each. */
interface TokenSearch {
  readonly beginnings: RegExp;
  /** Longest first. */
  readonly lengthsOf: ReadonlyMap<string, readonly number[]>;
  readonly tokenOf: ReadonlyMap<string, AddedToken>;
}

function searchFor(patterns: readonly (readonly [string, AddedToken])[]): TokenSearch | undefined {
  if (patterns.length === 0) return undefined;
  const tokenOf = new Map(patterns);
  for (const [pattern, { content }] of patterns) {
    const token = shownValue(content);
    if (pattern === "") throw new EncoderError("tokenizer-invalid", { detail: "added-token-vanishes", token });
    const other = tokenOf.get(pattern)!.content;
    if (other !== content)
      throw new EncoderError("tokenizer-invalid", {
        detail: "added-tokens-equal",
        token,
        other: shownValue(other),
      });
  }
  const lengths = new Map<string, Set<number>>();
  for (const pattern of tokenOf.keys()) {
    const first = String.fromCodePoint(pattern.codePointAt(0)!);
    const known = lengths.get(first);
    if (known === undefined) lengths.set(first, new Set([pattern.length]));
    else known.add(pattern.length);
  }
  const lengthsOf = new Map([...lengths].map(([first, known]) => [first, [...known].sort((a, b) => b - a)]));
  const codes = [...lengthsOf.keys()].map((first) => `\\u{${first.codePointAt(0)!.toString(16)}}`);
  return { beginnings: new RegExp(`[${codes.join("")}]`, "gu"), lengthsOf, tokenOf };
}

function divide(whole: Piece, search: TokenSearch | undefined): Piece[] {
  if (search === undefined) return [whole];
  const { text, lead } = whole;
  const { beginnings, lengthsOf, tokenOf } = search;
  const pieces: Piece[] = [];
  let done = 0;
  const push = (from: number, to: number, token?: AddedToken) => {
    if (from < to) pieces.push({ text: text.slice(from, to), token, lead: Math.max(0, lead - from) });
  };
  beginnings.lastIndex = 0;
  for (let first = beginnings.exec(text); first !== null; first = beginnings.exec(text)) {
    const at = first.index;
    // Of tokens that begin at one place the longest is taken.
    const length = lengthsOf.get(first[0])!.find((length) => tokenOf.has(text.slice(at, at + length)));
    if (length === undefined) continue;
    const token = tokenOf.get(text.slice(at, at + length))!;
    // The search goes on behind the token itself, even if it takes the spaces behind it too.
    beginnings.lastIndex = at + length;
    const start = token.lstrip ? Math.max(startOfSpaces(text, at), done) : at;
    const end = token.rstrip ? endOfSpaces(text, at + length) : at + length;
    push(done, start);
    push(start, end, token);
    done = end;
  }
  push(done, text.length);
  return pieces;
}

const space = /\p{White_Space}/u;

function startOfSpaces(text: string, end: number): number {
  let start = end;
  while (start > 0 && space.test(text[start - 1])) start -= 1;
  return start;
}

function endOfSpaces(text: string, start: number): number {
  let end = start;
  while (end < text.length && space.test(text[end])) end += 1;
  return end;
}
