import type { Arithmetic } from "./arithmetic/arithmetic.ts";
import type { PointCloud } from "./pointCloud.ts";

/** A cloud in 16-bit integers, with what the rounding changed. */
export interface QuantisedCloud {
  readonly n: number;
  /** Numbers of each point: d, and zeros up to a multiple of 8. */
  readonly depth: number;
  /** round(scale · (x − centre)), n × depth, then rows of zeros up to a multiple of 4. */
  readonly values: Int16Array;
  readonly scale: number;
  /** Squared length of each integer vector; exact. */
  readonly squaredLengths: Float64Array;
  /** ‖x − centre − q / scale‖ of each point. */
  readonly errors: Float64Array;
  readonly largestError: number;
}

/** Numbers that a 128-bit register holds. */
const LANES = 8;
/** Rows are multiplied in groups of this many. */
const ROW_GROUP = 4;
const LARGEST_INTEGER = 32767;
/** Two vectors no longer than this have an inner product that fits 32 bits, by Cauchy & Schwarz. */
const LARGEST_LENGTH = 46340;

/** The depth of a quantised cloud of d dimensions. */
export function depthFor(d: number): number {
  return Math.ceil(d / LANES) * LANES;
}

/** The rows of a quantised cloud of n points, with those of padding. */
export function rowsFor(n: number): number {
  return Math.ceil(n / ROW_GROUP) * ROW_GROUP;
}

/** Scales a cloud, less a centre, as finely as exact 32-bit inner products allow, and rounds it. */
export function quantise({ values, n, d }: PointCloud, centre: Float64Array, store: Arithmetic): QuantisedCloud {
  let longest = 0;
  let largest = 0;
  for (let i = 0, k = 0; i < n; i++) {
    let squared = 0;
    for (let j = 0; j < d; j++, k++) {
      const value = values[k] - centre[j];
      squared += value * value;
      if (Math.abs(value) > largest) largest = Math.abs(value);
    }
    longest = Math.max(longest, Math.sqrt(squared));
  }
  // Rounding lengthens a vector by half a unit in each dimension at most.
  const roomForLength = LARGEST_LENGTH - Math.sqrt(d);
  const scale = longest > 0 ? Math.min(LARGEST_INTEGER / largest, roomForLength / longest, 1e300) : 1;

  const depth = depthFor(d);
  const rounded = store.int16(rowsFor(n) * depth);
  const squaredLengths = new Float64Array(n);
  const errors = new Float64Array(n);
  let largestError = 0;
  for (let i = 0, k = 0; i < n; i++) {
    let squaredError = 0;
    for (let j = 0; j < d; j++, k++) {
      const value = (values[k] - centre[j]) * scale;
      const integer = Math.floor(value + 0.5);
      rounded[i * depth + j] = integer;
      squaredLengths[i] += integer * integer;
      squaredError += (value - integer) ** 2;
    }
    errors[i] = Math.sqrt(squaredError) / scale;
    largestError = Math.max(largestError, errors[i]);
  }
  return { n, depth, values: rounded, scale, squaredLengths, errors, largestError };
}
