/** A cloud of n points in d dimensions, row-major: point i, dimension j is values[i * d + j]. */
export interface PointCloud {
  readonly values: Float32Array | Float64Array;
  /** Number of points (tokens or sentences). */
  readonly n: number;
  /** Number of dimensions. */
  readonly d: number;
}
