/** The nearest neighbours of a point, over the whole cloud. */
import { runSteps } from "../../async/runSteps.ts";
import { nearestToInSteps } from "../../geometry/nearestTo.ts";
import type { Question } from "./question.ts";

/** Neighbours shown of a point. */
const neighboursShown = 10;

export interface NeighboursAsk {
  /** Index of the layer among those of the run. */
  readonly layer: number;
  /** A point of the point table. */
  readonly point: number;
}

/** A neighbour of a chosen point. */
export interface NeighbourReport {
  readonly distance: number;
  /** Its index in the point table; absent where it is not drawn. */
  readonly point?: number;
  /** The row of the file, counted from 0; for vectors only. */
  readonly row?: number;
  /** For vectors, its entry in each column. */
  readonly words: readonly string[];
}

/** @throws RangeError if there is no such point. */
export const neighbours: Question<NeighboursAsk, readonly NeighbourReport[]> = async (
  { source },
  { layer, point },
  { signal },
) => {
  const { cloud } = source.pointsOf(layer);
  const nearest = await runSteps(nearestToInSteps(cloud, source.drawn?.[point] ?? point, neighboursShown), signal);
  return nearest.map(({ index, distance }) => {
    const drawnAs = source.drawn === undefined ? index : indexIn(source.drawn, index);
    return { distance, words: [], ...source.describe?.(index), ...(drawnAs !== undefined && { point: drawnAs }) };
  });
};

/** Place of a value in ascending ones; undefined if it is not among them. */
function indexIn(ascending: Uint32Array, value: number): number | undefined {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return ascending[low] === value ? low : undefined;
}
