/** What each point of a cloud is, for the page: its line, its place, its token. */
import type { HiddenStates } from "../encoder/hiddenStates.ts";
import type { TextTokenizer } from "../encoder/tokenizer.ts";
import type { PointTable } from "./protocol.ts";
import type { UnitPoints } from "./units.ts";

/**
 * The table of a cloud's points.
 * @param lineOfSentence the line of the request that each encoded sentence is.
 */
export function pointTable(points: UnitPoints, states: HiddenStates, lineOfSentence: Uint32Array, tokenizer: TextTokenizer): PointTable {
  const { offsets, ids } = states.tokens;
  const { n } = points.cloud;
  const line = points.sentence.map((sentence) => lineOfSentence[sentence]);
  if (points.token === undefined) {
    return { n, line, position: points.sentence.map((sentence) => offsets[sentence + 1] - offsets[sentence]), tokenTexts: [] };
  }
  const texts: string[] = [];
  const indexOfId = new Map<number, number>();
  const token = points.token.map((row) => {
    const id = ids[row];
    let index = indexOfId.get(id);
    if (index === undefined) {
      index = texts.length;
      indexOfId.set(id, index);
      texts.push(tokenizer.continuesWord(id) ? `##${tokenizer.tokenText(id)}` : tokenizer.tokenText(id));
    }
    return index;
  });
  const position = points.token.map((row, i) => row - offsets[points.sentence[i]]);
  return { n, line, position, token, tokenTexts: texts };
}
