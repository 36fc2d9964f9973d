/**
 * Mean and covariance of a point cloud, gathered in batches and merged.
 *
 * Two passes over each batch: its mean, then the centred products, so that a mean far from the origin costs no digits.
 * Batches are merged by the pairwise update of Chan, Golub & LeVeque ("Updating formulae and a pairwise algorithm for
 * computing sample variances", 1979):
 *
 *     M = M_a + M_b + (n_a n_b / (n_a + n_b)) · δδᵀ,   δ = mean_b − mean_a
 */
import { type CreateArithmetic, bytesFor, GROUP } from "./arithmetic/arithmetic.ts";
import { createArithmetic } from "./arithmetic/createArithmetic.ts";
import { groupsOf, packColumns } from "./panels.ts";
import type { PointCloud } from "./pointCloud.ts";
import { runToEnd, type Steps } from "./steps.ts";

/** The first two moments of a cloud. */
export interface Moments {
  /** Number of points. */
  readonly n: number;
  /** Number of dimensions. */
  readonly d: number;
  /** The mean point, d. Zero if n = 0. */
  readonly mean: Float64Array;
  /** Centred scatter matrix XcᵀXc, d × d, symmetric, both triangles filled. */
  readonly scatter: Float64Array;
}

/** Rows taken at a time: small enough that the packed panel of 768 columns stays in the second-level cache. */
const PANEL_ROWS = 128;

/** The moments of no points in d dimensions: the neutral element of mergeMoments. */
export function emptyMoments(d: number): Moments {
  return { n: 0, d, mean: new Float64Array(d), scatter: new Float64Array(d * d) };
}

/** The moments of a cloud of n ≥ 0 points. About n · d² / 2 multiplications. */
export function momentsOf(cloud: PointCloud, create: CreateArithmetic = createArithmetic): Moments {
  return runToEnd(momentsInSteps(cloud, create));
}

/** momentsOf, in steps. */
export function* momentsInSteps(cloud: PointCloud, create: CreateArithmetic = createArithmetic): Steps<Moments> {
  const { n, d } = cloud;
  const mean = meanOf(cloud);
  const stride = groupsOf(d) * GROUP;
  const panelLength = stride * Math.min(PANEL_ROWS, n);
  const arithmetic = create(bytesFor(stride * stride, 8) + bytesFor(panelLength, 8));
  const padded = arithmetic.float64(stride * stride);
  const packed = arithmetic.float64(panelLength);
  for (let from = 0; from < n; from += PANEL_ROWS) {
    const to = Math.min(n, from + PANEL_ROWS);
    const panel = packColumns(cloud, mean, from, to, packed);
    arithmetic.addProducts(panel, panel, padded, stride, 0, true);
    yield to / n;
  }
  const scatter = new Float64Array(d * d);
  for (let i = 0; i < d; i++) {
    for (let j = i; j < d; j++) scatter[i * d + j] = scatter[j * d + i] = padded[i * stride + j];
  }
  return { n, d, mean, scatter };
}

/**
 * The mean point, d. Sums differences from the first point, so that a constant column has exactly its own value as
 * mean and, once centred, is exactly zero.
 */
export function meanOf(cloud: PointCloud): Float64Array {
  const { values, n, d } = cloud;
  const sums = new Float64Array(d);
  if (n === 0) return sums;
  for (let row = 1, source = d; row < n; row++) {
    for (let j = 0; j < d; j++, source++) sums[j] += values[source] - values[j];
  }
  for (let j = 0; j < d; j++) sums[j] = values[j] + sums[j] / n;
  return sums;
}

/**
 * The moments of two clouds taken together. Neither argument is changed.
 *
 * @throws RangeError if they differ in dimension.
 */
export function mergeMoments(a: Moments, b: Moments): Moments {
  if (a.d !== b.d) throw new RangeError(`moments of ${a.d} and of ${b.d} dimensions cannot be merged`);
  const n = a.n + b.n;
  if (a.n === 0) return b;
  if (b.n === 0) return a;
  const d = a.d;
  const mean = new Float64Array(d);
  const difference = new Float64Array(d);
  for (let j = 0; j < d; j++) {
    difference[j] = b.mean[j] - a.mean[j];
    mean[j] = a.mean[j] + (difference[j] * b.n) / n;
  }
  const weight = (a.n * b.n) / n;
  const scatter = new Float64Array(d * d);
  for (let i = 0, k = 0; i < d; i++) {
    const scaled = weight * difference[i];
    for (let j = 0; j < d; j++, k++) scatter[k] = a.scatter[k] + b.scatter[k] + scaled * difference[j];
  }
  return { n, d, mean, scatter };
}

/**
 * The moments of a cloud without a part of it: undoes mergeMoments. Neither argument is changed.
 *
 * @param whole of all points.
 * @param part of some of them, at least one fewer.
 * @throws RangeError if they differ in dimension or the part is not smaller.
 */
export function removeMoments(whole: Moments, part: Moments): Moments {
  if (whole.d !== part.d) throw new RangeError(`moments of ${whole.d} and of ${part.d} dimensions cannot be parted`);
  if (part.n >= whole.n) throw new RangeError(`${part.n} of ${whole.n} points cannot be removed`);
  if (part.n === 0) return whole;
  const d = whole.d;
  const n = whole.n - part.n;
  const mean = new Float64Array(d);
  const difference = new Float64Array(d);
  for (let j = 0; j < d; j++) {
    mean[j] = whole.mean[j] + ((whole.mean[j] - part.mean[j]) * part.n) / n;
    difference[j] = part.mean[j] - mean[j];
  }
  const weight = (n * part.n) / whole.n;
  const scatter = new Float64Array(d * d);
  for (let i = 0, k = 0; i < d; i++) {
    const scaled = weight * difference[i];
    for (let j = 0; j < d; j++, k++) scatter[k] = whole.scatter[k] - part.scatter[k] - scaled * difference[j];
  }
  return { n, d, mean, scatter };
}

/**
 * The sample covariance S = XcᵀXc / (n − 1), d × d.
 *
 * @throws RangeError if n < 2.
 */
export function covarianceOf(moments: Moments): Float64Array {
  if (moments.n < 2) throw new RangeError(`a covariance needs two points, there are ${moments.n}`);
  return moments.scatter.map((entry) => entry / (moments.n - 1));
}

/** The uncentred second moment XᵀX = XcᵀXc + n · mean meanᵀ, d × d. */
export function secondMomentOf(moments: Moments): Float64Array {
  const { n, d, mean, scatter } = moments;
  const result = new Float64Array(d * d);
  for (let i = 0, k = 0; i < d; i++) {
    for (let j = 0; j < d; j++, k++) result[k] = scatter[k] + n * mean[i] * mean[j];
  }
  return result;
}
