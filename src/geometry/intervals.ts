/**
 * Intervals for the measures of a layer, from a seed.
 *
 * By leaving points out and not by the bootstrap: drawing with replacement puts copies of points in the sample, which
 * shrinks its covariance's rank (1 / PR is too high by another 1 / (n − 1), as large as the effect that is measured) and
 * makes nearest neighbours at distance 0. What follows from the moments is taken without each group in turn
 * (jackknife.ts), what follows from nearest neighbours from halves (balancedHalves.ts).
 *
 * An interval tells how far the figure shown would vary from sample to sample of this n. It does not contain the bias
 * of small samples: for that see isoScoreUnbiased and the null value. Tokens of one sentence are not independent; give
 * the sentences as clusters and they stay together. Sentences of a passage are not independent either: say that they are
 * in order and stretches of them are left out. That counts what varies within the passage; how far another passage of the
 * same work is from it can't be told from one, and intervals of 30 sentences of a novel cover in 6 to 8 of 10 passages.
 *
 * tests/unit/geometry/coverage.test.ts holds the intervals to what they claim.
 */
import { inOwnSpan, isWide } from "./ownSpan.ts";
import { principalAxesInSteps } from "./principalAxes.ts";
import type { CreateArithmetic } from "./arithmetic/arithmetic.ts";
import { momentsInSteps, type Moments } from "./covariance.ts";
import { hasFiniteValues } from "./finite.ts";
import { cutBlocks, dealGroups, type Grouping } from "./groups.ts";
import { shareOfHeaviest } from "./heavyTails.ts";
import type { IntervalEstimate } from "./interval.ts";
import { rangeOfDimensions } from "./intervalScale.ts";
import { participationRatio } from "./isoscore.ts";
import { LEVEL } from "./jackknife.ts";
import { leaveOutMoments } from "./leftOutMoments.ts";
import { leaveOutSpectra } from "./leftOutSpectra.ts";
import type { NotDefined } from "./measure.ts";
import type { IntervalRule } from "./measures/definition.ts";
import { intervalRules, ofEachInterval, type IntervalMeasureId } from "./measures/table.ts";
import { neighbourHalves } from "./neighboursOfHalves.ts";
import { neighbourSample } from "./neighbourSample.ts";
import type { PointCloud } from "./pointCloud.ts";
import { createRandom } from "./random.ts";
import { halvesSpread, intervalOf, jackknifeSpread, lessPairs, lessPairsOfLargest } from "./spread.ts";
import { stableRanksOfHalves } from "./stableRankOfHalves.ts";
import { portion, type Steps } from "./steps.ts";

/** Intervals of one layer, each at the level 90 %. */
export interface IntervalEstimates extends Readonly<Record<IntervalMeasureId, IntervalEstimate>> {
  readonly level: number;
  /** Number of groups that were left out in turn. */
  readonly groups: number;
  /** How they were made. */
  readonly grouping: Grouping;
  /** Points that the intervals of twoNN and mle are taken from: n, or the size of a random choice of them. */
  readonly neighbourPoints: number;
  /**
   * Where a few points hold much of the moments, the share of the variance that the largest one holds: the intervals of
   * what follows from the moments are then too narrow (heavyTails.ts). There only in that case.
   */
  readonly heaviestShare?: number;
}

/** What the intervals are made from. */
export interface IntervalOptions {
  readonly seed: number;
  readonly zeta?: number;
  readonly referenceCovariance?: Float64Array;
  /** Which sentence each point belongs to; points of one are left out together. */
  readonly clusters?: Uint32Array;
  /** True where clusters, or points, are in an order of their own, in which near ones are more alike than others. */
  readonly isInOrder?: boolean;
  /** The cloud's own moments, if the caller has them already. */
  readonly moments?: Moments | undefined;
  /** Points among which neighbours are looked for at most; MOST_NEIGHBOUR_POINTS if left out. */
  readonly mostNeighbourPoints?: number;
  /** Does the inner loops; WebAssembly, or plain TypeScript where there is none, if left out. */
  readonly createArithmetic?: CreateArithmetic;
}

/** A share of pairs below this is noise of its estimate: with 20 groups it comes to some hundredths where there is none. */
const FEW_PAIRS = 0.1;

/**
 * Intervals of a layer. Beyond the neighbours of the cloud this takes one more pass over its moments and one
 * decomposition; for n < 2 d, 20 decompositions, values only, of an n × n or d × d matrix.
 *
 * @throws RangeError if zeta is outside [0, 1], or the reference is not d × d.
 */
export function* estimateIntervals(cloud: PointCloud, options: IntervalOptions): Steps<IntervalEstimates> {
  const { moments, referenceCovariance, createArithmetic } = options;
  if (!isWide(cloud) || moments !== undefined || referenceCovariance !== undefined || !hasFiniteValues(cloud))
    return yield* intervalsOf(cloud, cloud.d, options);
  // About the origin, so that cosines stay as they are.
  const origin = new Float64Array(cloud.d);
  const axes = principalAxesInSteps(cloud, origin, () => new Float64Array(0), createArithmetic);
  const own = inOwnSpan(cloud, yield* portion(axes, 0, 0.1));
  return yield* portion(intervalsOf(own, cloud.d, options), 0.1, 1);
}

/** @param dimensions of the cloud as it was given, before it was brought into its own span. */
function* intervalsOf(cloud: PointCloud, dimensions: number, options: IntervalOptions): Steps<IntervalEstimates> {
  const { seed, clusters, createArithmetic, isInOrder = false } = options;
  const grouping = isInOrder ? "blocks" : "random";
  if (!hasFiniteValues(cloud)) return noIntervals("not-finite", grouping);
  const groups = isInOrder ? cutBlocks(cloud.n, clusters) : dealGroups(cloud.n, createRandom(seed), clusters);
  if (groups.length < 3) return noIntervals("needs-three-points", grouping);
  const groupOf = new Uint8Array(cloud.n);
  groups.forEach((points, group) => points.forEach((point) => (groupOf[point] = group)));

  const moments = options.moments ?? (yield* portion(momentsInSteps(cloud, createArithmetic), 0, 0.05));
  const leftOut = yield* portion(leaveOutMoments(cloud, moments, groups, options), 0.05, 0.25);
  const spectra = yield* portion(leaveOutSpectra(cloud, moments, groups, createArithmetic), 0.25, 0.6);
  const ratio = jackknifeSpread(
    leftOut,
    ({ norms }) => participationRatio(norms),
    ({ norms }) => rangeOfDimensions(norms),
  );
  // Near isotropy effective and stable rank are functions of the same pairs as the participation ratio.
  const pairs = "notDefined" in ratio ? 0 : ratio.shareOfPairs;
  const halves =
    pairs < FEW_PAIRS
      ? []
      : yield* portion(stableRanksOfHalves(cloud, moments.mean, spectra.axes, groups, createArithmetic), 0.6, 0.65);
  const sample = neighbourSample(cloud, seed, options.mostNeighbourPoints);
  const neighbourMeasures = Object.values(intervalRules).flatMap((rule) =>
    rule.from === "neighbours" ? [rule.of] : [],
  );
  const byNeighbours = yield* portion(
    neighbourHalves(sample, groupOf, groups.length, moments.mean, neighbourMeasures, createArithmetic),
    0.65,
    1,
  );
  const heaviestShare = "notDefined" in ratio ? undefined : shareOfHeaviest(cloud, moments, ratio.value);

  function estimate(rule: IntervalRule): IntervalEstimate {
    switch (rule.from) {
      case "moments": {
        const spread = jackknifeSpread(leftOut, rule.of, rule.range);
        const { at } = rule;
        return intervalOf(
          "notDefined" in spread ? spread : lessPairs(spread, spread.shareOfPairs),
          groups.length,
          at && ((value) => at(value, dimensions)),
        );
      }
      case "spectrum": {
        const spread = jackknifeSpread(spectra, rule.of, rule.range);
        if ("notDefined" in spread) return spread;
        const isByHalves = rule.isOfLargest === true && halves.length > 0;
        return intervalOf(
          isByHalves ? lessPairsOfLargest(spread, pairs, halves) : lessPairs(spread, pairs),
          groups.length,
        );
      }
      case "neighbours":
        return intervalOf(halvesSpread(byNeighbours.get(rule.of)!), groups.length);
    }
  }

  return {
    level: LEVEL,
    groups: groups.length,
    grouping,
    neighbourPoints: sample.cloud.n,
    ...(heaviestShare !== undefined && { heaviestShare }),
    ...ofEachInterval(estimate),
  };
}

function noIntervals(notDefined: NotDefined["notDefined"], grouping: Grouping): IntervalEstimates {
  return {
    level: LEVEL,
    groups: 0,
    grouping,
    neighbourPoints: 0,
    ...ofEachInterval((): NotDefined => ({ notDefined })),
  };
}
