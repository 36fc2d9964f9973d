/**
 * How the scores of a cloud depend on the number of points: the same layer measured on random subsets of growing n. The
 * raw score climbs with n for any cloud; shrinkage towards Σ_S and the unbiased estimate correct it.
 */
import type { CreateArithmetic } from "./arithmetic/arithmetic.ts";
import { clusterSumsInSteps } from "./clusterSums.ts";
import { mergeMoments, momentsOf, type Moments } from "./covariance.ts";
import { effectiveOfChoice } from "./effectivePoints.ts";
import { isoScore, isoScoreNull, isoScoreStar, isoScoreUnbiased, normsOf, referenceNormsOf } from "./isoscore.ts";
import type { Measure } from "./measure.ts";
import type { PointCloud } from "./pointCloud.ts";
import { createRandom, sampleWithoutReplacement } from "./random.ts";
import { rowsOf } from "./rows.ts";
import { runToEnd, type Steps } from "./steps.ts";
import { unbiasedNormsOf } from "./unbiasedNorms.ts";

/** The scores at one n. */
export interface SampleSizePoint {
  readonly n: number;
  /** IsoScore, averaged over the subsets. */
  readonly isoScore: Measure;
  /** IsoScore⋆ with the given ζ and Σ_S, averaged over the subsets; absent if no Σ_S was given. */
  readonly isoScoreStar?: Measure;
  /** The Gaussian-unbiased IsoScore, averaged over the subsets. */
  readonly isoScoreUnbiased: Measure;
  /** What an isotropic Gaussian cloud scores. */
  readonly isoScoreNull: Measure;
}

/** What the curve is made from. */
export interface SampleSizeOptions {
  readonly seed: number;
  /** Weight on the reference; used with it. */
  readonly zeta?: number;
  readonly referenceCovariance?: Float64Array;
  /** Which sentence each point belongs to, n; each point is independent if left out. */
  readonly clusters?: Uint32Array;
  /** Independent points that the cloud is worth; n if left out. */
  readonly effectivePoints?: number;
  /** Points that Σ_S was taken from; infinitely many if left out. */
  readonly referencePoints?: number;
  /** Random orders of the points to average over; 4 if left out. */
  readonly repeats?: number;
  /** Does the inner loops; WebAssembly, or plain TypeScript where there is none, if left out. */
  readonly createArithmetic?: CreateArithmetic;
}

/** Sizes on the curve, evenly spaced in log n. */
const SIZES = 12;
const SMALLEST = 8;

/**
 * The curve for n from 8 (or fewer, if the cloud is smaller) to the cloud's own. Subsets are the beginnings of random
 * orders of the points, so that each size only adds to the last: repeats × the cost of one covariance.
 *
 * @param cloud finite.
 */
export function* sampleSizeCurve(cloud: PointCloud, options: SampleSizeOptions): Steps<SampleSizePoint[]> {
  const {
    seed,
    zeta = 0,
    referenceCovariance,
    clusters,
    effectivePoints = cloud.n,
    referencePoints,
    repeats = 4,
    createArithmetic,
  } = options;
  const random = createRandom(seed);
  const sizes = sizesUpTo(cloud.n);
  const scores = sizes.map((): Measure[][] => [[], [], []]);
  for (let repeat = 0; repeat < repeats; repeat++) {
    const order = sampleWithoutReplacement(cloud.n, cloud.n, random);
    let moments: Moments | undefined;
    for (const [index, size] of sizes.entries()) {
      const added = momentsOf(
        rowsOf(cloud, order.subarray(index === 0 ? 0 : sizes[index - 1], size)),
        createArithmetic,
      );
      moments = moments ? mergeMoments(moments, added) : added;
      const norms = normsOf(moments);
      scores[index][0].push(isoScore(norms));
      const drawn = order.subarray(0, size);
      const sums = clusterSumsInSteps(
        rowsOf(cloud, drawn),
        moments.mean,
        moments,
        clusters && drawn.map((point) => clusters[point]),
        createArithmetic,
      );
      scores[index][1].push(isoScoreUnbiased(unbiasedNormsOf(runToEnd(sums)), cloud.d));
      if (referenceCovariance) {
        scores[index][2].push(isoScoreStar(norms, zeta, referenceNormsOf(moments, referenceCovariance)));
      }
      yield (repeat + size / cloud.n) / repeats;
    }
  }
  return sizes.map((n, index) => ({
    n,
    isoScore: averageOf(scores[index][0]),
    isoScoreUnbiased: averageOf(scores[index][1]),
    ...(referenceCovariance ? { isoScoreStar: averageOf(scores[index][2]) } : {}),
    isoScoreNull: isoScoreNull(effectiveOfChoice(n, cloud.n, effectivePoints), cloud.d, zeta, referencePoints),
  }));
}

function sizesUpTo(n: number): number[] {
  const smallest = Math.min(SMALLEST, n);
  const sizes = Array.from({ length: SIZES }, (_, i) => Math.round(smallest * (n / smallest) ** (i / (SIZES - 1))));
  return [...new Set(sizes)];
}

/** The mean of the values that are defined, or the reason why none is. */
function averageOf(measures: readonly Measure[]): Measure {
  const values = measures.filter((measure) => typeof measure === "number");
  if (values.length === 0) return measures[0];
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
