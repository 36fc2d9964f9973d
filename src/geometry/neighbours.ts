/**
 * Exact nearest neighbours within a cloud.
 *
 * Points that are equal bit for bit are taken once. All pairs of the others are first compared in 16-bit integers, which
 * leaves of each point a few more candidates than asked (candidates.ts says why no neighbour is lost); their distances
 * are then taken in float64 from the differences of coordinates (not from |x|² + |y|² − 2xy, which loses near
 * neighbours). Points that integers cannot tell apart, or that are too far out for them, are compared with all others.
 */
import { type CreateArithmetic, bytesFor, type Arithmetic } from "./arithmetic/arithmetic.ts";
import { createArithmetic } from "./arithmetic/createArithmetic.ts";
import { Candidates } from "./candidates.ts";
import { meanOf } from "./covariance.ts";
import { distinctRows, type DistinctRows } from "./distinctRows.ts";
import type { PointCloud } from "./pointCloud.ts";
import { depthFor, quantise, rowsFor, type QuantisedCloud } from "./quantise.ts";
import { rowsOf } from "./rows.ts";
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

/** So few points are compared one by one. */
const FEW = 96;
/** Points are compared by blocks of this many with blocks of that many. */
const TILE_ROWS = 64;
const TILE_COLUMNS = 32;

/**
 * The k nearest neighbours of each point. About n² d / 2 multiplications of 16-bit integers; points that coincide are
 * at distance 0 and count as neighbours.
 *
 * @param cloud finite.
 * @param centre a point in its midst, its mean if left out: the result does not depend on it.
 */
export function* nearestNeighboursInSteps(
  cloud: PointCloud,
  k: number,
  centre = meanOf(cloud),
  create: CreateArithmetic = createArithmetic,
): Steps<Neighbours> {
  const { n } = cloud;
  const wanted = Math.max(0, Math.min(k, n - 1));
  const kinds = distinctRows(cloud);
  const distinct = kinds.first.length;
  if (distinct === n) return yield* amongDistinct(cloud, wanted, centre, create);
  const found = yield* amongDistinct(rowsOf(cloud, kinds.first), Math.min(wanted, distinct - 1), centre, create);
  return withCopies(found, kinds, wanted);
}

/** The neighbours of points of which no two are the same. */
function* amongDistinct(
  cloud: PointCloud,
  k: number,
  centre: Float64Array,
  create: CreateArithmetic,
): Steps<Neighbours> {
  const { values, n, d } = cloud;
  const distances = new Float64Array(n * k);
  const indices = new Uint32Array(n * k);
  const found = { n, k, distances, indices };
  if (k === 0) return found;

  const store = create(
    bytesFor(values.length, values instanceof Float32Array ? 4 : 8) +
      bytesFor(n, 4) +
      bytesFor(n, 8) +
      bytesFor(rowsFor(n) * depthFor(d), 2) +
      2 * bytesFor(rowsFor(n), 4) +
      bytesFor(2 * TILE_ROWS * TILE_COLUMNS, 4),
  );
  const selection = new NearestSelection(cloud, store);
  let crowded: readonly number[];
  let far: readonly number[] = [];
  if (n <= FEW) {
    crowded = Array.from({ length: n }, (_, i) => i);
  } else {
    const quantised = quantise(cloud, centre, store);
    const candidates = yield* portion(candidatesOf(store, quantised, n, k), 0, 0.85);
    ({ crowded } = candidates);
    ({ far } = quantised);
    for (let i = 0; i < n; i++) {
      if (quantised.limits[i] < 0) continue;
      let count = candidates.read(i, selection.others);
      for (const point of far) selection.others[count++] = point;
      selection.select(i, count, found);
      if (i % 256 === 255) yield 0.85 + (0.1 * i) / n;
    }
  }
  selection.others.forEach((_, i, others) => (others[i] = i));
  const alone = [...crowded, ...far];
  for (const [done, i] of alone.entries()) {
    selection.select(i, n, found);
    if (done % 16 === 15) yield 0.95 + (0.05 * done) / alone.length;
  }
  return found;
}

/** Looks at all pairs in integers. */
function* candidatesOf(store: Arithmetic, quantised: QuantisedCloud, n: number, k: number): Steps<Candidates> {
  const candidates = new Candidates(quantised, n, k);
  const found = store.int32(2 * TILE_ROWS * TILE_COLUMNS);
  for (let a = 0; a < n; a += TILE_ROWS) {
    const rows = { from: a, count: rowsFor(Math.min(n - a, TILE_ROWS)) };
    for (let b = a; b < n; b += TILE_COLUMNS) {
      const columns = { from: b, count: rowsFor(Math.min(n - b, TILE_COLUMNS)) };
      const count = store.nearPairs(quantised, rows, columns, found);
      candidates.addPairs(found, count, a, b);
    }
    // Row block a meets all blocks from itself on: the work that is left falls as a square.
    yield 1 - (1 - Math.min(1, (a + TILE_ROWS) / n)) ** 2;
  }
  return candidates;
}

/** Finds the nearest of some candidates by their exact distances. */
class NearestSelection {
  /** Room for candidates, as many as there are points. */
  readonly others: Uint32Array;
  readonly #store: Arithmetic;
  readonly #values: Float32Array | Float64Array;
  readonly #d: number;
  readonly #squares: Float64Array;

  constructor({ values, n, d }: PointCloud, store: Arithmetic) {
    this.#store = store;
    this.#values = values instanceof Float32Array ? store.float32(values.length) : store.float64(values.length);
    this.#values.set(values);
    this.#d = d;
    this.others = store.uint32(n);
    this.#squares = store.float64(n);
  }

  /** Writes row i of the neighbours from the first `count` of `others` (i itself may be one), which hold all of them. */
  select(i: number, count: number, { k, distances, indices }: Neighbours): void {
    const start = i * k;
    const end = start + k;
    const squares = this.#squares;
    const { others } = this;
    this.#store.squaredDistances(this.#values, this.#d, i, others, count, squares);
    distances.fill(Infinity, start, end);
    for (let c = 0; c < count; c++) {
      const index = others[c];
      const distance = Math.sqrt(squares[c]);
      if (distance > distances[end - 1] || index === i) continue;
      let at = end;
      while (
        at > start &&
        (distance < distances[at - 1] || (distance === distances[at - 1] && index < indices[at - 1]))
      )
        at--;
      if (at === end) continue;
      for (let move = end - 1; move > at; move--) {
        distances[move] = distances[move - 1];
        indices[move] = indices[move - 1];
      }
      distances[at] = distance;
      indices[at] = index;
    }
  }
}

/**
 * The k nearest neighbours of all points from those of the distinct ones. A kind that is not among the k nearest of
 * another has k nearer ones, each with a point that comes before all of its own.
 */
function withCopies(found: Neighbours, { first, kind }: DistinctRows, k: number): Neighbours {
  const n = kind.length;
  const distances = new Float64Array(n * k);
  const indices = new Uint32Array(n * k);
  const members = Array.from(first, (): number[] => []);
  for (let i = 0; i < n; i++) members[kind[i]].push(i);
  for (let i = 0; i < n; i++) {
    const end = (kind[i] + 1) * found.k;
    let next = end - found.k;
    let distance = 0;
    let points = members[kind[i]].filter((copy) => copy !== i);
    for (let count = 0; count < k; distance = found.distances[next], points = []) {
      // All kinds at one and the same distance (0 and −0 are two kinds at distance 0): in the order of their points.
      const kindsBefore = next - (points.length > 0 ? 1 : 0);
      while (next < end && found.distances[next] === distance) points.push(...members[found.indices[next++]]);
      if (next - kindsBefore > 1) points.sort((a, b) => a - b);
      for (let at = 0; at < points.length && count < k; at++, count++) {
        distances[i * k + count] = distance;
        indices[i * k + count] = points[at];
      }
    }
  }
  return { n, k, distances, indices };
}
