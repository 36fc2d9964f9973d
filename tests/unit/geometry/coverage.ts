/** How often intervals cover, by simulation: of many clouds of one kind, how many have the mean of all in their interval. */
import { estimateIntervals, type IntervalEstimates } from "../../../src/geometry/intervals.ts";
import type { IntervalMeasureId } from "../../../src/geometry/measures/table.ts";
import type { PointCloud } from "../../../src/geometry/pointCloud.ts";
import { isDefined, type Measure } from "../../../src/geometry/measure.ts";
import { measureLayer } from "../../../src/geometry/profile.ts";
import { runToEnd } from "../../../src/geometry/steps.ts";

/** A cloud drawn from a seed, and what is known of its points. */
export interface DrawnCloud {
  readonly cloud: PointCloud;
  readonly clusters?: Uint32Array;
  readonly isInOrder?: boolean;
}

/** The measures whose intervals are looked at. */
export const coveredIds = [
  "participationRatio",
  "isoScoreUnbiased",
  "effectiveRank",
  "stableRank",
  "averageCosine",
  "twoNN",
  "mle",
] as const satisfies readonly IntervalMeasureId[];
export type CoveredId = (typeof coveredIds)[number];

export interface Coverage {
  /** Share of the clouds whose interval has the mean of all clouds in it. */
  readonly share: number;
  /** Mean width, by the width of an interval from the true standard deviation. */
  readonly width: number;
}

/** Coverage of each measure over `runs` clouds, the intervals themselves in `intervals`. */
export function coverageOf(
  draw: (seed: number) => DrawnCloud,
  runs: number,
): { readonly of: Readonly<Record<CoveredId, Coverage>>; readonly intervals: readonly IntervalEstimates[] } {
  const values: Record<string, number[]> = {};
  const intervals: IntervalEstimates[] = [];
  for (let seed = 1; seed <= runs; seed++) {
    const { cloud, ...how } = draw(seed);
    const tokens = how.clusters && { sentence: how.clusters, word: Uint32Array.from(how.clusters.keys()) };
    const profile = runToEnd(measureLayer(cloud, tokens ? { tokens } : {}));
    for (const id of coveredIds) (values[id] ??= []).push(valueOf(profile[id]));
    intervals.push(runToEnd(estimateIntervals(cloud, { seed, ...how })));
  }
  const of = Object.fromEntries(
    coveredIds.map((id) => {
      const target = mean(values[id]);
      const deviation = Math.sqrt(mean(values[id].map((value) => (value - target) ** 2)));
      const ends = intervals.map((estimates) => {
        const interval = estimates[id];
        if (!("low" in interval)) throw new Error(`${id}: ${interval.notDefined}`);
        return interval;
      });
      return [
        id,
        {
          share: mean(ends.map(({ low, high }) => (low <= target && target <= high ? 1 : 0))),
          width: mean(ends.map(({ low, high }) => high - low)) / (2 * 1.645 * deviation),
        },
      ];
    }),
  ) as Record<CoveredId, Coverage>;
  return { of, intervals };
}

function valueOf(measure: Measure): number {
  if (!isDefined(measure)) throw new Error(measure.notDefined);
  return measure;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
