/**
 * A cloud in 16-bit integers, q = s (x − c) + e, whose squared distances are exact in 32 bits, and what the rounding
 * changed: by the triangle inequality |‖q_x − q_y‖ − s ‖x − y‖| ≤ ‖e_x‖ + ‖e_y‖.
 */
import { GROUP, LANES, type Arithmetic, type IntegerRows } from "./arithmetic/arithmetic.ts";
import type { PointCloud } from "./pointCloud.ts";

/** A cloud in integers. */
export interface QuantisedCloud extends IntegerRows {
  /** ‖e‖ of each point, in units of the integers. */
  readonly errors: Float64Array;
  readonly largestError: number;
  /** Points so far out that they would cost the others their digits. Their rows are 0, and near to none. */
  readonly far: readonly number[];
}

/** √(2³¹ − 1) / 2: the squared distance of two vectors no longer than this fits 32 bits. */
const LARGEST_LENGTH = 23170.4;
/** The squared length given to rows that are near to none: above any distance between others. */
const NOWHERE = 2 ** 30;
/** At most one point in this many is set aside as far out. */
const POINTS_FOR_ONE_FAR = 64;

/** The depth of a quantised cloud of d dimensions. */
export function depthFor(d: number): number {
  return Math.ceil(d / LANES) * LANES;
}

/** The rows of a quantised cloud of n points, with those of padding. */
export function rowsFor(n: number): number {
  return Math.ceil(n / GROUP) * GROUP;
}

/**
 * Scales a cloud, less a centre, as finely as exact 32-bit squared distances allow, and rounds it. All limits are open.
 *
 * @param store has room for rowsFor(n) · depthFor(d) 16-bit and twice rowsFor(n) 32-bit integers.
 */
export function quantise(cloud: PointCloud, centre: Float64Array, store: Arithmetic): QuantisedCloud {
  const { values, n, d } = cloud;
  const depth = depthFor(d);
  const rows = rowsFor(n);
  const lengths = lengthsFrom(cloud, centre);
  const reach = reachOf(lengths);
  // Rounding lengthens a vector by half a unit in each dimension at most.
  const scale = reach > 0 ? Math.min((LARGEST_LENGTH - Math.sqrt(d) / 2) / reach, 1e300) : 1;

  const rounded = store.int16(rows * depth);
  const squaredLengths = store.int32(rows).fill(NOWHERE);
  const limits = store
    .int32(rows)
    .fill(-1)
    .fill(2 ** 31 - 1, 0, n);
  const errors = new Float64Array(n);
  const far: number[] = [];
  let largestError = 0;
  for (let i = 0; i < n; i++) {
    if (lengths[i] > reach) {
      far.push(i);
      limits[i] = -1;
      continue;
    }
    const source = i * d;
    let target = (i - (i % GROUP)) * depth + (i % GROUP) * LANES;
    let squaredLength = 0;
    let squaredError = 0;
    for (let chunk = 0; chunk < d; chunk += LANES, target += LANES * (GROUP - 1)) {
      const end = Math.min(d, chunk + LANES);
      for (let j = chunk; j < end; j++, target++) {
        const value = (values[source + j] - centre[j]) * scale;
        const integer = Math.floor(value + 0.5);
        rounded[target] = integer;
        squaredLength += integer * integer;
        squaredError += (value - integer) * (value - integer);
      }
    }
    squaredLengths[i] = squaredLength;
    errors[i] = Math.sqrt(squaredError);
    if (errors[i] > largestError) largestError = errors[i];
  }
  return { values: rounded, depth, squaredLengths, limits, errors, largestError, far };
}

function lengthsFrom({ values, n, d }: PointCloud, centre: Float64Array): Float64Array {
  const lengths = new Float64Array(n);
  for (let i = 0, k = 0; i < n; i++) {
    let squared = 0;
    for (let j = 0; j < d; j++, k++) {
      const value = values[k] - centre[j];
      squared += value * value;
    }
    lengths[i] = Math.sqrt(squared);
  }
  return lengths;
}

/** The greatest length; or, where a few points are more than twice as far out as the rest, the greatest of the rest. */
function reachOf(lengths: Float64Array): number {
  const sorted = lengths.slice().sort();
  const greatest = sorted[sorted.length - 1] ?? 0;
  const ofTheRest = sorted[sorted.length - 1 - Math.floor(lengths.length / POINTS_FOR_ONE_FAR)] ?? 0;
  return 2 * ofTheRest < greatest ? ofTheRest : greatest;
}
