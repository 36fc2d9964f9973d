import type { PointCloud } from "./pointCloud.ts";

/** True if no coordinate is NaN or infinite. */
export function hasFiniteValues({ values }: PointCloud): boolean {
  // x − x is 0 for a finite x and NaN otherwise, so the sum tells without a branch for each value.
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] - values[i];
  return sum === 0;
}
