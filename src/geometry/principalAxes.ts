/**
 * The singular value decomposition of a cloud X less a point c, by the eigenvalues of its smaller square: the d × d
 * matrix (X − c)ᵀ(X − c), or for n < d the n × n Gram matrix (X − c)(X − c)ᵀ, which has the same positive eigenvalues.
 *
 * With c the mean this is exact principal component analysis; with c = 0 its axes are the eigenvectors of XᵀX.
 */
import { type CreateArithmetic, bytesFor, GROUP } from "./arithmetic/arithmetic.ts";
import { createArithmetic } from "./arithmetic/createArithmetic.ts";
import type { Moments } from "./covariance.ts";
import { gramMatrixInSteps } from "./gramMatrix.ts";
import { groupsOf } from "./panels.ts";
import type { PointCloud } from "./pointCloud.ts";
import { portion, type Steps } from "./steps.ts";
import type { SymmetricEigen } from "./eigenDecomposition.ts";
import { symmetricEigenInSteps } from "./symmetricEigen.ts";
import { gramEigenPairInSteps, symmetricEigenPairInSteps, type SymmetricEigenPair } from "./symmetricEigenPair.ts";

/** The directions in which a cloud spreads about a point, strongest first. */
export interface PrincipalAxes {
  /** Squared singular values, d of them, descending; those beyond the rank are exactly 0. */
  readonly squaredSingularValues: Float64Array;
  /** Number of squared singular values above max(n, d) · ε times the largest: what a squared matrix can resolve. */
  readonly rank: number;
  /** Orthonormal directions from … to − 1 as rows, (to − from) × d; to ≤ rank. Signs are arbitrary. */
  axes(from: number, to: number): Float64Array;
  /** Coordinates of each point on directions from … to − 1, n × (to − from), with the signs of axes(); to ≤ rank. */
  coordinates(from: number, to: number): Float64Array;
}

/**
 * Decomposes a cloud.
 *
 * @param centre the point c, d.
 * @param square (X − c)ᵀ(X − c), d × d; used, and needed, only if n ≥ d.
 */
export function* principalAxesInSteps(
  cloud: PointCloud,
  centre: Float64Array,
  square: () => Float64Array,
  create: CreateArithmetic = createArithmetic,
): Steps<PrincipalAxes> {
  const { n, d } = cloud;
  const viaGram = n < d;
  const order = viaGram ? n : d;
  const matrix = viaGram ? yield* portion(gramMatrixInSteps(cloud, centre, create), 0, 0.3) : square();
  const eigen = yield* portion(symmetricEigenInSteps(matrix, order, create), 0.3, 1);
  return axesFrom({ cloud, centre, eigen, create });
}

/**
 * The decompositions of a cloud about its mean and about the origin, which take little more than one.
 * @param moments of the cloud; used, and needed, only if n ≥ d.
 */
export function* principalAxesPairInSteps(
  cloud: PointCloud,
  mean: Float64Array,
  moments: () => Moments,
  create: CreateArithmetic = createArithmetic,
): Steps<{ readonly aboutMean: PrincipalAxes; readonly aboutOrigin: PrincipalAxes }> {
  const { ofMatrix, ofSum } = yield* cloud.n < cloud.d ? gramPair(cloud, mean, create) : scatterPair(moments(), create);
  return {
    aboutMean: axesFrom({ cloud, centre: mean, eigen: ofMatrix, create }),
    aboutOrigin: axesFrom({ cloud, centre: new Float64Array(cloud.d), eigen: ofSum, create }),
  };
}

/** XᵀX = (X − m)ᵀ(X − m) + n m mᵀ. */
function scatterPair({ n, d, mean, scatter }: Moments, create: CreateArithmetic): Steps<SymmetricEigenPair> {
  const root = Math.sqrt(n);
  return symmetricEigenPairInSteps(
    scatter,
    d,
    mean.map((entry) => root * entry),
    create,
  );
}

function* gramPair(cloud: PointCloud, mean: Float64Array, create: CreateArithmetic): Steps<SymmetricEigenPair> {
  const { values, n, d } = cloud;
  const gram = yield* portion(gramMatrixInSteps(cloud, mean, create), 0, 0.3);
  const products = new Float64Array(n);
  let squaredLength = 0;
  for (const entry of mean) squaredLength += entry * entry;
  for (let i = 0, k = 0; i < n; i++) {
    let product = 0;
    for (let j = 0; j < d; j++, k++) product += (values[k] - mean[j]) * mean[j];
    products[i] = product;
  }
  return yield* portion(gramEigenPairInSteps(gram, n, products, squaredLength, create), 0.3, 1);
}

function axesFrom(parts: Parts): PrincipalAxes {
  const { n, d } = parts.cloud;
  const { values } = parts.eigen;
  const noise = Math.max(n, d) * Number.EPSILON * Math.max(0, values[0] ?? 0);
  const squaredSingularValues = new Float64Array(d);
  let rank = 0;
  while (rank < values.length && values[rank] > noise) {
    squaredSingularValues[rank] = values[rank];
    rank++;
  }
  return { squaredSingularValues, rank, ...(n < d ? gramAxes(parts) : directAxes(parts)) };
}

interface Parts {
  readonly cloud: PointCloud;
  readonly centre: Float64Array;
  readonly eigen: SymmetricEigen;
  readonly create: CreateArithmetic;
}

function directAxes({ cloud, centre, eigen, create }: Parts): Pick<PrincipalAxes, "axes" | "coordinates"> {
  const vectors = latestKept((from, to) => eigen.vectors(from, to));
  const axes = (from: number, to: number): Float64Array => vectors(from, to).slice();
  return { axes, coordinates: (from, to) => project(cloud, centre, axes(from, to), to - from, create) };
}

/** Axes and coordinates are mostly asked for together: keeps the vectors that were asked for last. */
function latestKept(vectors: (from: number, to: number) => Float64Array): (from: number, to: number) => Float64Array {
  let latest: { from: number; to: number; vectors: Float64Array } | undefined;
  return (from, to) => {
    if (latest?.from !== from || latest.to !== to) latest = { from, to, vectors: vectors(from, to) };
    return latest.vectors;
  };
}

/** With (X − c)(X − c)ᵀ = UΣ²Uᵀ the coordinates are UΣ and the axes (X − c)ᵀUΣ⁻¹. */
function gramAxes({ cloud, centre, eigen }: Parts): Pick<PrincipalAxes, "axes" | "coordinates"> {
  const { values, n, d } = cloud;
  const vectors = latestKept((from, to) => eigen.vectors(from, to));
  return {
    axes(from, to) {
      // Rounding grows by the ratio of singular values, so the axes are made orthogonal again, from the first on.
      const axes = new Float64Array(to * d);
      const left = vectors(0, to);
      for (let k = 0; k < to; k++) {
        const axis = axes.subarray(k * d, (k + 1) * d);
        for (let i = 0; i < n; i++) {
          const weight = left[k * n + i];
          for (let j = 0; j < d; j++) axis[j] += weight * (values[i * d + j] - centre[j]);
        }
        orthonormalise(axis, axes, k);
      }
      return axes.slice(from * d);
    },
    coordinates(from, to) {
      const count = to - from;
      const left = vectors(from, to);
      const coordinates = new Float64Array(n * count);
      for (let k = 0; k < count; k++) {
        const singularValue = Math.sqrt(eigen.values[from + k]);
        for (let i = 0; i < n; i++) coordinates[i * count + k] = left[k * n + i] * singularValue;
      }
      return coordinates;
    },
  };
}

/**
 * Makes a vector a unit vector orthogonal to the first `count` rows of `rows` (Gram–Schmidt, twice).
 *
 * @returns the share of its length that was left.
 */
export function orthonormalise(vector: Float64Array, rows: Float64Array, count: number): number {
  const d = vector.length;
  const length = norm(vector);
  if (length === 0) return 0;
  let left = length;
  for (let pass = 0; pass < 2; pass++) {
    for (let k = 0; k < count; k++) {
      let product = 0;
      for (let j = 0; j < d; j++) product += vector[j] * rows[k * d + j];
      for (let j = 0; j < d; j++) vector[j] -= product * rows[k * d + j];
    }
    if (pass === 0) left = norm(vector);
    const scale = norm(vector);
    if (scale === 0) return 0;
    for (let j = 0; j < d; j++) vector[j] /= scale;
  }
  return left / length;
}

/** Rows copied beside the axes at a time: few enough for the second-level cache. */
const ROWS_AT_ONCE = 256;

/** Coordinates of each point less the centre on `count` axes (rows of d): n × count. */
function project(
  cloud: PointCloud,
  centre: Float64Array,
  axes: Float64Array,
  count: number,
  create: CreateArithmetic,
): Float64Array {
  const { values, n, d } = cloud;
  const coordinates = new Float64Array(n * count);
  const rowsAtOnce = Math.min(n, ROWS_AT_ONCE);
  const depth = d + (d % 2);
  const padded = groupsOf(count) * GROUP;
  const single = values instanceof Float32Array;
  const work = create(
    bytesFor(rowsAtOnce * d + 1, single ? 4 : 8) +
      3 * bytesFor(depth, 8) +
      bytesFor(padded * depth, 8) +
      bytesFor(rowsAtOnce * padded, 8),
  );
  const rows = single ? work.float32(rowsAtOnce * d + 1) : work.float64(rowsAtOnce * d + 1);
  const paddedCentre = work.float64(depth);
  const interleaved = work.float64(padded * depth);
  const pair = work.float64(2 * depth);
  const products = work.float64(rowsAtOnce * padded);
  paddedCentre.set(centre);
  for (let c = 0; c < count; c++) {
    const start = (c - (c % GROUP)) * depth + (c % GROUP) * 2;
    for (let j = 0; j < d; j++) interleaved[start + (j >> 1) * 2 * GROUP + (j & 1)] = axes[c * d + j];
  }
  for (let from = 0; from < n; from += rowsAtOnce) {
    const to = Math.min(n, from + rowsAtOnce);
    rows.set(values.subarray(from * d, to * d));
    work.project(rows, to - from, d, paddedCentre, interleaved, padded, pair, products);
    for (let i = from; i < to; i++) {
      const start = (i - from) * padded;
      for (let c = 0; c < count; c++) coordinates[i * count + c] = products[start + c];
    }
  }
  return coordinates;
}

function norm(vector: Float64Array): number {
  let sum = 0;
  for (const entry of vector) sum += entry * entry;
  return Math.sqrt(sum);
}
