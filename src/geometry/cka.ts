/**
 * Linear centred kernel alignment (Kornblith, Norouzi, Lee & Hinton 2019, arXiv 1905.00414): how alike two layers arrange
 * the same points, from 0 to 1. Unchanged by rotation and scale of either layer; the layers may differ in d.
 *
 *     CKA(X, Y) = ‖YcᵀXc‖_F² / (‖XcᵀXc‖_F ‖YcᵀYc‖_F)
 *
 * The numerator and both norms are inner products ⟨XcXcᵀ, YcYcᵀ⟩ of the clouds' Gram matrices: see gramProducts.ts.
 */
import type { CreateArithmetic } from "./arithmetic/arithmetic.ts";
import { createArithmetic } from "./arithmetic/createArithmetic.ts";
import { meanOf } from "./covariance.ts";
import { gramProductsInSteps, type CloudPair } from "./gramProducts.ts";
import type { Measure } from "./measure.ts";
import type { PointCloud } from "./pointCloud.ts";
import { runToEnd, type Steps } from "./steps.ts";

/**
 * Linear CKA between two clouds of the same points.
 *
 * @throws RangeError if the clouds differ in n.
 */
export function linearCka(x: PointCloud, y: PointCloud): Measure {
  return runToEnd(crossCkaInSteps([x], [y])).cka[0];
}

/** Linear CKA of the layers of two runs, and what it would be if the points of one were put in random order. */
export interface CrossCka {
  /** R × C, row-major. */
  readonly cka: Measure[];
  /**
   * The mean of the same over all orders of the rows of one cloud, R × C: where no point has anything to do with its
   * partner. √(PR_x PR_y) / (n − 1), with PR the participation ratios; not 0, and high where n is small beside d.
   */
  readonly shuffled: Measure[];
}

/**
 * Linear CKA between all pairs of layers: L × L measures, row-major, symmetric, with 1 on the diagonal.
 *
 * @throws RangeError if the layers differ in n.
 */
export function* ckaMatrixInSteps(
  layers: readonly PointCloud[],
  create: CreateArithmetic = createArithmetic,
): Steps<Measure[]> {
  const count = layers.length;
  const pairs = layers.flatMap((_, a) => layers.slice(a).map((_, step): CloudPair => [a, a + step]));
  const products = yield* gramProductsInSteps(layers, pairs, create);
  const norms = layers.map((_, a) => products[pairs.findIndex(([first, second]) => first === a && second === a)]);
  const matrix: Measure[] = new Array<Measure>(count * count);
  pairs.forEach(([a, b], index) => {
    const value = alignment(products[index], norms[a], norms[b], layers[a].n);
    matrix[a * count + b] = matrix[b * count + a] = a === b && typeof value === "number" ? 1 : value;
  });
  return matrix;
}

/**
 * Linear CKA of every layer of one model or text with every layer of another, on the same points.
 *
 * The mean over random orders P follows from ⟨1, K⟩ = 0 for centred Gram matrices K: the diagonal meets the diagonal, the
 * rest the rest, so that E⟨K_x, P K_y Pᵀ⟩ = tr K_x tr K_y / (n − 1).
 *
 * @param rows R clouds.
 * @param columns C clouds; row i of each is the same point as row i of each of `rows`.
 * @throws RangeError if the clouds differ in n.
 */
export function* crossCkaInSteps(
  rows: readonly PointCloud[],
  columns: readonly PointCloud[],
  create: CreateArithmetic = createArithmetic,
): Steps<CrossCka> {
  const clouds = [...rows, ...columns];
  const norms = clouds.map((_, a): CloudPair => [a, a]);
  const crossed = rows.flatMap((_, a) => columns.map((_, b): CloudPair => [a, rows.length + b]));
  const products = yield* gramProductsInSteps(clouds, [...norms, ...crossed], create);
  const traces = clouds.map(gramTrace);
  const normalised = (productOf: (index: number) => number) =>
    crossed.map(([a, b], index) => alignment(productOf(index), products[a], products[b], clouds[a].n));
  return {
    cka: normalised((index) => products[norms.length + index]),
    shuffled: normalised((index) => {
      const [a, b] = crossed[index];
      return (traces[a] * traces[b]) / (clouds[a].n - 1);
    }),
  };
}

/** tr XcXcᵀ, the sum of squared distances from the mean. */
function gramTrace(cloud: PointCloud): number {
  const { values, n, d } = cloud;
  const mean = meanOf(cloud);
  let sum = 0;
  for (let i = 0; i < n; i++) for (let j = 0; j < d; j++) sum += (values[i * d + j] - mean[j]) ** 2;
  return sum;
}

function alignment(product: number, squaredNormX: number, squaredNormY: number, n: number): Measure {
  if (n < 2) return { notDefined: "needs-two-points" };
  const scale = Math.sqrt(squaredNormX) * Math.sqrt(squaredNormY);
  if (Number.isNaN(scale)) return { notDefined: "not-finite" };
  if (!(scale > 0)) return { notDefined: "zero-variance" };
  return Math.min(1, product / scale);
}
