/** Names of saved files: what was measured, and with which model. Pure. */
import { cloudSampleOf } from "../../corpora/cloudSamples.ts";
import type { AppState } from "../../store/appState.ts";
import { firstWords } from "../../store/ownTexts.ts";
import type { RunResults } from "../../store/runResults.ts";

/** Together with the ends that are put to it, short enough for every file system. */
const longestPart = 48;

/** @param end what the file holds, and its type, such as "-layers.csv". */
export function exportName(
  { engine: { results }, comparison: { held } }: Pick<AppState, "engine" | "comparison">,
  end: string,
): string {
  const parts = results === null ? [] : [sourceOf(results), results.vectors === null ? results.model?.name : undefined];
  return `${["isoscope", ...[...parts, held?.name].map(safePart)].filter((part) => part !== "").join("_")}${end}`;
}

function sourceOf({ vectors, origin, lines }: RunResults): string {
  if (vectors !== null) return cloudSampleOf(origin.sample)?.id ?? vectors.file;
  return origin.sample ?? firstWords(lines[0] ?? "");
}

/** Letters, digits and ".-" stay; whatever may mean something to a file system or a terminal becomes a hyphen. */
export function safePart(text: string | undefined): string {
  const safe = (text ?? "").normalize("NFC").replace(/[^\p{L}\p{N}.]+/gu, "-");
  // By code points: half of a pair of surrogates is no name.
  return Array.from(safe)
    .slice(0, longestPart)
    .join("")
    .replace(/^[-.]+|[-.]+$/g, "");
}
