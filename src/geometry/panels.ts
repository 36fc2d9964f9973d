/** Packs parts of a cloud for products: see Panel. */
import { GROUP, type Panel } from "./arithmetic/arithmetic.ts";
import type { PointCloud } from "./pointCloud.ts";

/** Number of groups that hold `count` vectors; the last one is padded with zeros. */
export function groupsOf(count: number): number {
  return Math.ceil(count / GROUP);
}

/**
 * Packs the columns of rows [from, to), less a centre, as vectors of depth to − from.
 *
 * @param target receives groupsOf(d) · (to − from) · 4 numbers, and becomes the panel's values.
 */
export function packColumns(
  cloud: PointCloud,
  centre: Float64Array,
  from: number,
  to: number,
  target: Float64Array,
): Panel {
  const { values, d } = cloud;
  const depth = to - from;
  for (let group = 0; group < groupsOf(d); group++) {
    const width = Math.min(GROUP, d - group * GROUP);
    const panelStart = group * depth * GROUP;
    for (let lane = 0; lane < GROUP; lane++) {
      const column = group * GROUP + lane;
      let slot = panelStart + lane;
      if (lane >= width) {
        for (let row = from; row < to; row++, slot += GROUP) target[slot] = 0;
        continue;
      }
      const shift = centre[column];
      let source = from * d + column;
      for (let row = from; row < to; row++, source += d, slot += GROUP) target[slot] = values[source] - shift;
    }
  }
  return { values: target, groups: groupsOf(d), depth };
}

/**
 * Packs columns [left, right), all if left out, of rows [from, to), less a centre, as vectors of depth right − left.
 *
 * @param target receives groupsOf(to − from) · (right − left) · 4 numbers, and becomes the panel's values.
 */
export function packRows(
  cloud: PointCloud,
  centre: Float64Array,
  from: number,
  to: number,
  target: Float64Array,
  left = 0,
  right = cloud.d,
): Panel {
  const { values, d } = cloud;
  const depth = right - left;
  const groups = groupsOf(to - from);
  for (let group = 0; group < groups; group++) {
    for (let lane = 0; lane < GROUP; lane++) {
      const row = from + group * GROUP + lane;
      let slot = group * depth * GROUP + lane;
      if (row >= to) {
        for (let column = left; column < right; column++, slot += GROUP) target[slot] = 0;
        continue;
      }
      let source = row * d + left;
      for (let column = left; column < right; column++, source++, slot += GROUP) {
        target[slot] = values[source] - centre[column];
      }
    }
  }
  return { values: target, groups, depth };
}
