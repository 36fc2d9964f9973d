/** Packs rows of the data and matrices of float64 for products (see Panel); what fills the last group is 0. */
import { GROUP, type Panel } from "../../geometry/arithmetic/arithmetic.ts";
import { groupsOf } from "../../geometry/panels.ts";
import type { PointCloud } from "../../geometry/pointCloud.ts";

/** Rows [from, to) of a batch as vectors of depth d. @param target has room for groupsOf(to − from) · 4 · d numbers. */
export function packBatchRows(
  { values, d }: PointCloud,
  rows: Uint32Array,
  from: number,
  to: number,
  target: Float64Array,
): Panel {
  const groups = groupsOf(to - from);
  for (let lane = 0; lane < groups * GROUP; lane++) {
    let slot = (lane - (lane % GROUP)) * d + (lane % GROUP);
    if (from + lane >= to) {
      for (let j = 0; j < d; j++, slot += GROUP) target[slot] = 0;
      continue;
    }
    const source = rows[from + lane] * d;
    for (let j = 0; j < d; j++, slot += GROUP) target[slot] = values[source + j];
  }
  return { values: target, groups, depth: d };
}

/** Columns of rows [from, to) of a batch as vectors of depth to − from. @param target has room for groupsOf(d) · 4 · (to − from) numbers. */
export function packBatchColumns(
  { values, d }: PointCloud,
  rows: Uint32Array,
  from: number,
  to: number,
  target: Float64Array,
): Panel {
  const depth = to - from;
  for (let r = 0; r < depth; r++) packAcross(values, rows[from + r] * d, d, target, r, depth);
  return { values: target, groups: groupsOf(d), depth };
}

/** Columns of rows [from, to) of a matrix as vectors of depth to − from. */
export function packMatrixColumns(
  matrix: Float32Array | Float64Array,
  columns: number,
  from: number,
  to: number,
  target: Float64Array,
): Panel {
  const depth = to - from;
  for (let r = 0; r < depth; r++) packAcross(matrix, (from + r) * columns, columns, target, r, depth);
  return { values: target, groups: groupsOf(columns), depth };
}

/** Number r of each of `count` vectors, which lie side by side in the source. */
function packAcross(
  source: Float32Array | Float64Array,
  start: number,
  count: number,
  target: Float64Array,
  r: number,
  depth: number,
): void {
  let slot = r * GROUP;
  let j = 0;
  for (; j + GROUP <= count; j += GROUP, slot += depth * GROUP) {
    target[slot] = source[start + j];
    target[slot + 1] = source[start + j + 1];
    target[slot + 2] = source[start + j + 2];
    target[slot + 3] = source[start + j + 3];
  }
  if (j === count) return;
  for (let lane = 0; lane < GROUP; lane++) target[slot + lane] = j + lane < count ? source[start + j + lane] : 0;
}
