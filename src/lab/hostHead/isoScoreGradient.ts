/**
 * IsoScore⋆ on the host, with its gradient; isoScoreLoss.ts has the formulas and is the same on the device. Float64
 * needs no scaling by the trace.
 */
import { GROUP, type Arithmetic } from "../../geometry/arithmetic/arithmetic.ts";
import { groupsOf } from "../../geometry/panels.ts";
import { createMatrix, matrixBytes, type PaddedMatrix } from "./matrix.ts";
import { packBatchRows, packMatrixColumns } from "./packing.ts";

/** Working space for clouds of at most so many points. */
export interface IsoScoreSpace {
  readonly arithmetic: Arithmetic;
  readonly centred: PaddedMatrix;
  readonly covariance: PaddedMatrix;
  readonly timesCovariance: PaddedMatrix;
  /** Packed points, and packed covariance. */
  readonly left: Float64Array;
  readonly right: Float64Array;
  /** 0, 1, 2, … */
  readonly order: Uint32Array;
}

export function isoScoreBytes(n: number, d: number): number {
  return 3 * matrixBytes(n, d) + 2 * matrixBytes(d, d);
}

/** @param arithmetic with isoScoreBytes to spare. */
export function createIsoScoreSpace(arithmetic: Arithmetic, n: number, d: number): IsoScoreSpace {
  const centred = createMatrix(arithmetic, n, d);
  const covariance = createMatrix(arithmetic, d, d);
  return {
    arithmetic,
    centred,
    covariance,
    timesCovariance: createMatrix(arithmetic, n, d),
    left: arithmetic.float64(centred.values.length),
    right: arithmetic.float64(covariance.values.length),
    order: Uint32Array.from({ length: n }, (_, i) => i),
  };
}

export interface IsoScoreOptions {
  /** Weight on Σ_S, in [0, 1]. */
  readonly zeta: number;
  /** Σ_S, d × d; needed if ζ is above 0. */
  readonly reference: Float64Array | undefined;
  /** Derivatives are computed times this; not at all at 0. */
  readonly weight: number;
}

/**
 * IsoScore⋆ of n points in d dimensions, in [0, 1]; NaN if Σ_ζ is 0.
 * @param gradient receives `weight` times the derivative, added to what it holds.
 * @throws RangeError if there are fewer than two points or dimensions, or ζ lies outside [0, 1], or Σ_S is missing.
 */
export function isoScoreGradient(
  space: IsoScoreSpace,
  points: PaddedMatrix,
  n: number,
  d: number,
  options: IsoScoreOptions,
  gradient: PaddedMatrix,
): number {
  const { zeta, reference, weight } = options;
  if (n < 2 || d < 2) throw new RangeError(`IsoScore⋆ needs two points and two dimensions, not ${n} and ${d}`);
  if (!(zeta >= 0 && zeta <= 1)) throw new RangeError(`ζ must lie in [0, 1], not ${zeta}`);
  if (zeta > 0 && reference === undefined) throw new RangeError(`ζ = ${zeta} needs a reference covariance`);
  centre(points, n, d, space.centred);
  shrunkCovariance(space, n, d, zeta, reference);
  const { values: sigma, stride } = space.covariance;
  let trace = 0;
  let squaredNorm = 0;
  for (let i = 0; i < d; i++) {
    trace += sigma[i * stride + i];
    for (let j = 0; j < d; j++) squaredNorm += sigma[i * stride + j] ** 2;
  }
  const ratio = trace / squaredNorm;
  if (weight !== 0) {
    const product = timesCovariance(space, n);
    const factor = (weight * 4 * (1 - zeta) * ratio) / ((n - 1) * (d - 1));
    const centred = space.centred.values;
    for (let i = 0; i < n * stride; i++) gradient.values[i] += factor * (centred[i] - ratio * product[i]);
  }
  return (trace * ratio - 1) / (d - 1);
}

/**
 * The points less their mean. The first point is taken off before, so that points that coincide become 0 exactly, and
 * the mean keeps its digits whatever the cloud's place.
 */
function centre({ values, stride }: PaddedMatrix, n: number, d: number, target: PaddedMatrix): void {
  const centred = target.values;
  const mean = new Float64Array(d);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < d; j++) mean[j] += values[i * stride + j] - values[j];
  }
  for (let j = 0; j < d; j++) mean[j] /= n;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < d; j++) centred[i * stride + j] = values[i * stride + j] - values[j] - mean[j];
  }
}

/** Σ_ζ = (1 − ζ) Σ_X + ζ Σ_S. */
function shrunkCovariance(
  { arithmetic, centred, covariance, left }: IsoScoreSpace,
  n: number,
  d: number,
  zeta: number,
  reference: Float64Array | undefined,
): void {
  const { values: sigma, stride } = covariance;
  sigma.fill(0);
  const columns = packMatrixColumns(centred.values, stride, 0, n, left);
  arithmetic.addProducts(columns, columns, sigma, stride, 0, true);
  const own = (1 - zeta) / (n - 1);
  for (let i = 0; i < d; i++) {
    for (let j = i; j < d; j++) {
      const entry =
        own * sigma[i * stride + j] + (zeta > 0 && reference !== undefined ? zeta * reference[i * d + j] : 0);
      sigma[i * stride + j] = entry;
      sigma[j * stride + i] = entry;
    }
  }
}

/** Xc · Σ_ζ, with the strides of Xc. */
function timesCovariance(
  { arithmetic, centred, covariance, timesCovariance: product, left, right, order }: IsoScoreSpace,
  n: number,
): Float64Array {
  const { stride } = centred;
  const rows = packBatchRows({ values: centred.values, n, d: stride }, order, 0, n, left);
  const columns = packMatrixColumns(covariance.values, stride, 0, stride, right);
  product.values.fill(0, 0, groupsOf(n) * GROUP * stride);
  arithmetic.addProducts(rows, columns, product.values, stride);
  return product.values;
}
