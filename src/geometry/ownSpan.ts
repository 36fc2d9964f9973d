/**
 * A cloud of fewer points than dimensions in the coordinates of the space that its points span: a rotation, which changes
 * no inner product between points, so no figure that is made of those. It has at most n dimensions where the cloud has d,
 * and what is made of it takes memory by n² and n · d, not by d².
 */
import type { PointCloud } from "./pointCloud.ts";
import type { PrincipalAxes } from "./principalAxes.ts";

/**
 * @param axes of the cloud about a point. That point is the origin of the coordinates.
 * @returns n × max(1, rank). What lies beyond the rank is below max(n, d) · ε of the largest squared singular value.
 */
export function inOwnSpan({ n }: PointCloud, axes: PrincipalAxes): PointCloud {
  if (axes.rank === 0) return { values: new Float64Array(n), n, d: 1 };
  return { values: axes.coordinates(0, axes.rank), n, d: axes.rank };
}

/** True if a cloud takes less memory in its own span: n < d. */
export function isWide({ n, d }: PointCloud): boolean {
  return n < d;
}
