import type { PointCloud } from "./pointCloud.ts";

/** The cloud of these points (indices of rows), copied, in this order. */
export function rowsOf({ values, d }: PointCloud, rows: ArrayLike<number>): PointCloud {
  const n = rows.length;
  const chosen = values instanceof Float32Array ? new Float32Array(n * d) : new Float64Array(n * d);
  for (let i = 0; i < n; i++) chosen.set(values.subarray(rows[i] * d, (rows[i] + 1) * d), i * d);
  return { values: chosen, n, d };
}
