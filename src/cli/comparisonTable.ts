/** A comparison as tables for people: both runs, then the likeness of their layers. */
import type { ComparisonReport } from "./compareTexts.ts";
import { formatTable } from "./table.ts";

const cellWidth = 7;

export function formatComparison({ runs, crossSimilarity }: ComparisonReport): string {
  return [...runs.map(formatTable), likenessTable(crossSimilarity, runs)].join("\n");
}

function likenessTable(
  likeness: ComparisonReport["crossSimilarity"],
  [first, second]: ComparisonReport["runs"],
): string {
  if ("notDefined" in likeness)
    return `Linear CKA between the layers is not defined: ${likeness.notDefined.replaceAll("-", " ")}.\n`;
  const { cka, shuffled, comparedPairs, pairs, pointsAre, pairedBy } = likeness;
  const head = ["layer", ...second.layers.map(({ layer }) => String(layer))];
  const rows = cka.map((values, row) => [
    String(first.layers[row].layer),
    ...values.map((value) => (value === null ? "–" : value.toFixed(3))),
  ]);
  const chance = shuffled.flat().filter((value) => value !== null);
  const on = `${comparedPairs} of ${pairs} pairs${pointsAre === "sentences" ? " of sentences" : ""}, paired by ${pairedBy.replaceAll("-", " ")}`;
  return [
    `Linear CKA, layers of the first run down, of the second across; on ${on}.`,
    ...[head, ...rows].map((cells) => cells.map((cell) => cell.padStart(cellWidth)).join("")),
    ...(chance.length === 0
      ? []
      : [`In random order: ${Math.min(...chance).toFixed(3)} to ${Math.max(...chance).toFixed(3)}.`]),
    "",
  ].join("\n");
}
