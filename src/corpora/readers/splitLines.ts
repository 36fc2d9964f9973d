/** The lines of a text, one at a time: a text may have many million, most of them blank. */

export interface TextLine {
  /** Without its end. */
  readonly content: string;
  /** Counted from 1. */
  readonly line: number;
}

/** What ends a line of a table or of JSON Lines. U+2028 and U+2029 may stand inside a value. */
const rowEnd = /\r\n|[\n\r]/g;

/**
 * The lines, of which the last has no end and may be empty.
 * @param end matches what ends a line; with the flag g.
 */
export function* splitLines(text: string, end: RegExp = rowEnd): Generator<TextLine, void, void> {
  const next = new RegExp(end);
  let start = 0;
  for (let line = 1; ; line++) {
    next.lastIndex = start;
    const match = next.exec(text);
    yield { content: text.slice(start, match?.index), line };
    if (match === null) return;
    start = next.lastIndex;
  }
}
