/**
 * Intrinsic dimension from the distances to the nearest neighbours.
 *
 * A point that coincides with another one has r₁ = 0 and tells nothing of the dimension: such points are left out of
 * both averages (they stay as neighbours of others) and counted.
 */
import type { Measure } from "./measure.ts";
import type { Neighbours } from "./neighbours.ts";

/** Share of the largest ratios that TwoNN leaves out, as its authors advise. */
const DISCARD = 0.1;

/** Neighbours of each point that the maximum likelihood dimension looks at. */
export const NEIGHBOURS = 20;

/** Number of points whose nearest neighbour is at distance 0. */
export function duplicateCount({ distances, n, k }: Neighbours): number {
  let count = 0;
  if (k > 0) for (let i = 0; i < n; i++) if (distances[i * k] === 0) count++;
  return count;
}

/**
 * TwoNN (Facco, d'Errico, Rodriguez & Laio 2017, doi 10.1038/s41598-017-11873-y). With μ_i = r₂ / r₁ sorted and F_i =
 * i / N, the slope through the origin of −log(1 − F_i) on log μ_i over the lowest ⌊0.9 N⌋. It reads too low where the
 * dimension is high (above about 20).
 *
 * @param rows the distances of each point to its neighbours, nearest first.
 */
export function twoNN(rows: readonly Float64Array[]): Measure {
  if (rows.length < 3) return { notDefined: "needs-three-points" };
  const logRatios = new Float64Array(rows.length);
  let count = 0;
  for (const row of rows) {
    if (row[0] > 0 && row.length > 1) logRatios[count++] = Math.log(row[1] / row[0]);
  }
  const sorted = logRatios.subarray(0, count).sort();
  const kept = Math.floor(count * (1 - DISCARD));
  let sumXX = 0;
  let sumXY = 0;
  for (let i = 0; i < kept; i++) {
    sumXX += sorted[i] * sorted[i];
    sumXY -= sorted[i] * Math.log(1 - (i + 1) / count);
  }
  if (kept < 2 || !(sumXX > 0)) return { notDefined: "too-few-distinct-points" };
  return sumXY / sumXX;
}

/**
 * Maximum likelihood (Levina & Bickel 2004), averaged over points as MacKay & Ghahramani (2005) advise: the inverse of
 * the mean of (1 / (k − 1)) Σ_{j<k} log(r_k / r_j), k neighbours of each point.
 *
 * @param rows the distances of each point to its k neighbours, nearest first.
 */
export function maximumLikelihoodDimension(rows: readonly Float64Array[]): Measure {
  if (rows.length < 3) return { notDefined: "needs-three-points" };
  let sum = 0;
  let count = 0;
  for (const row of rows) {
    const k = row.length;
    if (!(row[0] > 0) || k < 2) continue;
    let logs = 0;
    for (let j = 0; j < k - 1; j++) logs += Math.log(row[k - 1] / row[j]);
    sum += logs / (k - 1);
    count++;
  }
  if (!(sum > 0)) return { notDefined: "too-few-distinct-points" };
  return count / sum;
}

/** The distances of each point to its neighbours, one row a point. */
export function distanceRows({ distances, n, k }: Neighbours): Float64Array[] {
  return Array.from({ length: n }, (_, i) => distances.subarray(i * k, (i + 1) * k));
}
