/** The eigenvalues of a cloud's scatter without each of some groups of its points. */
import type { CreateArithmetic } from "./arithmetic/arithmetic.ts";
import { momentsOf, removeMoments, type Moments } from "./covariance.ts";
import type { LeftOut } from "./leftOutMoments.ts";
import type { SpectrumBasis } from "./measures/definition.ts";
import type { PointCloud } from "./pointCloud.ts";
import { principalAxesInSteps, type PrincipalAxes } from "./principalAxes.ts";
import { rowsOf } from "./rows.ts";
import { portion, type Steps } from "./steps.ts";

/** With fewer points for each dimension small eigenvalues move by too much for the first order. */
const POINTS_EACH_DIMENSION = 4;

/** Axes taken at a time. */
const AXES_AT_ONCE = 64;

/** The spectra of the whole and of what is left, and the axes of the whole about its mean. */
export interface LeftOutSpectra extends LeftOut<SpectrumBasis> {
  readonly axes: PrincipalAxes;
}

/** By one decomposition where there are many points for each dimension, by one more for each group where there are not. */
export function* leaveOutSpectra(
  cloud: PointCloud,
  moments: Moments,
  groups: readonly Uint32Array[],
  createArithmetic?: CreateArithmetic,
): Steps<LeftOutSpectra> {
  const { n, d } = cloud;
  const isFirstOrder = n >= POINTS_EACH_DIMENSION * d;
  const end = isFirstOrder ? 0.5 : 1 / (groups.length + 1);
  const axes = yield* portion(
    principalAxesInSteps(cloud, moments.mean, () => moments.scatter, createArithmetic),
    0,
    end,
  );
  const eigenvalues = yield* portion(
    isFirstOrder ? firstOrderSpectra(axes, n, d, groups) : decomposedSpectra(cloud, moments, groups, createArithmetic),
    end,
    1,
  );
  const sizes = groups.map((points) => points.length);
  return {
    axes,
    sizes,
    whole: { n, d, eigenvalues: axes.squaredSingularValues },
    without: eigenvalues.map((spectrum, group) => ({ n: n - sizes[group], d, eigenvalues: spectrum })),
    withoutPairs: [],
  };
}

/** The diagonal of VᵀMV for the axes V of the whole and the scatter M of what is left: to first order its eigenvalues. */
function* firstOrderSpectra(
  axes: PrincipalAxes,
  n: number,
  d: number,
  groups: readonly Uint32Array[],
): Steps<Float64Array[]> {
  const spectra = groups.map(() => new Float64Array(d));
  for (let from = 0; from < axes.rank; from += AXES_AT_ONCE) {
    const to = Math.min(axes.rank, from + AXES_AT_ONCE);
    const count = to - from;
    const coordinates = axes.coordinates(from, to);
    for (const [group, points] of groups.entries()) {
      const squares = new Float64Array(count);
      const sums = new Float64Array(count);
      for (const point of points) {
        for (let k = 0, at = point * count; k < count; k++, at++) {
          sums[k] += coordinates[at];
          squares[k] += coordinates[at] * coordinates[at];
        }
      }
      for (let k = 0; k < count; k++) {
        // The rest has a mean of its own.
        const removed = squares[k] + sums[k] ** 2 / (n - points.length);
        spectra[group][from + k] = Math.max(0, axes.squaredSingularValues[from + k] - removed);
      }
    }
    yield to / axes.rank;
  }
  return spectra.map((spectrum) => spectrum.sort().reverse());
}

function* decomposedSpectra(
  cloud: PointCloud,
  moments: Moments,
  groups: readonly Uint32Array[],
  createArithmetic?: CreateArithmetic,
): Steps<Float64Array[]> {
  const spectra: Float64Array[] = [];
  for (const [group, points] of groups.entries()) {
    const isLeftOut = new Uint8Array(cloud.n);
    for (const point of points) isLeftOut[point] = 1;
    const left = Uint32Array.from({ length: cloud.n - points.length });
    for (let i = 0, at = 0; i < cloud.n; i++) if (isLeftOut[i] === 0) left[at++] = i;
    const rest = removeMoments(moments, momentsOf(rowsOf(cloud, points), createArithmetic));
    // From d points on the spectrum follows from the moments, and of the points nothing but their number is needed.
    const part = left.length < cloud.d ? rowsOf(cloud, left) : { ...cloud, n: left.length };
    const axes = principalAxesInSteps(part, rest.mean, () => rest.scatter, createArithmetic);
    spectra.push((yield* portion(axes, group / groups.length, (group + 1) / groups.length)).squaredSingularValues);
  }
  return spectra;
}
