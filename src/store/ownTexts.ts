/** Texts of the person's own, the latest first: a sample or a link takes the place of none of them. Pure. */

const mostTexts = 8;
/** Characters of all of them: browsers keep about 5 million for a tab, and a text is one of several things kept. */
const mostCharacters = 1_000_000;

/** The texts with one brought to the front; the empty text is none. The oldest give way where there are too many. */
export function withOwnText(texts: readonly string[], text: string): readonly string[] {
  if (text.trim() === "") return texts;
  let room = mostCharacters;
  return [text, ...texts.filter((other) => other !== text)]
    .slice(0, mostTexts)
    .filter(({ length }, index) => (room -= length) >= 0 || index === 0);
}

/** The texts after the one at the front has been edited. Emptied, it stays as it was, so that it can be had back. */
export function withEdited(texts: readonly string[], before: string, after: string): readonly string[] {
  return withOwnText(after.trim() === "" ? texts : texts.filter((other) => other !== before), after);
}

/** The first words of a text, by which a menu names it. */
export function firstWords(text: string, most = 32): string {
  const line = text.trim().split("\n", 1)[0]!.trim();
  if (line.length <= most) return line;
  const cut = line.slice(0, most);
  return `${cut.slice(0, cut.lastIndexOf(" ") > most / 2 ? cut.lastIndexOf(" ") : most)} …`;
}
