/** One measure of one layer, with all that is needed to read it. Pure. */
import type { ShrunkScore } from "../engine/protocol/explorer.ts";
import type { Interval } from "../geometry/interval.ts";
import type { IntervalEstimates } from "../geometry/intervals.ts";
import { isDefined, type NotDefinedReason } from "../geometry/measure.ts";
import { measures, type IntervalMeasureId, type MeasureId } from "../geometry/measures/table.ts";
import type { LayerProfile } from "../geometry/profile.ts";
import { hasFewPoints } from "../geometry/smallSample.ts";

export interface LayerReading {
  /** The value, or why there is none. */
  readonly value?: number;
  readonly notDefined?: NotDefinedReason;
  /** True for whole numbers of things. */
  readonly isCount: boolean;
  readonly interval?: Interval;
  /**
   * The share of the fourth powers that the largest point holds, where that makes the interval too narrow
   * (src/geometry/heavyTails.ts).
   */
  readonly heaviestShare?: number;
  /** True if intervals are estimated for this measure at all. */
  readonly hasInterval: boolean;
  /** What an isotropic Gaussian cloud of as many independent points would have. */
  readonly nullValue?: number;
  /** True if n is too small for the value to be read on its own: it would rise by more than a tenth with many more points. */
  readonly isSmall: boolean;
  /** True if the value belongs to another ζ than the one asked for, until the new one is there. */
  readonly isStale: boolean;
}

/** A layer as far as it has been measured. */
export interface MeasuredLayer {
  readonly profile: LayerProfile;
  /** IsoScore⋆ at the run's ζ; absent until it is known. */
  readonly score: ShrunkScore | undefined;
  /** The ζ that the score belongs to. */
  readonly zeta: number;
  readonly intervals: { readonly zeta: number; readonly estimates: IntervalEstimates } | undefined;
}

/** @param zeta the ζ asked for, which the layer's scores may not have reached. */
export function readMeasure(
  id: MeasureId,
  { profile, score, zeta: scoreZeta, intervals }: MeasuredLayer,
  zeta: number,
): LayerReading {
  const { isCount, dependsOnZeta, nullValue, interval: rule } = measures[id];
  const atZeta = dependsOnZeta === true;
  const measure = (atZeta ? { ...profile, ...score } : profile)[id];
  const isCurrent = intervals !== undefined && (!atZeta || intervals.zeta === scoreZeta);
  const interval = isCurrent && rule !== undefined ? intervals.estimates[id as IntervalMeasureId] : undefined;
  const feelsTails = rule !== undefined && rule.from !== "neighbours" && rule.isOfDirections !== true;
  const heaviestShare = isCurrent && feelsTails ? intervals.estimates.heaviestShare : undefined;
  const isoScoreNull = (atZeta ? score?.isoScoreNull : undefined) ?? profile.isoScoreNull;
  return {
    ...(isDefined(measure) ? { value: measure } : { notDefined: measure.notDefined }),
    isCount,
    ...(interval !== undefined && "low" in interval && { interval }),
    ...(heaviestShare !== undefined && { heaviestShare }),
    hasInterval: rule !== undefined,
    ...(nullValue !== undefined && isDefined(isoScoreNull) && { nullValue: nullValue(isoScoreNull, profile.d) }),
    isSmall: nullValue !== undefined && hasFewPoints(profile),
    isStale: atZeta && scoreZeta !== zeta,
  };
}
