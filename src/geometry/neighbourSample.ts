/**
 * Neighbours among n points take time in n², everything else in n: so they are looked for among this many points at
 * most, chosen from a seed without replacement.
 *
 * The distances to the nearest neighbours of a sample are longer than those of the whole, so an intrinsic dimension from
 * a sample speaks of a coarser scale. Whoever shows one says how many points it is from.
 */
import type { PointCloud } from "./pointCloud.ts";
import { createRandom, sampleWithoutReplacement } from "./random.ts";
import { rowsOf } from "./rows.ts";

/** About 4 seconds of one core for 768 dimensions. */
export const MOST_NEIGHBOUR_POINTS = 20_000;

/** The points among which neighbours are looked for. */
export interface NeighbourSample {
  readonly cloud: PointCloud;
  /** The row of each of its points in the whole cloud, ascending. */
  readonly rows: Uint32Array;
}

/**
 * The whole cloud (not copied) if it has no more points than `most`, else a random choice of that many of them, in the
 * order that they have in the cloud. Equal seeds give equal choices.
 */
export function neighbourSample(cloud: PointCloud, seed: number, most = MOST_NEIGHBOUR_POINTS): NeighbourSample {
  const { n } = cloud;
  if (n <= most) return { cloud, rows: Uint32Array.from({ length: n }, (_, row) => row) };
  const rows = sampleWithoutReplacement(n, most, createRandom(seed)).sort();
  return { cloud: rowsOf(cloud, rows), rows };
}
