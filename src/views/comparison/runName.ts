/** What a run is, in few words: for the bar that names the held run and the one on screen. Pure. */
import { formatSetting } from "../../charts/format.ts";
import { sampleList } from "../../corpora/sampleList.ts";
import { comparisonWords } from "../../messages/en/comparison.ts";
import { layerChoiceWords } from "../../messages/en/layerChoice.ts";
import { layerNumbersOf } from "../../store/layerNumbers.ts";
import type { RunResults } from "../../store/runResults.ts";

/** Model, text, points and ζ of a run, those that there are. */
export function runParts(results: RunResults): string[] {
  const { model, origin, vectors } = results;
  const { settings } = origin;
  if (vectors !== null) return [vectors.file, comparisonWords.vectors, ...zetaPart(results)];
  return [
    model?.name ?? "",
    textName(results),
    pointsName(settings),
    settings.includeSpecialTokens ? comparisonWords.special : "",
    layersName(results, ""),
    ...zetaPart(results),
  ].filter((part) => part !== "");
}

/** The parts of a run that another does not have: what was changed. Empty if only the layer can differ. */
export function differingParts(results: RunResults, other: RunResults): string[] {
  const known = new Set(runParts(other));
  const differing = runParts(results).filter((part) => !known.has(part));
  if (differing.length > 0) return differing;
  if (layersName(results, "") !== layersName(other, "")) return [layersName(results, layerChoiceWords.allLayers)];
  // ζ back at 0 is a part that is not named; a text may differ behind its first line.
  if (zetaOf(results) !== zetaOf(other)) return [comparisonWords.zeta(formatSetting(zetaOf(results)))];
  return results.run === other.run ? [] : [textName(results)];
}

function zetaPart(results: RunResults): string[] {
  return zetaOf(results) > 0 ? [comparisonWords.zeta(formatSetting(zetaOf(results)))] : [];
}

function zetaOf({ shrunk }: RunResults): number {
  return shrunk?.zeta ?? 0;
}

/** A file's name, a sample's title; a person's own text by its first line, since two of them may be compared. */
function textName({ origin, lines, vectors }: RunResults): string {
  if (vectors !== null) return vectors.file;
  const sample = sampleList.find(({ id }) => id === origin.sample);
  if (sample !== undefined) return sample.title;
  const first = lines[0] ?? "";
  return first === "" ? comparisonWords.ownText : `“${first.length > 28 ? `${first.slice(0, 27)}…` : first}”`;
}

/** The numbers of the layers, where the model has more than the run. @param all what a run of all layers is called. */
function layersName(results: RunResults, all: string): string {
  const numbers = layerNumbersOf(results);
  return results.model === null || results.text === null || numbers.length > results.model.layers
    ? all
    : layerChoiceWords.ofRun(numbers);
}

function pointsName({ unit, pooling }: RunResults["origin"]["settings"]): string {
  switch (unit) {
    case "tokens":
      return comparisonWords.tokens;
    case "sentences":
      return `${comparisonWords.sentences} (${pooling === "mean" ? comparisonWords.meanOfTokens : comparisonWords.cls})`;
  }
}
