/**
 * Principal component analysis: the mean-centred cloud in the coordinates of the eigenvectors of its covariance, exact
 * (no random projection). Hotelling, "Analysis of a complex of statistical variables into principal components", 1933.
 */
import type { PrincipalAxes } from "./principalAxes.ts";
import { orthonormalise } from "./principalAxes.ts";
import type { PointCloud } from "./pointCloud.ts";

/** The leading principal components of a cloud. */
export interface PrincipalComponents {
  /** Number of components, min(asked, d). */
  readonly count: number;
  /** Coordinates of the points, n × count, row-major. 0 on components without variance. */
  readonly coordinates: Float32Array;
  /** Share of the total variance of each component, descending, each in [0, 1]. All 0 if there is no variance. */
  readonly shares: Float64Array;
  /** The components' directions, orthonormal rows, count × d; the entry of largest magnitude is positive. */
  readonly axes: Float64Array;
}

/**
 * The leading components.
 *
 * @param axesOfCloud the decomposition of the cloud less its mean.
 * @param count how many are wanted.
 */
export function principalComponents(cloud: PointCloud, axesOfCloud: PrincipalAxes, count: number): PrincipalComponents {
  const { n, d } = cloud;
  const wanted = Math.min(count, d);
  const withVariance = Math.min(wanted, axesOfCloud.rank);
  const axes = completeBasis(axesOfCloud.axes(0, withVariance), withVariance, wanted, d);
  const coordinates = new Float32Array(n * wanted);
  const exact = axesOfCloud.coordinates(0, withVariance);
  for (let k = 0; k < withVariance; k++) {
    const sign = signOfLargest(axes.subarray(k * d, (k + 1) * d));
    for (let j = 0; j < d; j++) axes[k * d + j] *= sign;
    for (let i = 0; i < n; i++) coordinates[i * wanted + k] = sign * exact[i * withVariance + k];
  }
  const { squaredSingularValues } = axesOfCloud;
  const total = squaredSingularValues.reduce((sum, value) => sum + value, 0);
  const shares = squaredSingularValues.slice(0, wanted).map((value) => (total > 0 ? value / total : 0));
  return { count: wanted, coordinates, shares, axes };
}

/**
 * Signs (+1 or −1, one a component) that turn `coordinates` towards `previous`, the same points in another layer, so
 * that a moving picture does not flip: each component keeps the sign with the larger inner product, which is the least
 * sum of squared moves.
 *
 * @param previous n × count.
 * @param coordinates n × count.
 * @throws RangeError if the two differ in size.
 */
export function alignSigns(previous: Float32Array, coordinates: Float32Array, count: number): Int8Array {
  if (previous.length !== coordinates.length) {
    throw new RangeError(`cannot align ${coordinates.length} coordinates with ${previous.length}`);
  }
  const agreement = new Float64Array(count);
  for (let i = 0; i < coordinates.length; i += count) {
    for (let k = 0; k < count; k++) agreement[k] += previous[i + k] * coordinates[i + k];
  }
  return Int8Array.from(agreement, (product) => (product < 0 ? -1 : 1));
}

/** Adds orthonormal rows to the first `have` until there are `wanted`. */
function completeBasis(rows: Float64Array, have: number, wanted: number, d: number): Float64Array {
  const basis = new Float64Array(wanted * d);
  basis.set(rows);
  // A unit vector that is nearly in the span would lose its digits, and one of any d does not: skip to the next.
  for (let k = have, unit = 0; k < wanted; unit++) {
    const row = basis.subarray(k * d, (k + 1) * d);
    row.fill(0);
    row[unit] = 1;
    if (orthonormalise(row, basis, k) > 0.5 / Math.sqrt(d)) k++;
  }
  return basis;
}

function signOfLargest(axis: Float64Array): number {
  let largest = 0;
  for (const entry of axis) if (Math.abs(entry) > Math.abs(largest)) largest = entry;
  return largest < 0 ? -1 : 1;
}
