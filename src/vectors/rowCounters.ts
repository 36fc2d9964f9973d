/** Columns of a table that count its rows: an index, whatever its name. */
import type { PointCloud } from "../geometry/pointCloud.ts";
import type { Values } from "./valueType.ts";

/** Of fewer rows, 0, 1 may well be a coordinate. */
const fewestRows = 3;

/** The dimensions of a cloud whose values are 0, 1, 2 … or 1, 2, 3 … from the first row to the last; none if all are. */
export function rowCounters({ values, n, d }: PointCloud): number[] {
  if (n < fewestRows) return [];
  const counting = Array.from({ length: d }, (_, dimension) => dimension).filter((dimension) => {
    const first = values[dimension];
    if (first !== 0 && first !== 1) return false;
    for (let row = 1; row < n; row++) if (values[row * d + dimension] !== first + row) return false;
    return true;
  });
  return counting.length === d ? [] : counting;
}

/** The cloud without some dimensions (ascending), in place: the one given is worthless afterwards. */
export function withoutDimensions({ values, n, d }: PointCloud, left: readonly number[]): PointCloud {
  if (left.length === 0) return { values, n, d };
  const leaves = new Set(left);
  const kept = Array.from({ length: d }, (_, dimension) => dimension).filter((dimension) => !leaves.has(dimension));
  let at = 0;
  for (let row = 0; row < n; row++) for (const dimension of kept) values[at++] = values[row * d + dimension];
  return { values: (values as Values).subarray(0, at), n, d: kept.length };
}
