/**
 * Delete-a-group jackknife: how far an estimate varies from sample to sample, from estimates with one group of the data
 * left out at a time. For groups of unequal size m_j of n, with h_j = n / m_j (Busing, Meijer & van der Leeden 1999,
 * "Delete-m jackknife for unequal m"):
 *
 *     θ̃_j = h_j θ − (h_j − 1) θ_(j),   θ_J = G θ − Σ (1 − 1/h_j) θ_(j),   var = (1/G) Σ (θ̃_j − θ_J)² / (h_j − 1)
 */
import { sampleWithoutReplacement, type Random } from "./random.ts";

/** The probability that an interval is made to have of covering. */
export const LEVEL = 0.9;

/** At most this many groups; also 1 + the degrees of freedom. */
const LARGEST_GROUPS = 20;

/** Quantile of Student's t at (1 + LEVEL) / 2 for 1 … 19 degrees of freedom. */
const STUDENT = [
  6.3138, 2.92, 2.3534, 2.1318, 2.015, 1.9432, 1.8946, 1.8595, 1.8331, 1.8125, 1.7959, 1.7823, 1.7709, 1.7613, 1.7531,
  1.7459, 1.7396, 1.7341, 1.7291,
];

/**
 * Deals n points into random groups of nearly equal size, keeping points of one cluster together.
 *
 * @param clusters which cluster each point belongs to (for tokens: which sentence); without it each is its own.
 * @returns the points of each group; at most 20 groups, none empty.
 */
export function dealGroups(n: number, random: Random, clusters?: Uint32Array): Uint32Array[] {
  const members = new Map<number, number[]>();
  for (let i = 0; i < n; i++) {
    const cluster = clusters ? clusters[i] : i;
    const points = members.get(cluster);
    if (points) points.push(i);
    else members.set(cluster, [i]);
  }
  const all = [...members.values()];
  const groups: number[][] = Array.from({ length: Math.min(LARGEST_GROUPS, all.length) }, () => []);
  for (const index of sampleWithoutReplacement(all.length, all.length, random)) {
    // The smallest group takes the next cluster, so that sizes stay near each other however sentences differ.
    const smallest = groups.reduce((least, group) => (group.length < least.length ? group : least));
    for (const point of all[index]) smallest.push(point);
  }
  return groups.map((group) => Uint32Array.from(group));
}

/**
 * Half the width of the interval at LEVEL around an estimate, from Student's t with G − 1 degrees of freedom.
 *
 * @param estimate from all points.
 * @param leftOut the estimate without each group.
 * @param sizes of the groups.
 */
export function jackknifeHalfWidth(estimate: number, leftOut: readonly number[], sizes: readonly number[]): number {
  const groups = sizes.length;
  const n = sizes.reduce((sum, size) => sum + size, 0);
  let centre = groups * estimate;
  for (let j = 0; j < groups; j++) centre -= (1 - sizes[j] / n) * leftOut[j];
  let variance = 0;
  for (let j = 0; j < groups; j++) {
    const ratio = n / sizes[j];
    const pseudovalue = ratio * estimate - (ratio - 1) * leftOut[j];
    variance += (pseudovalue - centre) ** 2 / (ratio - 1) / groups;
  }
  return STUDENT[groups - 2] * Math.sqrt(variance);
}
