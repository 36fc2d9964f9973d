/**
 * Linear centred kernel alignment (Kornblith, Norouzi, Lee & Hinton 2019, arXiv 1905.00414): how alike two layers arrange
 * the same points, from 0 to 1. Unchanged by rotation and scale of either layer; the layers may differ in d.
 *
 *     CKA(X, Y) = ‖YcᵀXc‖_F² / (‖XcᵀXc‖_F ‖YcᵀYc‖_F)
 *
 * The numerator and both norms are inner products ⟨XcXcᵀ, YcYcᵀ⟩ of the clouds' Gram matrices: see gramProducts.ts.
 */
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
  const [value] = runToEnd(crossCkaInSteps([x], [y]));
  return value;
}

/**
 * Linear CKA between all pairs of layers: L × L measures, row-major, symmetric, with 1 on the diagonal.
 *
 * @throws RangeError if the layers differ in n.
 */
export function* ckaMatrixInSteps(layers: readonly PointCloud[]): Steps<Measure[]> {
  const count = layers.length;
  const pairs = layers.flatMap((_, a) => layers.slice(a).map((_, step): CloudPair => [a, a + step]));
  const products = yield* gramProductsInSteps(layers, pairs);
  const norms = layers.map((_, a) => products[pairs.findIndex(([first, second]) => first === a && second === a)]);
  const matrix: Measure[] = new Array<Measure>(count * count);
  pairs.forEach(([a, b], index) => {
    const value = alignment(products[index], norms[a], norms[b], layers[a].n);
    matrix[a * count + b] = matrix[b * count + a] = a === b && typeof value === "number" ? 1 : value;
  });
  return matrix;
}

/**
 * Linear CKA of every layer of one model or text with every layer of another, on the same points: R × C measures,
 * row-major.
 *
 * @param rows R clouds.
 * @param columns C clouds; row i of each is the same point as row i of each of `rows`.
 * @throws RangeError if the clouds differ in n.
 */
export function* crossCkaInSteps(rows: readonly PointCloud[], columns: readonly PointCloud[]): Steps<Measure[]> {
  const clouds = [...rows, ...columns];
  const norms = clouds.map((_, a): CloudPair => [a, a]);
  const crossed = rows.flatMap((_, a) => columns.map((_, b): CloudPair => [a, rows.length + b]));
  const products = yield* gramProductsInSteps(clouds, [...norms, ...crossed]);
  return crossed.map(([a, b], index) => alignment(products[norms.length + index], products[a], products[b], clouds[a].n));
}

function alignment(product: number, squaredNormX: number, squaredNormY: number, n: number): Measure {
  if (n < 2) return { notDefined: "needs-two-points" };
  const scale = Math.sqrt(squaredNormX) * Math.sqrt(squaredNormY);
  if (Number.isNaN(scale)) return { notDefined: "not-finite" };
  if (!(scale > 0)) return { notDefined: "zero-variance" };
  return Math.min(1, product / scale);
}
