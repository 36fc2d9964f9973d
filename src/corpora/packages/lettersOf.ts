/** The letters a … z of an English text in lower case: texts that differ only in marks, blanks, case or figures share them. */
export function lettersOf(text: string): string {
  return text.toLowerCase().replace(/[^a-z]/g, "");
}
