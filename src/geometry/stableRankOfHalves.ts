/**
 * The stable rank of halves of a cloud. Where no direction stands out the largest eigenvalue is no smooth function of the
 * points, and leaving groups out makes its variance four times too large; halves do not.
 *
 * The largest eigenvalue of a half is taken within the leading principal axes of the whole, in which nearly all of the
 * direction lies in which a half spreads most.
 */
import type { CreateArithmetic } from "./arithmetic/arithmetic.ts";
import { balancedHalves, type HalvesOf } from "./balancedHalves.ts";
import type { PointCloud } from "./pointCloud.ts";
import type { PrincipalAxes } from "./principalAxes.ts";
import { runToEnd, type Steps } from "./steps.ts";
import { symmetricEigenInSteps } from "./symmetricEigen.ts";

const MOST_AXES = 64;

/** Sums over the points of some groups, about the mean of the whole. */
interface Sums {
  readonly n: number;
  /** Σ ‖y‖². */
  readonly trace: number;
  /** Σ y and Σ y yᵀ (its lower triangle) on the leading axes. */
  readonly sum: Float64Array;
  readonly products: Float64Array;
}

/** A half as a spectrum: its trace and its largest eigenvalue. */
export interface HalfSpectrum {
  readonly n: number;
  readonly stableRank: number;
}

/** @param axes of the cloud about its mean. */
export function* stableRanksOfHalves(
  cloud: PointCloud,
  mean: Float64Array,
  axes: PrincipalAxes,
  groups: readonly Uint32Array[],
  createArithmetic?: CreateArithmetic,
): Steps<HalvesOf<HalfSpectrum>[]> {
  const order = Math.min(axes.rank, MOST_AXES);
  const coordinates = axes.coordinates(0, order);
  const sums = groups.map((points) => sumsOf(cloud, mean, coordinates, order, points));
  const ways = balancedHalves(groups.length);
  const halves: HalvesOf<HalfSpectrum>[] = [];
  for (const isFirst of ways) {
    const halfOf = (side: boolean): HalfSpectrum =>
      halfSpectrum(total(sums, isFirst, side, order), order, createArithmetic);
    halves.push([halfOf(true), halfOf(false)]);
    yield halves.length / ways.length;
  }
  return halves;
}

function sumsOf(
  { values, d }: PointCloud,
  mean: Float64Array,
  coordinates: Float64Array,
  order: number,
  points: Uint32Array,
): Sums {
  const sum = new Float64Array(order);
  const products = new Float64Array(order * order);
  let trace = 0;
  for (const point of points) {
    for (let j = 0, at = point * d; j < d; j++, at++) trace += (values[at] - mean[j]) ** 2;
    const y = coordinates.subarray(point * order, (point + 1) * order);
    for (let a = 0; a < order; a++) {
      sum[a] += y[a];
      for (let b = 0, at = a * order; b <= a; b++, at++) products[at] += y[a] * y[b];
    }
  }
  return { n: points.length, trace, sum, products };
}

function total(parts: readonly Sums[], isFirst: readonly boolean[], side: boolean, order: number): Sums {
  const sum = new Float64Array(order);
  const products = new Float64Array(order * order);
  let [n, trace] = [0, 0];
  parts.forEach((part, group) => {
    if (isFirst[group] !== side) return;
    n += part.n;
    trace += part.trace;
    for (let k = 0; k < sum.length; k++) sum[k] += part.sum[k];
    for (let k = 0; k < products.length; k++) products[k] += part.products[k];
  });
  return { n, trace, sum, products };
}

/** Of the scatter about the half's own mean. */
function halfSpectrum({ n, trace, sum, products }: Sums, order: number, create?: CreateArithmetic): HalfSpectrum {
  const scatter = products.slice();
  let squaredSum = 0;
  for (let a = 0; a < order; a++) {
    squaredSum += sum[a] ** 2;
    for (let b = 0; b <= a; b++) scatter[a * order + b] -= (sum[a] * sum[b]) / n;
  }
  return {
    n,
    stableRank: (trace - squaredSum / n) / runToEnd(symmetricEigenInSteps(scatter, order, create)).values[0],
  };
}
