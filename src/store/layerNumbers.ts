/**
 * Which layer each entry of a run is. Results, the engine and the cursors within a run count the layers that it has, from
 * 0: their index. People, links and files name hidden states by number, 0 … L; the two differ where only some layers were
 * asked for. Pure.
 */
import type { RunResults } from "./runResults.ts";

/** The layers of a run, and one of them. */
export interface LayerCursor {
  /** Ascending, one a layer. */
  readonly numbers: readonly number[];
  /** Index into the numbers. */
  readonly index: number;
}

/** The number of each layer of a run, ascending; layers of vectors are counted as they lie in the file. Empty without a run. */
export function layerNumbersOf(results: Pick<RunResults, "text" | "vectors" | "layers"> | null): readonly number[] {
  if (results === null) return [];
  return results.text?.layerNumbers ?? countedTo(results.vectors?.layers.length ?? results.layers.length);
}

/** The number of a run's layer; the index itself where the run has no such layer. */
export function layerNumber(results: Pick<RunResults, "text" | "vectors" | "layers"> | null, index: number): number {
  return layerNumbersOf(results)[index] ?? index;
}

/**
 * Index of the layer with a number, or of the one nearest to it where it was not asked for, of two the deeper; 0 if there
 * are none.
 * @param wanted null for the last layer.
 */
export function indexOfLayer(numbers: readonly number[], wanted: number | null): number {
  const last = Math.max(0, numbers.length - 1);
  if (wanted === null) return last;
  let [best, least] = [0, Infinity];
  numbers.forEach((number, index) => {
    const distance = Math.abs(number - wanted);
    if (distance <= least) [best, least] = [index, distance];
  });
  return best;
}

function countedTo(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}
