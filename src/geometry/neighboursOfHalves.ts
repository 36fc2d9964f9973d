/** Measures of nearest neighbours, of halves of a cloud. */
import type { CreateArithmetic } from "./arithmetic/arithmetic.ts";
import { balancedHalves, type HalvesOf } from "./balancedHalves.ts";
import { distinctNeighboursInSteps } from "./distinctNeighbours.ts";
import { distanceRows, NEIGHBOURS } from "./intrinsicDimension.ts";
import type { Measure } from "./measure.ts";
import type { Neighbours } from "./neighbours.ts";
import type { NeighbourSample } from "./neighbourSample.ts";
import { portion, type Steps } from "./steps.ts";

/** Neighbours found beyond the 20 in use, so that enough remain in a half. */
const SPARE_NEIGHBOURS = 36;

/** A measure of distances to neighbours: a row for each distinct point, nearest first. */
export type NeighbourMeasure = (rows: readonly Float64Array[]) => Measure;

/** A measure of a half of n points. */
export interface OfHalf {
  readonly n: number;
  readonly value: Measure;
}

/** A measure of a cloud, and of its halves, in which neighbours are those of the same half. */
export interface NeighbourHalves {
  readonly whole: Measure;
  readonly halves: readonly HalvesOf<OfHalf>[];
}

/**
 * @param sample of the cloud.
 * @param groupOf the group of each point of the cloud, of `groups`.
 * @param centre a point in the cloud's midst.
 * @returns for each measure its value and those of the halves.
 */
export function* neighbourHalves(
  sample: NeighbourSample,
  groupOf: Uint8Array,
  groups: number,
  centre: Float64Array,
  measures: readonly NeighbourMeasure[],
  createArithmetic?: CreateArithmetic,
): Steps<Map<NeighbourMeasure, NeighbourHalves>> {
  const found = distinctNeighboursInSteps(sample.cloud, NEIGHBOURS + SPARE_NEIGHBOURS, centre, createArithmetic);
  const { neighbours, kind } = yield* portion(found, 0, 0.8);
  const rows = distanceRows(neighbours).map((row) => row.subarray(0, NEIGHBOURS));
  const results = measures.map((of) => ({ of, whole: of(rows), halves: [] as HalvesOf<OfHalf>[] }));
  const ways = balancedHalves(groups);
  for (const [way, isFirst] of ways.entries()) {
    const halfOf = (side: boolean): { readonly rows: Float64Array[]; readonly n: number } => {
      // Of copies, the one that is in this half.
      const isIn = new Uint8Array(neighbours.n);
      kind.forEach((index, point) => {
        if (isFirst[groupOf[sample.rows[point]]] === side) isIn[index] = 1;
      });
      const within = neighboursWithin(neighbours, isIn);
      return { rows: within, n: within.length };
    };
    const [first, second] = [halfOf(true), halfOf(false)];
    for (const { of, halves } of results)
      halves.push([
        { n: first.n, value: of(first.rows) },
        { n: second.n, value: of(second.rows) },
      ]);
    yield 0.8 + (0.2 * (way + 1)) / ways.length;
  }
  return new Map(results.map(({ of, whole, halves }) => [of, { whole, halves }]));
}

/**
 * The distances from each point of a part to its nearest others in it; fewer than wanted where the list of the whole ends.
 * Of few points no more than half are taken, as those farther off are not near any more.
 */
function neighboursWithin({ distances, indices, n, k }: Neighbours, isIn: Uint8Array): Float64Array[] {
  const points = isIn.reduce((sum, is) => sum + is, 0);
  const wanted = Math.max(2, Math.min(NEIGHBOURS, points >> 1));
  const room = new Float64Array(points * wanted);
  const rows: Float64Array[] = [];
  for (let i = 0; i < n; i++) {
    if (isIn[i] === 0) continue;
    const start = rows.length * wanted;
    let end = start;
    for (let at = i * k, last = at + k; at < last && end < start + wanted; at++) {
      if (isIn[indices[at]] === 1) room[end++] = distances[at];
    }
    rows.push(room.subarray(start, end));
  }
  return rows;
}
