import type { PointCloud } from "./pointCloud.ts";

/**
 * The inner loop of every product in this folder. Vectors are packed four abreast: a panel of depth r holds groups of
 * four vectors, each group as r consecutive quadruples, so that the loop reads both operands in order and keeps a
 * 4 × 4 tile of sums in registers.
 */

/** Packed vectors of equal depth. */
export interface Panel {
  /** Group g, entry r, lane l is at (g · depth + r) · 4 + l. May be longer than needed. */
  readonly values: Float64Array;
  readonly groups: number;
  readonly depth: number;
}

/** Vectors are packed in groups of this many. */
export const GROUP = 4;

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
 * Packs columns [0, depth) of rows [from, to), less a centre, as vectors of that depth.
 *
 * @param target receives groupsOf(to − from) · depth · 4 numbers, and becomes the panel's values.
 */
export function packRows(
  cloud: PointCloud,
  centre: Float64Array,
  from: number,
  to: number,
  target: Float64Array,
  depth = cloud.d,
): Panel {
  const { values, d } = cloud;
  const groups = groupsOf(to - from);
  for (let group = 0; group < groups; group++) {
    for (let lane = 0; lane < GROUP; lane++) {
      const row = from + group * GROUP + lane;
      let slot = group * depth * GROUP + lane;
      if (row >= to) {
        for (let column = 0; column < depth; column++, slot += GROUP) target[slot] = 0;
        continue;
      }
      let source = row * d;
      for (let column = 0; column < depth; column++, source++, slot += GROUP) {
        target[slot] = values[source] - centre[column];
      }
    }
  }
  return { values: target, groups, depth };
}

/**
 * Adds the inner products of every vector of panel a with every vector of panel b to a matrix:
 * c[i, j] += Σ_r a_i[r] · b_j[r]. The panels must be of equal depth.
 *
 * @param c row-major with the given stride, its entry for the first pair at `start`; padded like the panels.
 * @param upperOnly compute only the tiles on and above the diagonal (for a = b).
 */
export function addProducts(
  panelA: Panel,
  panelB: Panel,
  c: Float64Array,
  stride: number,
  start = 0,
  upperOnly = false,
): void {
  const a = panelA.values;
  const b = panelB.values;
  const step = panelA.depth * GROUP;
  for (let groupA = 0; groupA < panelA.groups; groupA++) {
    for (let groupB = upperOnly ? groupA : 0; groupB < panelB.groups; groupB++) {
      let p = groupA * step;
      let q = groupB * step;
      let c00 = 0, c01 = 0, c02 = 0, c03 = 0;
      let c10 = 0, c11 = 0, c12 = 0, c13 = 0;
      let c20 = 0, c21 = 0, c22 = 0, c23 = 0;
      let c30 = 0, c31 = 0, c32 = 0, c33 = 0;
      for (const end = p + step; p < end; p += GROUP, q += GROUP) {
        const b0 = b[q], b1 = b[q + 1], b2 = b[q + 2], b3 = b[q + 3];
        const a0 = a[p], a1 = a[p + 1], a2 = a[p + 2], a3 = a[p + 3];
        c00 += a0 * b0; c01 += a0 * b1; c02 += a0 * b2; c03 += a0 * b3;
        c10 += a1 * b0; c11 += a1 * b1; c12 += a1 * b2; c13 += a1 * b3;
        c20 += a2 * b0; c21 += a2 * b1; c22 += a2 * b2; c23 += a2 * b3;
        c30 += a3 * b0; c31 += a3 * b1; c32 += a3 * b2; c33 += a3 * b3;
      }
      let o = start + groupA * GROUP * stride + groupB * GROUP;
      c[o] += c00; c[o + 1] += c01; c[o + 2] += c02; c[o + 3] += c03;
      o += stride;
      c[o] += c10; c[o + 1] += c11; c[o + 2] += c12; c[o + 3] += c13;
      o += stride;
      c[o] += c20; c[o + 1] += c21; c[o + 2] += c22; c[o + 3] += c23;
      o += stride;
      c[o] += c30; c[o + 1] += c31; c[o + 2] += c32; c[o + 3] += c33;
    }
  }
}
