/** What a run is, in few words: for the bar that names the held run and the one on screen. Pure. */
import type { Messages } from "../../messages/messages.ts";
import { choosePooling } from "../../engine/pooling.ts";
import { sampleList } from "../../corpora/sampleList.ts";
import { layerNumbersOf } from "../../store/layerNumbers.ts";
import type { RunResults } from "../../store/runResults.ts";

/** Model, text, points and ζ of a run, those that there are. */
export function runParts(messages: Messages, results: RunResults): string[] {
  const { model, origin, vectors } = results;
  const { settings } = origin;
  if (vectors !== null) return [vectors.file, messages.comparison.vectors, ...zetaPart(messages, results)];
  return [
    model?.name ?? "",
    textName(messages, results),
    pointsName(messages, results),
    settings.includeSpecialTokens ? messages.comparison.special : "",
    layersName(messages, results, ""),
    ...zetaPart(messages, results),
  ].filter((part) => part !== "");
}

/** The parts of a run that another does not have: what was changed. Empty if only the layer can differ. */
export function differingParts(messages: Messages, results: RunResults, other: RunResults): string[] {
  const known = new Set(runParts(messages, other));
  const differing = runParts(messages, results).filter((part) => !known.has(part));
  if (differing.length > 0) return differing;
  if (layersName(messages, results, "") !== layersName(messages, other, ""))
    return [layersName(messages, results, messages.layerChoice.allLayers)];
  // ζ back at 0 is a part that is not named; a text may differ behind its first line.
  if (zetaOf(results) !== zetaOf(other)) return [messages.comparison.zeta(messages.formats.setting(zetaOf(results)))];
  return results.run === other.run ? [] : [textName(messages, results)];
}

function zetaPart(messages: Messages, results: RunResults): string[] {
  return zetaOf(results) > 0 ? [messages.comparison.zeta(messages.formats.setting(zetaOf(results)))] : [];
}

function zetaOf({ shrunk }: RunResults): number {
  return shrunk?.zeta ?? 0;
}

/** A file's name, a sample's title; a person's own text by its first line, since two of them may be compared. */
function textName(messages: Messages, { origin, lines, vectors }: RunResults): string {
  if (vectors !== null) return vectors.file;
  const sample = sampleList.find(({ id }) => id === origin.sample);
  if (sample !== undefined) return messages.samples[sample.id].title;
  const first = lines[0] ?? "";
  return first === "" ? messages.comparison.ownText : `“${first.length > 28 ? `${first.slice(0, 27)}…` : first}”`;
}

/** The numbers of the layers, where the model has more than the run. @param all what a run of all layers is called. */
function layersName(messages: Messages, results: RunResults, all: string): string {
  const numbers = layerNumbersOf(results);
  return results.model === null || results.text === null || numbers.length > results.model.layers
    ? all
    : messages.layerChoice.ofRun(numbers);
}

function pointsName(messages: Messages, { origin, model }: RunResults): string {
  const { unit, pooling: choice } = origin.settings;
  const { pooling } = choosePooling(choice, model?.sentences);
  switch (unit) {
    case "tokens":
      return messages.comparison.tokens;
    case "sentences":
      return `${messages.comparison.sentences} (${pooling === "mean" ? messages.comparison.meanOfTokens : messages.comparison.cls})`;
  }
}
