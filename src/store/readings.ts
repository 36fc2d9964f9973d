/** Takes one measure out of the results of a run, for every layer. Pure. */
import type { MeasureId } from "../geometry/measures/table.ts";
import { readMeasure, type LayerReading } from "../report/layerReading.ts";
import type { RunResults } from "./runResults.ts";

/**
 * Readings by index of the layer; undefined for layers that have not been measured yet.
 * @param zeta the ζ asked for, which the results may not have reached.
 */
export function readLayers(results: RunResults | null, id: MeasureId, zeta: number): (LayerReading | undefined)[] {
  if (results === null) return [];
  const { shrunk, intervals } = results;
  return Array.from(results.layers, (result, layer) => {
    if (result === undefined) return undefined;
    const measured = {
      profile: result.profile,
      score: shrunk?.scores[layer],
      zeta: shrunk?.zeta ?? 0,
      intervals: intervals[layer],
    };
    return readMeasure(id, measured, zeta);
  });
}
