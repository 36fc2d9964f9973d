/**
 * Splits English prose into sentences by rule. Not Intl.Segmenter: its rules change with the ICU version of the
 * runtime, and a sample has to be the same text everywhere.
 */

/** A full stop after one of these ends no sentence. */
const abbreviations = new Set([
  "Mr.",
  "Mrs.",
  "Mt.",
  "St.",
  "Dr.",
  "Capt.",
  "Rev.",
  "Hon.",
  "Prof.",
  "Sr.",
  "Jr.",
  "&c.",
]);

/** End of a sentence: its mark, closing quotes or brackets, a gap (or Melville's ".—"), then what may begin the next. */
const boundary = /([.!?]["')\]]*)(?:\s+|(?=—))(?=["'([—]*[A-Z0-9])/g;

/** The sentences of a paragraph, trimmed. A break of line inside the paragraph counts as a blank. */
export function splitSentences(paragraph: string): string[] {
  const text = paragraph.replace(/\s+/g, " ").trim();
  const sentences: string[] = [];
  let start = 0;
  for (const match of text.matchAll(boundary)) {
    const end = match.index + match[1]!.length;
    // A single capital is an initial, except for the pronoun: "thought I. But it is a common name".
    const lastWord = text
      .slice(start, end)
      .split(/[\s—("]/)
      .at(-1)!;
    if (abbreviations.has(lastWord) || /^[A-HJ-Z]\.$/.test(lastWord)) continue;
    sentences.push(text.slice(start, end));
    start = end;
  }
  sentences.push(text.slice(start));
  return sentences.map((sentence) => sentence.replace(/^[\s—]+/, "").trim()).filter((sentence) => sentence !== "");
}
