/** Reads pasted text and text files: one sentence a line. */
import { gitLfsPointer } from "../../files/gitLfsPointer.ts";
import { InputError } from "../inputError.ts";
import { splitLines } from "./splitLines.ts";

/** The sentences of a text. */
export interface TextLines {
  /** Each line that has a visible character, trimmed, without control characters. */
  readonly lines: readonly string[];
  /** Number of each of these lines in the text as given, counted from 1. */
  readonly lineNumbers: readonly number[];
  /** Lines left out because nothing in them is visible. */
  readonly skipped: number;
  /** Lines out of which a control character or half a surrogate pair was taken. */
  readonly cleaned: number;
}

/** What editors and Unicode take for the end of a line: CRLF, LF, CR, NEL, U+2028 and U+2029. */
const lineEnd = /\r\n|[\n\r\u0085\u2028\u2029]/g;

/**
 * Control characters have no meaning in a sentence and no place in a vocabulary; BERT's own cleaning drops them too.
 * A byte order mark inside a text (files joined by hand) and lone surrogates go with them. Characters that steer the
 * direction of writing or join letters and emoji stay: they are part of the text.
 */
// eslint-disable-next-line no-control-regex
const controlCharacters = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\ufeff]|\p{Surrogate}/gu;

/** True if a line has something to see: not only blanks, format characters and the like. */
export function isVisible(line: string): boolean {
  return /[^\s\p{Cc}\p{Cf}]/u.test(line);
}

/** A line without control characters and lone surrogates; tabs are blanks. */
export function cleanLine(line: string): string {
  return line.replace(controlCharacters, "").replace(/[\t\v\f]/g, " ");
}

/** Splits a text into its sentences, one a line. Any text is allowed; one without a visible character has no lines. */
export function readLines(text: string): TextLines {
  const lines: string[] = [];
  const lineNumbers: number[] = [];
  let skipped = 0;
  let cleaned = 0;
  let lastIsEmpty = false;
  for (const { content, line: number } of splitLines(text.replace(/^\ufeff/, ""), lineEnd)) {
    lastIsEmpty = content === "";
    const line = lastIsEmpty ? "" : cleanLine(content);
    if (!isVisible(line)) {
      skipped += 1;
      continue;
    }
    if (line.length !== content.length) cleaned += 1;
    lines.push(line.trim());
    lineNumbers.push(number);
  }
  // What follows the last line's end is no line of its own.
  if (lastIsEmpty) skipped -= 1;
  return { lines, lineNumbers, skipped, cleaned };
}

/** The encoding that a byte order mark announces, UTF-8 where there is none. */
function encodingOf(bytes: Uint8Array): "utf-8" | "utf-16le" | "utf-16be" {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  return "utf-8";
}

/** Number, from 1, of the first line that is no UTF-8. */
function firstInvalidLine(bytes: Uint8Array): number {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let start = 0;
  for (let line = 1; ; line++) {
    const newline = bytes.indexOf(0x0a, start);
    try {
      decoder.decode(bytes.subarray(start, newline < 0 ? bytes.length : newline));
    } catch {
      return line;
    }
    if (newline < 0) return line;
    start = newline + 1;
  }
}

/**
 * Decodes the bytes of a text file: UTF-8, or UTF-16 with a byte order mark.
 *
 * @throws InputError git-lfs-pointer, text-binary, text-not-utf8.
 */
export function decodeText(bytes: Uint8Array): string {
  const missingBytes = gitLfsPointer(bytes);
  if (missingBytes !== undefined) throw new InputError({ code: "git-lfs-pointer", file: "", bytes: missingBytes });
  const encoding = encodingOf(bytes);
  if (encoding !== "utf-8") return new TextDecoder(encoding).decode(bytes);
  const nul = bytes.indexOf(0);
  if (nul >= 0) throw new InputError({ code: "text-binary", offset: nul });
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new InputError({ code: "text-not-utf8", line: firstInvalidLine(bytes) });
  }
}
