/** How far a measure varies from sample to sample, on the scale on which that is taken, and the interval that follows. */
import { halvesVariance, type HalvesOf } from "./balancedHalves.ts";
import type { Interval, IntervalEstimate } from "./interval.ts";
import { fromScale, ontoScale, slopeOfScale, type MeasureRange } from "./intervalScale.ts";
import { halfWidthOf, jackknifeVariance, shareOfPairs } from "./jackknife.ts";
import type { LeftOut } from "./leftOutMoments.ts";
import { isDefined, type Measure, type NotDefined } from "./measure.ts";
import type { NeighbourHalves } from "./neighboursOfHalves.ts";
import type { HalfSpectrum } from "./stableRankOfHalves.ts";

/** The spread of a measure. */
export interface Spread {
  readonly value: number;
  readonly range: MeasureRange;
  /** False where a value is at an end of the range: the variance is then that of the values themselves. */
  readonly isOnScale: boolean;
  readonly variance: number;
}

/** A spread by the jackknife. */
export interface JackknifeSpread extends Spread {
  /** The share of the variance that is counted twice (jackknife.ts), not taken off yet; 0 where it is not known. */
  readonly shareOfPairs: number;
}

/** By the jackknife. */
export function jackknifeSpread<Basis>(
  { sizes, whole, without, withoutPairs }: LeftOut<Basis>,
  of: (basis: Basis) => Measure,
  rangeOf: (basis: Basis) => MeasureRange,
): JackknifeSpread | NotDefined {
  const measures = [whole, ...without].map(of);
  const missing = measures.find((measure) => !isDefined(measure));
  if (missing !== undefined && !isDefined(missing)) return missing;
  const values = measures.filter(isDefined);
  const pairValues = withoutPairs.map(of).filter(isDefined);
  // Each on the scale of its own range, as fewer points span fewer directions.
  const scaled = allOnScale(values, [whole, ...without].map(rangeOf));
  const pairsAreThere = pairValues.length === withoutPairs.length;
  const scaledPairs = pairsAreThere ? allOnScale(pairValues, withoutPairs.map(rangeOf)) : undefined;
  const [estimate, ...leftOut] = scaled ?? values;
  const variance = jackknifeVariance(estimate, leftOut, sizes);
  return {
    value: values[0],
    range: rangeOf(whole),
    isOnScale: scaled !== undefined,
    variance,
    shareOfPairs:
      scaled !== undefined && scaledPairs !== undefined ? shareOfPairs(variance, estimate, leftOut, scaledPairs) : 0,
  };
}

/** The variance with a share of it that was counted twice taken off once. */
export function lessPairs<Kind extends Spread>(spread: Kind, share: number): Kind {
  return { ...spread, variance: spread.variance * (1 - share / 2) };
}

/**
 * The stable rank's variance where a share of the participation ratio's is one of pairs: by halves as far as that goes,
 * since without a direction that stands out the jackknife is no measure of it. Halves have lower stable ranks, so they
 * are compared by logarithms, and the variance is taken to the scale where the whole is.
 */
export function lessPairsOfLargest(
  spread: JackknifeSpread,
  share: number,
  halves: readonly HalvesOf<HalfSpectrum>[],
): JackknifeSpread {
  if (!spread.isOnScale) return spread;
  const logarithms = halves.map(([a, b]) => [logarithmOf(a), logarithmOf(b)] as const);
  const variance = halvesVariance(logarithms) * (spread.value * slopeOfScale(spread.value, spread.range)) ** 2;
  if (!(variance < spread.variance)) return spread;
  // Squared: the share is uncertain by a tenth or two, and where a direction stands out the jackknife is right.
  return { ...spread, variance: (1 - share ** 2) * spread.variance + share ** 2 * variance };
}

function logarithmOf({ n, stableRank }: HalfSpectrum): { readonly n: number; readonly value: number } {
  return { n, value: Math.log(stableRank) };
}

/** By halves, of dimensions that are positive. */
export function halvesSpread({ whole, halves }: NeighbourHalves): Spread | NotDefined {
  const missing = [whole, ...halves.flat().map(({ value }) => value)].find((measure) => !isDefined(measure));
  if (missing !== undefined && !isDefined(missing)) return missing;
  const range = { least: 0, greatest: Infinity };
  const logarithms = halves.map((pair) =>
    pair.map(({ n, value }) => ({ n, value: isDefined(value) ? Math.log(value) : NaN })),
  ) as unknown as HalvesOf<{ n: number; value: number }>[];
  return { value: isDefined(whole) ? whole : NaN, range, isOnScale: true, variance: halvesVariance(logarithms) };
}

/**
 * The interval at LEVEL.
 *
 * @param at the measure at a value of the quantity.
 */
export function intervalOf(
  spread: Spread | NotDefined,
  groups: number,
  at: (value: number) => Measure = (value) => value,
): IntervalEstimate {
  if ("notDefined" in spread) return spread;
  const { low, high } = endsOf(spread, halfWidthOf(spread.variance, groups));
  const [lowest, highest] = [at(low), at(high)];
  if (!isDefined(lowest)) return lowest;
  if (!isDefined(highest)) return highest;
  return { low: lowest, high: highest };
}

function endsOf({ value, range, isOnScale }: Spread, half: number): Interval {
  const scaled = isOnScale ? ontoScale(value, range) : undefined;
  if (scaled !== undefined) return { low: fromScale(scaled - half, range), high: fromScale(scaled + half, range) };
  const within = (end: number): number => Math.min(range.greatest, Math.max(range.least, end));
  return { low: Math.min(value, within(value - half)), high: Math.max(value, within(value + half)) };
}

/** @returns undefined if one of them is at an end of its range. */
function allOnScale(values: readonly number[], ranges: readonly MeasureRange[]): number[] | undefined {
  const scaled = values.map((value, index) => ontoScale(value, ranges[index]));
  return scaled.every((value) => value !== undefined) ? scaled : undefined;
}
