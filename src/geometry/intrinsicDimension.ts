/**
 * Intrinsic dimension from the distances to the nearest neighbours.
 *
 * Points that coincide are taken once (distinctNeighbours.ts): at r₁ = 0 they tell nothing of the dimension.
 */
import type { Measure } from "./measure.ts";
import type { Neighbours } from "./neighbours.ts";

/** Share of the largest ratios that TwoNN leaves out, as its authors advise. */
const DISCARD = 0.1;

/** Neighbours of each point that the maximum likelihood dimension looks at. */
export const NEIGHBOURS = 20;

/** A neighbour so many times nearer than the median one is a copy with noise, not a neighbour in the cloud's shape. */
const NEARLY = 1e-4;

/**
 * Number of points whose nearest neighbour nearly coincides with them, measured by the median distance to the second
 * one. With many of them the estimates speak of the noise between copies.
 *
 * @param rows the distances of each point to its neighbours, nearest first; of points that do not coincide.
 */
export function nearlyCoinciding(rows: readonly Float64Array[]): number {
  const second = Float64Array.from(rows, (row) => row[1] ?? Infinity).sort();
  const limit = NEARLY * (second[second.length >> 1] ?? 0);
  return Number.isFinite(limit) ? rows.filter((row) => row[0] < limit).length : 0;
}

/**
 * TwoNN (Facco, d'Errico, Rodriguez & Laio 2017, doi 10.1038/s41598-017-11873-y). With μ_i = r₂ / r₁ sorted and F_i =
 * i / N, the slope through the origin of −log(1 − F_i) on log μ_i over the lowest ⌊0.9 N⌋. It reads too low where the
 * dimension is high (above about 20).
 *
 * @param rows the distances of each distinct point to its neighbours, nearest first.
 * @param n points of the cloud, copies counted.
 */
export function twoNN(rows: readonly Float64Array[], n = rows.length): Measure {
  if (n < 3) return { notDefined: "needs-three-points" };
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
 * @param rows the distances of each distinct point to its k neighbours, nearest first.
 * @param n points of the cloud, copies counted.
 */
export function maximumLikelihoodDimension(rows: readonly Float64Array[], n = rows.length): Measure {
  if (n < 3) return { notDefined: "needs-three-points" };
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
