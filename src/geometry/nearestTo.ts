/** The nearest neighbours of one point, over a whole cloud of any size: n · d operations. */
import type { PointCloud } from "./pointCloud.ts";
import type { Steps } from "./steps.ts";

/** A neighbour of a point. */
export interface NearestPoint {
  /** Its index in the cloud. */
  readonly index: number;
  /** Euclidean distance, in float64 from differences of coordinates. */
  readonly distance: number;
}

/** Points between two yields. */
const BLOCK = 512;

/**
 * The k nearest other points of point i, nearest first, equal distances in the order of their indices; min(k, n − 1) of
 * them. Points that coincide with it are at distance 0 and count.
 *
 * @param cloud finite.
 * @throws RangeError if there is no such point.
 */
export function* nearestToInSteps({ values, n, d }: PointCloud, i: number, k: number): Steps<NearestPoint[]> {
  if (!(Number.isInteger(i) && i >= 0 && i < n)) throw new RangeError(`there is no point ${i} of ${n}`);
  const nearest: NearestPoint[] = [];
  const centre = values.subarray(i * d, (i + 1) * d);
  let farthest = Infinity;
  for (let index = 0; index < n; index++) {
    if (index % BLOCK === 0) yield index / n;
    if (index === i || k <= 0) continue;
    let squared = 0;
    for (let j = 0, at = index * d; j < d; j++, at++) {
      const difference = values[at] - centre[j];
      squared += difference * difference;
    }
    const distance = Math.sqrt(squared);
    if (distance >= farthest) continue;
    let place = nearest.length;
    while (place > 0 && nearest[place - 1].distance > distance) place--;
    nearest.splice(place, 0, { index, distance });
    if (nearest.length > k) nearest.pop();
    if (nearest.length === k) farthest = nearest[k - 1].distance;
  }
  return nearest;
}
