/** The figures by which the lab compares clouds: isotropy and dimension. */
import { meanOf, momentsInSteps } from "../geometry/covariance.ts";
import { distinctNeighboursInSteps } from "../geometry/distinctNeighbours.ts";
import { distanceRows, twoNN } from "../geometry/intrinsicDimension.ts";
import { isoScore, isoScoreNull, normsOf } from "../geometry/isoscore.ts";
import type { Measure } from "../geometry/measure.ts";
import type { PointCloud } from "../geometry/pointCloud.ts";
import { createRandom, sampleWithoutReplacement } from "../geometry/random.ts";
import { rowsOf } from "../geometry/rows.ts";
import { portion, type Steps } from "../geometry/steps.ts";

export interface CloudFigures {
  readonly n: number;
  readonly d: number;
  /** IsoScore⋆ at ζ = 0, which is IsoScore. */
  readonly isoScoreStar: Measure;
  /** What an isotropic Gaussian cloud of the same n and d scores. */
  readonly isoScoreNull: Measure;
  /** TwoNN dimension, on at most 2,000 of the points. */
  readonly twoNN: Measure;
}

/** Points that TwoNN is taken from, whose cost grows as their square. */
const neighbourPoints = 2000;

/** Seed of the choice of those points: the same in every look, so that the same cloud has the same dimension. */
const samplingSeed = 0;

/** Measures a cloud of finite values. */
export function* measureCloud(cloud: PointCloud): Steps<CloudFigures> {
  const { n, d } = cloud;
  const norms = normsOf(yield* portion(momentsInSteps(cloud), 0, 0.4));
  const sampled =
    n <= neighbourPoints
      ? cloud
      : rowsOf(cloud, sampleWithoutReplacement(n, neighbourPoints, createRandom(samplingSeed)));
  const { neighbours } = yield* portion(distinctNeighboursInSteps(sampled, 2, meanOf(sampled)), 0.4, 1);
  return {
    n,
    d,
    isoScoreStar: isoScore(norms),
    isoScoreNull: isoScoreNull(n, d),
    twoNN: twoNN(distanceRows(neighbours)),
  };
}
