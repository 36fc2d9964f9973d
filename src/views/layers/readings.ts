/** Takes one measure out of the results of a run, for every layer, with all that belongs to it. Pure. */
import type { Messages } from "../../messages/messages.ts";
import type { Interval, IntervalEstimates } from "../../geometry/intervals.ts";
import { isDefined, type Measure } from "../../geometry/measure.ts";
import type { LayerProfile } from "../../geometry/profile.ts";
import type { MeasureId } from "../../store/measureIds.ts";
import type { RunResults } from "../../store/runResults.ts";

export interface LayerReading {
  /** Absent where the measure is not defined. */
  readonly value?: number;
  /** The value, or why there is none, for people. */
  readonly text: string;
  /** True for whole numbers of things. */
  readonly isCount: boolean;
  readonly interval?: Interval;
  /** True if intervals are estimated for this measure at all. */
  readonly hasInterval: boolean;
  /** What an isotropic Gaussian cloud of the same n and d would have. */
  readonly nullValue?: number;
  /** True if n is too small for the value to be read on its own: it would rise by more than a tenth with many more points. */
  readonly isSmall: boolean;
  /** True if the value belongs to another ζ than the one asked for, until the new one is there. */
  readonly isStale: boolean;
}

/**
 * 1 / PR of a sample is too high by about 1 / (n − 1): from this many points for each dimension in use, the participation
 * ratio and the scores that follow from it are within a tenth of what many more points would give.
 */
const pointsEachDimension = 10;

/**
 * Readings by index of the layer; undefined for layers that have not been measured yet.
 * @param zeta the ζ asked for, which the results may not have reached.
 */
export function readLayers(
  messages: Messages,
  results: RunResults | null,
  id: MeasureId,
  zeta: number,
): (LayerReading | undefined)[] {
  if (results === null) return [];
  return Array.from(results.layers, (result, layer) =>
    result === undefined ? undefined : readLayer(messages, results, layer, result.profile, id, zeta),
  );
}

function readLayer(
  messages: Messages,
  results: RunResults,
  layer: number,
  profile: LayerProfile,
  id: MeasureId,
  zeta: number,
): LayerReading | undefined {
  const shrunk = results.shrunk;
  const score = shrunk?.scores[layer];
  const measure = id === "isoScoreStar" ? (score?.isoScoreStar ?? profile.isoScoreStar) : measureOf(profile, id);
  const entry = results.intervals[layer];
  const current = entry !== undefined && (id !== "isoScoreStar" || entry.zeta === (shrunk?.zeta ?? 0));
  const interval = current ? intervalOf(entry.estimates, id) : undefined;
  const nullScore = id === "isoScoreStar" ? (score?.isoScoreNull ?? profile.isoScoreNull) : profile.isoScoreNull;
  const nullValue = nullOf(id, nullScore, profile.d);
  return {
    ...(isDefined(measure) && { value: measure }),
    text: isDefined(measure)
      ? isCount(id)
        ? messages.formats.count(measure)
        : messages.formats.number(measure)
      : messages.notDefined(measure.notDefined),
    isCount: isCount(id),
    ...(interval !== undefined && { interval }),
    hasInterval: intervalKey(id) !== undefined,
    ...(nullValue !== undefined && { nullValue }),
    isSmall:
      hasNull(id) &&
      isDefined(profile.participationRatio) &&
      profile.n - 1 < pointsEachDimension * profile.participationRatio,
    isStale: id === "isoScoreStar" && (shrunk?.zeta ?? 0) !== zeta,
  };
}

function measureOf(profile: LayerProfile, id: MeasureId): Measure {
  switch (id) {
    case "isoScoreStar":
    case "isoScoreUnbiased":
    case "participationRatio":
    case "effectiveRank":
    case "stableRank":
    case "twoNN":
    case "mle":
    case "averageCosine":
    case "intraSentenceSimilarity":
    case "selfSimilarity":
    case "uniformity":
    case "partition":
    case "alphaReQ":
      return profile[id];
    case "components90":
      return profile.componentsFor90;
    case "components95":
      return profile.componentsFor95;
    case "components99":
      return profile.componentsFor99;
    case "outlierDimensions":
      return profile.outlierDimensions.filter(({ byVariance }) => byVariance).length;
  }
}

type IntervalKey = Exclude<keyof IntervalEstimates, "level" | "groups" | "neighbourPoints">;

function intervalKey(id: MeasureId): IntervalKey | undefined {
  switch (id) {
    case "isoScoreStar":
    case "isoScoreUnbiased":
    case "participationRatio":
    case "effectiveRank":
    case "stableRank":
    case "twoNN":
    case "mle":
    case "averageCosine":
      return id;
    case "intraSentenceSimilarity":
    case "selfSimilarity":
    case "uniformity":
    case "partition":
    case "alphaReQ":
    case "components90":
    case "components95":
    case "components99":
    case "outlierDimensions":
      return undefined;
  }
}

function intervalOf(estimates: IntervalEstimates, id: MeasureId): Interval | undefined {
  const key = intervalKey(id);
  const estimate = key === undefined ? undefined : estimates[key];
  return estimate !== undefined && "low" in estimate ? estimate : undefined;
}

function isCount(id: MeasureId): boolean {
  return id === "components90" || id === "components95" || id === "components99" || id === "outlierDimensions";
}

function hasNull(id: MeasureId): boolean {
  return id === "isoScoreStar" || id === "participationRatio";
}

function nullOf(id: MeasureId, score: Measure, d: number): number | undefined {
  if (!hasNull(id) || !isDefined(score)) return undefined;
  return id === "participationRatio" ? score * (d - 1) + 1 : score;
}
