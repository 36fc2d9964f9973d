/**
 * Uniformity (Wang & Isola 2020, arXiv 2005.10242, with t = 2): ln E exp(−2 ‖x̂ − ŷ‖²) over pairs of different points,
 * x̂ = x / ‖x‖. 0 where all vectors point the same way; the lower, the more evenly their directions cover the sphere.
 * With many dimensions an even cover comes to about −4, because ‖x̂ − ŷ‖² is then 2 for almost every pair.
 *
 * All pairs are n² d / 2 products, so they are taken among some of the points, chosen from a seed.
 */
import type { CreateArithmetic } from "./arithmetic/arithmetic.ts";
import { createArithmetic } from "./arithmetic/createArithmetic.ts";
import { gramMatrixInSteps } from "./gramMatrix.ts";
import type { Measure } from "./measure.ts";
import { neighbourSample } from "./neighbourSample.ts";
import type { PointCloud } from "./pointCloud.ts";
import type { Steps } from "./steps.ts";

/** Its standard error at this size is some hundredths; 20 million products a layer for 384 dimensions. */
export const MOST_UNIFORMITY_POINTS = 512;

/** Uniformity, and how many points it was taken from. */
export interface Uniformity {
  /** In [−8, 0]. */
  readonly uniformity: Measure;
  /** Points among which pairs were taken; those at the origin have no direction and are left out. */
  readonly points: number;
}

/** Uniformity among at most `most` points of a cloud. */
export function* uniformityInSteps(
  cloud: PointCloud,
  seed: number,
  most = MOST_UNIFORMITY_POINTS,
  create: CreateArithmetic = createArithmetic,
): Steps<Uniformity> {
  const directions = unitVectors(neighbourSample(cloud, seed, most).cloud);
  const { n, d } = directions;
  if (n < 2) return { uniformity: { notDefined: cloud.n < 2 ? "needs-two-points" : "zero-vectors" }, points: n };
  const cosines = yield* gramMatrixInSteps(directions, new Float64Array(d), create);
  let sum = 0;
  // ‖x̂ − ŷ‖² = 2 − 2 x̂·ŷ, and each pair once: left of the diagonal.
  for (let i = 1; i < n; i++) {
    for (let at = i * n, end = at + i; at < end; at++) sum += Math.exp(4 * cosines[at] - 4);
  }
  return { uniformity: Math.log(sum / ((n * (n - 1)) / 2)), points: n };
}

/** The points of a cloud at length 1, without those at the origin. */
function unitVectors({ values, n, d }: PointCloud): PointCloud {
  const unit = new Float64Array(n * d);
  let kept = 0;
  for (let i = 0; i < n; i++) {
    let squared = 0;
    for (let j = 0; j < d; j++) squared += values[i * d + j] ** 2;
    if (squared === 0) continue;
    const inverse = 1 / Math.sqrt(squared);
    for (let j = 0; j < d; j++) unit[kept * d + j] = values[i * d + j] * inverse;
    kept++;
  }
  return { values: unit.subarray(0, kept * d), n: kept, d };
}
