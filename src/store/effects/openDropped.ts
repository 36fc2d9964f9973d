/** What files dropped on the page are, and what becomes of them. */
import { decodeText } from "../../corpora/readers/text.ts";
import { areWordVectors } from "../../vectors/wordVectors.ts";
import { actions } from "../actions/actions.ts";
import { useApp } from "../appState.ts";

/** A text file of sentences is small; a larger one is left to the readers of vectors, which take files piece by piece. */
const largestText = 2 ** 23;

/**
 * Text files alone are sentences for the encoder, or, where vectors are on screen, words for their points; anything else
 * holds vectors.
 */
export async function openDropped(files: readonly File[]): Promise<void> {
  const isText = ({ name, type, size }: File) =>
    (/\.(?:txt|md|text)$/i.test(name) || (type === "text/plain" && !/\.(?:csv|tsv)$/i.test(name))) &&
    size <= largestText;
  const [first] = files;
  if (first === undefined) return;
  if (!files.every(isText)) return actions.vectors.open(files);
  if (useApp.getState().vectors !== null) return actions.vectors.addBeside(files);
  try {
    const text = decodeText(new Uint8Array(await first.arrayBuffer()));
    if (isNumbers(text)) actions.vectors.open(files);
    else actions.setText(text);
  } catch {
    // What is wrong with the file, the readers of vectors say in one sentence.
    actions.vectors.open(files);
  }
}

/** True if the first line that is no comment has nothing but numbers, or the first lines are words with their numbers. */
function isNumbers(text: string): boolean {
  const lines = text.split(/\r\n|[\n\r]/, 20).filter((candidate) => candidate.trim() !== "");
  if (areWordVectors(lines)) return true;
  const line = lines.find((candidate) => !candidate.startsWith("#")) ?? "";
  const cells = line.trim().split(/[\s,;]+/);
  return cells.length > 1 && cells.every((cell) => Number.isFinite(Number(cell)));
}
