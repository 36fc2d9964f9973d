/**
 * Exact nearest neighbours within a cloud.
 *
 * All pairs are first compared in integers: the centred points, scaled and rounded to 16 bits, q = s x + e, have exact
 * inner products, and by the triangle inequality ‖x − y‖ ≥ (‖q_x − q_y‖ − ‖e_x‖ − ‖e_y‖) / s. A few more candidates
 * than asked are kept of each point, and their distances are taken in float64 from the differences of coordinates (not
 * from |x|² + |y|² − 2xy, which loses near neighbours). If the k-th of these is below the bound of every point that was
 * not kept, the answer is proved; if not, the point's candidates are taken again, now all that the bound allows.
 */
import { bytesFor, createArithmetic, type Arithmetic } from "./arithmetic/arithmetic.ts";
import { CandidateHeaps } from "./candidateHeaps.ts";
import { meanOf } from "./covariance.ts";
import type { PointCloud } from "./pointCloud.ts";
import { depthFor, quantise, rowsFor, type QuantisedCloud } from "./quantise.ts";
import { portion, type Steps } from "./steps.ts";

/** The k nearest other points of each point, nearest first; equal distances in the order of their indices. */
export interface Neighbours {
  readonly n: number;
  /** Neighbours of each point, min(asked, n − 1). */
  readonly k: number;
  /** Euclidean distances, n × k, ascending in each row. */
  readonly distances: Float64Array;
  /** Which points they are, n × k. */
  readonly indices: Uint32Array;
}

/** Points are compared by blocks of this many. */
const TILE = 64;
/** Candidates kept beyond those asked for. */
const SPARE = 4;

/**
 * The k nearest neighbours of each point. About n² d / 2 multiplications of 16-bit integers; points that coincide are
 * at distance 0 and count as neighbours.
 *
 * @param cloud finite.
 */
export function* nearestNeighboursInSteps(cloud: PointCloud, k: number): Steps<Neighbours> {
  const { n } = cloud;
  const wanted = Math.max(0, Math.min(k, n - 1));
  const distances = new Float64Array(n * wanted);
  const indices = new Uint32Array(n * wanted);
  if (wanted === 0) return { n, k: wanted, distances, indices };
  const store = createArithmetic(bytesFor(rowsFor(n) * depthFor(cloud.d), 2) + bytesFor(TILE * TILE, 4));
  const quantised = quantise(cloud, meanOf(cloud), store);
  const products = store.int32(TILE * TILE);
  const heaps = yield* portion(candidates(store, quantised, products, Math.min(n - 1, wanted + SPARE)), 0, 0.8);
  for (let i = 0; i < n; i++) {
    const row = i * wanted;
    const nearest = distances.subarray(row, row + wanted);
    const who = indices.subarray(row, row + wanted);
    selectNearest(cloud, i, heaps.candidatesOf(i), nearest, who);
    const proved = heaps.size === n - 1 || nearest[wanted - 1] < nearestLeftOut(quantised, heaps, i);
    if (!proved) selectNearest(cloud, i, withinReach(store, quantised, products, i, nearest[wanted - 1]), nearest, who);
    if (i % 256 === 255) yield 0.8 + (0.2 * (i + 1)) / n;
  }
  return { n, k: wanted, distances, indices };
}

/** The candidates of every point: those with the least integer distance. */
function* candidates(
  store: Arithmetic,
  quantised: QuantisedCloud,
  products: Int32Array,
  size: number,
): Steps<CandidateHeaps> {
  const { n, depth, values, squaredLengths } = quantised;
  const heaps = new CandidateHeaps(n, size);
  const { worst } = heaps;
  for (let a = 0; a < n; a += TILE) {
    const endA = Math.min(n, a + TILE);
    for (let b = a; b < n; b += TILE) {
      const endB = Math.min(n, b + TILE);
      const rowsA = { values, depth, from: a, rows: rowsFor(endA - a) };
      const rowsB = { values, depth, from: b, rows: rowsFor(endB - b) };
      store.innerProducts(rowsA, rowsB, products, TILE);
      for (let i = a; i < endA; i++) {
        const row = (i - a) * TILE - b;
        const length = squaredLengths[i];
        for (let j = a === b ? i + 1 : b; j < endB; j++) {
          const squared = length + squaredLengths[j] - 2 * products[row + j];
          if (squared < worst[i]) heaps.insert(i, squared, j);
          if (squared < worst[j]) heaps.insert(j, squared, i);
        }
      }
    }
    // Row block a meets all blocks from itself on: the work that is left falls as a square.
    yield 1 - (1 - endA / n) ** 2;
  }
  return heaps;
}

/** A distance that no point left out of the candidates of i comes below. */
function nearestLeftOut(quantised: QuantisedCloud, heaps: CandidateHeaps, i: number): number {
  const { scale, errors, largestError } = quantised;
  return (Math.sqrt(heaps.worst[i]) / scale - errors[i] - largestError) * (1 - 1e-9);
}

/** Every point that may lie within a distance of point i. */
function withinReach(
  store: Arithmetic,
  { n, depth, values, squaredLengths, scale, errors }: QuantisedCloud,
  products: Int32Array,
  i: number,
  reach: number,
): Uint32Array {
  const group = i - (i % 4);
  const row = (i % 4) * TILE;
  const found: number[] = [];
  for (let b = 0; b < n; b += TILE) {
    const endB = Math.min(n, b + TILE);
    store.innerProducts(
      { values, depth, from: group, rows: 4 },
      { values, depth, from: b, rows: rowsFor(endB - b) },
      products,
      TILE,
    );
    for (let j = b; j < endB; j++) {
      const squared = squaredLengths[i] + squaredLengths[j] - 2 * products[row + j - b];
      const bound = (Math.sqrt(squared) / scale - errors[i] - errors[j]) * (1 - 1e-9);
      if (j !== i && bound <= reach) found.push(j);
    }
  }
  return Uint32Array.from(found);
}

/** Finds the nearest of some candidates, as many as there is room for, by insertion. */
function selectNearest(
  cloud: PointCloud,
  i: number,
  candidates: Uint32Array,
  distances: Float64Array,
  indices: Uint32Array,
): void {
  const room = distances.length;
  distances.fill(Infinity);
  indices.fill(cloud.n);
  for (const index of candidates) {
    const length = distance(cloud, i, index);
    let at = room;
    while (at > 0 && (length < distances[at - 1] || (length === distances[at - 1] && index < indices[at - 1]))) at--;
    if (at === room) continue;
    distances.copyWithin(at + 1, at, room - 1);
    indices.copyWithin(at + 1, at, room - 1);
    distances[at] = length;
    indices[at] = index;
  }
}

function distance({ values, d }: PointCloud, a: number, b: number): number {
  let p = a * d;
  let q = b * d;
  const end = p + d;
  // Four sums, so that an addition need not wait for the one before.
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  for (; p + 3 < end; p += 4, q += 4) {
    s0 += (values[p] - values[q]) ** 2;
    s1 += (values[p + 1] - values[q + 1]) ** 2;
    s2 += (values[p + 2] - values[q + 2]) ** 2;
    s3 += (values[p + 3] - values[q + 3]) ** 2;
  }
  for (; p < end; p++, q++) s0 += (values[p] - values[q]) ** 2;
  return Math.sqrt(s0 + s1 + (s2 + s3));
}
