/** What each point of a cloud is, for the page: its line, its place, its token. */
import type { HiddenStates } from "../encoder/hiddenStates.ts";
import type { TextTokenizer } from "../encoder/tokenizer.ts";
import type { PointTable } from "./protocol/pointTable.ts";
import type { UnitPoints } from "./units.ts";

/**
 * The table of a cloud's points.
 * @param lineOfSentence the line of the request that each encoded sentence is.
 */
export function pointTable(
  points: UnitPoints,
  states: HiddenStates,
  lineOfSentence: Uint32Array,
  tokenizer: TextTokenizer,
): PointTable {
  const { offsets, ids } = states.tokens;
  const { n } = points.cloud;
  const line = points.sentence.map((sentence) => lineOfSentence[sentence]);
  if (points.token === undefined) {
    return {
      n,
      line,
      position: points.sentence.map((sentence) => offsets[sentence + 1] - offsets[sentence]),
      tokenTexts: [],
    };
  }
  const { special } = states.tokens;
  const texts: string[] = [];
  const indexOfText = new Map<string, number>();
  const indexOfToken = new Map<number, number>();
  const token = points.token.map((row, i) => {
    // Vocabularies that mark spaces cannot tell a text's first word from the rest of a word.
    const isFirst = row === offsets[points.sentence[i]] || special[row - 1] === 1;
    const key = 2 * ids[row] + Number(isFirst);
    let index = indexOfToken.get(key);
    if (index !== undefined) return index;
    const text = tokenizer.tokenText(ids[row]);
    const shown = !isFirst && tokenizer.continuesWord(ids[row]) ? `##${text}` : text;
    index = indexOfText.get(shown) ?? texts.push(shown) - 1;
    indexOfText.set(shown, index);
    indexOfToken.set(key, index);
    return index;
  });
  const position = points.token.map((row, i) => row - offsets[points.sentence[i]]);
  return { n, line, position, token, tokenTexts: texts };
}
