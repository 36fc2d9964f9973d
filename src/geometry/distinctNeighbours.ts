/**
 * Neighbours for the intrinsic dimension: points that coincide count as one, as points and as neighbours. A copy would
 * otherwise take the place of a true neighbour of all points around it and make the ratios of distances too small.
 * DADApy does the same (remove_identical_points).
 */
import type { CreateArithmetic } from "./arithmetic/arithmetic.ts";
import { distinctRows } from "./distinctRows.ts";
import { nearestNeighboursInSteps, type Neighbours } from "./neighbours.ts";
import type { PointCloud } from "./pointCloud.ts";
import { rowsOf } from "./rows.ts";
import type { Steps } from "./steps.ts";

export interface DistinctNeighbours {
  /** Among one point of each kind. */
  readonly neighbours: Neighbours;
  /** Which of these each point of the cloud is, n. */
  readonly kind: Uint32Array;
  /** Points of the cloud that coincide with another one. */
  readonly duplicates: number;
}

/** @param centre a point in the cloud's midst. */
export function* distinctNeighboursInSteps(
  cloud: PointCloud,
  k: number,
  centre: Float64Array,
  create?: CreateArithmetic,
): Steps<DistinctNeighbours> {
  const { first, kind } = distinctRows(cloud);
  const distinct = first.length === cloud.n ? cloud : rowsOf(cloud, first);
  const neighbours = yield* nearestNeighboursInSteps(distinct, k, centre, create);
  const counts = new Uint32Array(first.length);
  for (const index of kind) counts[index]++;
  let duplicates = 0;
  for (const index of kind) if (counts[index] > 1) duplicates++;
  return { neighbours, kind, duplicates };
}
