/** A comparison as tables for people: both runs, then the similarity of their layers. */
import type { Messages } from "../messages/messages.ts";
import type { CrossSimilarityReport } from "./crossSimilarityReport.ts";
import type { MeasureReport } from "./measureReport.ts";
import { formatTable } from "./table.ts";

export interface ComparisonReport {
  /** The first run, then the one beside it. */
  readonly runs: readonly [MeasureReport, MeasureReport];
  /** Layers of the first run by layers of the second; or why no point of one belongs to a point of the other. */
  readonly crossSimilarity: CrossSimilarityReport | { readonly notDefined: string };
}

const cellWidth = 7;

export function formatComparison(messages: Messages, { runs, crossSimilarity }: ComparisonReport): string {
  return [
    ...runs.map((report) => formatTable(messages, report)),
    similarityTable(messages, crossSimilarity, runs),
  ].join("\n");
}

function similarityTable(
  messages: Messages,
  similarity: ComparisonReport["crossSimilarity"],
  [first, second]: ComparisonReport["runs"],
): string {
  const words = messages.report;
  if ("notDefined" in similarity) return `${words.ckaNotDefined(similarity.notDefined)}\n`;
  const { cka, shuffled, comparedPairs, pairs, pointsAre, pairedBy } = similarity;
  const head = [words.layer, ...second.layers.map(({ layer }) => String(layer))];
  const rows = cka.map((values, row) => [
    String(first.layers[row]?.layer ?? row),
    ...values.map((value) => (value === null ? "–" : value.toFixed(3))),
  ]);
  const chance = shuffled.flat().filter((value) => value !== null);
  return [
    words.cka(words.ckaPairs(comparedPairs, pairs, pointsAre === "sentences", pairedBy)),
    ...[head, ...rows].map((cells) => cells.map((cell) => cell.padStart(cellWidth)).join("")),
    ...(chance.length === 0 ? [] : [words.ckaShuffled(Math.min(...chance).toFixed(3), Math.max(...chance).toFixed(3))]),
    "",
  ].join("\n");
}
