/**
 * Sums over the points of a cloud about a fixed centre, from which the unbiased norms follow. They are sums over
 * independent clusters of points (the tokens of one sentence): those of a part can be subtracted from those of the whole.
 *
 * With y_i = x_i − c, and over the points of a cluster s: a_s = Σ y_i, C_s = Σ y_i y_iᵀ and q_s = Σ ‖y_i‖².
 */
import type { CreateArithmetic } from "./arithmetic/arithmetic.ts";
import { momentsInSteps, type Moments } from "./covariance.ts";
import type { PointCloud } from "./pointCloud.ts";
import type { Steps } from "./steps.ts";

export interface ClusterSums {
  readonly d: number;
  /** n_s^k summed over the clusters, for k = 0 … 4: the number of clusters, of points, … */
  readonly sizes: readonly [number, number, number, number, number];
  /** M = Σ_i y_i y_iᵀ, d × d. */
  readonly points: Float64Array;
  /** B = Σ_s a_s a_sᵀ, d × d. */
  readonly clusters: Float64Array;
  /** A = Σ_s a_s, d. */
  readonly sum: Float64Array;
  /** Σ_s C_s a_s, d. */
  readonly inner: Float64Array;
  /** Σ_s ‖a_s‖² a_s, d. */
  readonly lengths: Float64Array;
  /** Σ_s q_s a_s, d. */
  readonly squares: Float64Array;
  readonly scalars: ClusterScalars;
}

interface ClusterScalars {
  /** Σ_s a_sᵀ C_s a_s. */
  readonly innerProduct: number;
  /** Σ_s ‖C_s‖_F². */
  readonly squaredNorm: number;
  /** Σ_s ‖a_s‖² and Σ_s ‖a_s‖⁴. */
  readonly squaredLength: number;
  readonly quarticLength: number;
  /** Σ_s q_s, Σ_s q_s² and Σ_s q_s ‖a_s‖². */
  readonly trace: number;
  readonly squaredTrace: number;
  readonly traceLength: number;
}

/**
 * The sums of a cloud. About n d multiplications for independent points; for clusters n_s² d more for each, and d² for
 * its sum.
 *
 * @param centre the point c, d: the same for a whole and its parts, and near their means, against cancellation.
 * @param moments of the cloud.
 * @param given the cluster of each point, n, in any order; each point is its own if left out.
 */
export function* clusterSumsInSteps(
  cloud: PointCloud,
  centre: Float64Array,
  moments: Moments,
  given: Uint32Array | undefined,
  create?: CreateArithmetic,
): Steps<ClusterSums> {
  const { values, n, d } = cloud;
  const clusters = given !== undefined && new Set(given).size < n ? given : undefined;
  const order = orderByCluster(n, clusters);
  const sizes: [number, number, number, number, number] = [0, 0, 0, 0, 0];
  const [sum, inner, lengths, squares] = [0, 1, 2, 3].map(() => new Float64Array(d)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const scalars = {
    innerProduct: 0,
    squaredNorm: 0,
    squaredLength: 0,
    quarticLength: 0,
    trace: 0,
    squaredTrace: 0,
    traceLength: 0,
  };
  const sums: Float64Array[] = [];
  for (let from = 0, to; from < n; from = to) {
    to = from + 1;
    while (to < n && clusters !== undefined && clusters[order[to]] === clusters[order[from]]) to++;
    const rows = centredRows(values, d, centre, order.subarray(from, to));
    const size = to - from;
    for (let power = 0; power <= 4; power++) sizes[power as 0] += size ** power;
    const own = new Float64Array(d);
    for (let i = 0; i < size; i++) for (let j = 0; j < d; j++) own[j] += rows[i * d + j];
    const length = dot(own, own);
    let trace = 0;
    for (let i = 0; i < size; i++) {
      const row = rows.subarray(i * d, (i + 1) * d);
      const alongSum = dot(row, own);
      scalars.innerProduct += alongSum ** 2;
      for (let j = 0; j < d; j++) inner[j] += alongSum * row[j];
      const squared = dot(row, row);
      trace += squared;
      scalars.squaredNorm += squared ** 2;
      for (let k = 0; k < i; k++) scalars.squaredNorm += 2 * dot(row, rows.subarray(k * d, (k + 1) * d)) ** 2;
    }
    scalars.squaredLength += length;
    scalars.quarticLength += length ** 2;
    scalars.trace += trace;
    scalars.squaredTrace += trace ** 2;
    scalars.traceLength += trace * length;
    for (let j = 0; j < d; j++) {
      sum[j] += own[j];
      lengths[j] += length * own[j];
      squares[j] += trace * own[j];
    }
    if (clusters !== undefined) sums.push(own);
    if (sums.length % 64 === 63) yield to / n;
  }
  const points = about(moments, centre);
  return {
    d,
    sizes,
    points,
    clusters: clusters === undefined ? points : yield* secondMomentInSteps(sums, d, create),
    sum,
    inner,
    lengths,
    squares,
    scalars,
  };
}

/** The sums of a cloud without a part of it, about the same centre. */
export function removeClusterSums(whole: ClusterSums, part: ClusterSums): ClusterSums {
  const points = less(whole.points, part.points);
  const scalars = Object.fromEntries(
    Object.entries(whole.scalars).map(([name, value]) => [
      name,
      (value as number) - part.scalars[name as keyof ClusterScalars],
    ]),
  ) as unknown as ClusterScalars;
  return {
    d: whole.d,
    sizes: whole.sizes.map((size, power) => size - part.sizes[power as 0]) as unknown as ClusterSums["sizes"],
    points,
    clusters: whole.clusters === whole.points ? points : less(whole.clusters, part.clusters),
    sum: less(whole.sum, part.sum),
    inner: less(whole.inner, part.inner),
    lengths: less(whole.lengths, part.lengths),
    squares: less(whole.squares, part.squares),
    scalars,
  };
}

function less(a: Float64Array, b: Float64Array): Float64Array {
  const result = new Float64Array(a.length);
  for (let k = 0; k < a.length; k++) result[k] = a[k] - b[k];
  return result;
}

function orderByCluster(n: number, clusters: Uint32Array | undefined): Uint32Array {
  const order = Uint32Array.from({ length: n }, (_, point) => point);
  return clusters === undefined ? order : order.sort((a, b) => clusters[a] - clusters[b]);
}

function centredRows(
  values: Float32Array | Float64Array,
  d: number,
  centre: Float64Array,
  points: Uint32Array,
): Float64Array {
  const rows = new Float64Array(points.length * d);
  points.forEach((point, i) => {
    for (let j = 0; j < d; j++) rows[i * d + j] = values[point * d + j] - centre[j];
  });
  return rows;
}

/** Σ y yᵀ about another centre than the mean. */
function about({ n, d, mean, scatter }: Moments, centre: Float64Array): Float64Array {
  const offset = mean.map((entry, j) => entry - centre[j]);
  const result = scatter.slice();
  for (let i = 0, k = 0; i < d; i++) for (let j = 0; j < d; j++, k++) result[k] += n * offset[i] * offset[j];
  return result;
}

/** Σ v vᵀ over vectors, d × d. */
function* secondMomentInSteps(vectors: readonly Float64Array[], d: number, create?: CreateArithmetic) {
  const values = new Float64Array(vectors.length * d);
  vectors.forEach((vector, i) => values.set(vector, i * d));
  const moments = yield* momentsInSteps({ values, n: vectors.length, d }, create);
  return about(moments, new Float64Array(d));
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < a.length; j++) sum += a[j] * b[j];
  return sum;
}
