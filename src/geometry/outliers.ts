/**
 * Outlier dimensions: the few coordinates whose variance or mean stands far out from the others.
 *
 * - Variance rule (Rudman, Chen & Eickhoff 2023, arXiv 2310.17715): var_j ≥ 5 × the mean variance.
 * - Magnitude rule (Kovaleva et al. 2021, arXiv 2105.06990): mean_j lies more than 3 standard deviations (over the d
 *   dimensions, dividing by d) from the mean over dimensions. Means that differ by less than rounding tells apart, as
 *   those of centred points do, are taken for equal.
 */

/** How many times the mean variance makes an outlier. */
const VARIANCE_FACTOR = 5;
/** How many standard deviations of the means make an outlier. */
const DEVIATIONS = 3;

/** Means of points that were centred in float32 differ by some 10⁻⁸ standard deviations, in float64 by some 10⁻¹⁶. */
const ROUNDING = 1e-6;

/** A dimension that stands out, and by which rule. */
export interface OutlierDimension {
  readonly dimension: number;
  readonly byVariance: boolean;
  readonly byMagnitude: boolean;
}

/**
 * The outlier dimensions, in order of dimension.
 *
 * @param means of each dimension, d.
 * @param variances of each dimension, d.
 */
export function outlierDimensions(means: Float64Array, variances: Float64Array): OutlierDimension[] {
  const d = means.length;
  const meanVariance = average(variances);
  const centre = average(means);
  let squares = 0;
  for (const mean of means) squares += (mean - centre) ** 2;
  const deviation = Math.sqrt(squares / d);
  const differ = deviation > ROUNDING * Math.sqrt(meanVariance);
  const outliers: OutlierDimension[] = [];
  for (let dimension = 0; dimension < d; dimension++) {
    const byVariance = meanVariance > 0 && variances[dimension] >= VARIANCE_FACTOR * meanVariance;
    const byMagnitude = differ && Math.abs(means[dimension] - centre) > DEVIATIONS * deviation;
    if (byVariance || byMagnitude) outliers.push({ dimension, byVariance, byMagnitude });
  }
  return outliers;
}

function average(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
