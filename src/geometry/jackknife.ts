/**
 * Delete-a-group jackknife: how far an estimate varies from sample to sample, from estimates with one group of the data
 * left out at a time. For groups of unequal size m_j of n, with h_j = n / m_j (Busing, Meijer & van der Leeden 1999,
 * "Delete-m jackknife for unequal m"):
 *
 *     θ̃_j = h_j θ − (h_j − 1) θ_(j),   θ_J = G θ − Σ (1 − 1/h_j) θ_(j),   var = (1/G) Σ (θ̃_j − θ_J)² / (h_j − 1)
 *
 * It is right for estimates that are sums over points, and too large where pairs of points matter for themselves, by as
 * much as the pairs' own part of the variance (Efron & Stein 1981, "The jackknife estimate of variance", Annals of
 * Statistics 9). Near isotropy that part is all there is of the participation ratio, and the jackknife is twice too
 * large. It follows from estimates with two groups left out at a time.
 */

/** The probability that an interval is made to have of covering. */
export const LEVEL = 0.9;

/** Quantile of Student's t at (1 + LEVEL) / 2 for 1 … 19 degrees of freedom. */
const STUDENT = [
  6.3138, 2.92, 2.3534, 2.1318, 2.015, 1.9432, 1.8946, 1.8595, 1.8331, 1.8125, 1.7959, 1.7823, 1.7709, 1.7613, 1.7531,
  1.7459, 1.7396, 1.7341, 1.7291,
];

/**
 * The variance of an estimate.
 *
 * @param estimate from all points.
 * @param leftOut the estimate without each group.
 * @param sizes of the groups.
 */
export function jackknifeVariance(estimate: number, leftOut: readonly number[], sizes: readonly number[]): number {
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
  return variance;
}

/**
 * The share of a jackknife variance that is counted twice, in [0, 1]: 0 for sums over points, 1 where only pairs matter.
 * The variance less half this share is right for both. With Q_gh = G θ − (G − 1)(θ_(g) + θ_(h)) + (G − 2) θ_(gh) the
 * part of the pair g, h, all pairs together are Σ_{g<h} Q_gh² / G², here from the pairs of groups next to each other.
 *
 * @param variance from the jackknife.
 * @param pairsLeftOut the estimate without groups j and j + 1, the last one's next being the first.
 */
export function shareOfPairs(
  variance: number,
  estimate: number,
  leftOut: readonly number[],
  pairsLeftOut: readonly number[],
): number {
  const groups = leftOut.length;
  if (!(variance > 0) || pairsLeftOut.length < groups) return 0;
  let squares = 0;
  for (let j = 0; j < groups; j++) {
    const both = leftOut[j] + leftOut[(j + 1) % groups];
    squares += (groups * estimate - (groups - 1) * both + (groups - 2) * pairsLeftOut[j]) ** 2 / groups;
  }
  const ofPairs = (squares * (groups - 1)) / (2 * groups);
  return Math.min(1, (2 * ofPairs) / variance);
}

/** Half the width of the interval at LEVEL, from Student's t with G − 1 degrees of freedom. */
export function halfWidthOf(variance: number, groups: number): number {
  return STUDENT[Math.min(groups - 1, STUDENT.length) - 1] * Math.sqrt(variance);
}
