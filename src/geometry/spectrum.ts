/** Measures of a spectrum: how a cloud's variance is spread over its principal directions. */
import type { Measure } from "./measure.ts";

/**
 * Effective rank exp(−Σ p log p), p = σ / Σσ, with σ the singular values of the centred cloud; in [1, d]. Roy &
 * Vetterli, "The effective rank", 2007.
 *
 * @param eigenvalues of the covariance (σ² up to a factor), descending.
 */
export function effectiveRank(eigenvalues: Float64Array): Measure {
  let sum = 0;
  for (const value of eigenvalues) sum += Math.sqrt(value);
  if (!(sum > 0)) return { notDefined: "zero-variance" };
  let entropy = 0;
  for (const value of eigenvalues) {
    const p = Math.sqrt(value) / sum;
    if (p > 0) entropy -= p * Math.log(p);
  }
  return Math.exp(entropy);
}

/** Stable rank tr Σ / λ₁, in [1, d]. Rudelson & Vershynin, "Sampling from large matrices", 2007. */
export function stableRank(eigenvalues: Float64Array): Measure {
  const largest = eigenvalues[0] ?? 0;
  if (!(largest > 0)) return { notDefined: "zero-variance" };
  return eigenvalues.reduce((sum, value) => sum + value, 0) / largest;
}

/** The share of the variance held by the first 1, 2, … d components; the last is 1. All 0 without variance. */
export function cumulativeShares(eigenvalues: Float64Array): Float64Array {
  const total = eigenvalues.reduce((sum, value) => sum + value, 0);
  let sum = 0;
  return eigenvalues.map((value) => (total > 0 ? (sum += value) / total : 0));
}

/** The least number of components that hold this share (in (0, 1]) of the variance. */
export function componentsFor(eigenvalues: Float64Array, share: number): Measure {
  const total = eigenvalues.reduce((sum, value) => sum + value, 0);
  if (!(total > 0)) return { notDefined: "zero-variance" };
  let sum = 0;
  for (let k = 0; k < eigenvalues.length; k++) {
    sum += eigenvalues[k];
    // One part in 10¹² of slack: equal eigenvalues reach their exact share whatever the order of rounding.
    if (sum >= share * total * (1 - 1e-12)) return k + 1;
  }
  return eigenvalues.length;
}

/**
 * α of the power law λ_j ∝ j^−α: minus the slope of log λ_j on log j, least squares with weights 1 / j, over the
 * positive eigenvalues. Agrawal et al., "α-ReQ: assessing representation quality by measuring eigenspectrum decay",
 * NeurIPS 2022. Needs two directions with variance; else "needs-two-dimensions".
 */
export function alphaReQ(eigenvalues: Float64Array): Measure {
  let weights = 0;
  let sumX = 0;
  let sumY = 0;
  let count = 0;
  for (; count < eigenvalues.length && eigenvalues[count] > 0; count++) {
    const weight = 1 / (count + 1);
    weights += weight;
    sumX += weight * Math.log(count + 1);
    sumY += weight * Math.log(eigenvalues[count]);
  }
  if (count === 0) return { notDefined: "zero-variance" };
  if (count === 1) return { notDefined: "needs-two-dimensions" };
  const meanX = sumX / weights;
  const meanY = sumY / weights;
  let sumXX = 0;
  let sumXY = 0;
  for (let j = 0; j < count; j++) {
    const x = Math.log(j + 1) - meanX;
    sumXX += (x * x) / (j + 1);
    sumXY += (x * (Math.log(eigenvalues[j]) - meanY)) / (j + 1);
  }
  return -sumXY / sumXX;
}
