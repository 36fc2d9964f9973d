/**
 * Linear centred kernel alignment (Kornblith, Norouzi, Lee & Hinton 2019, arXiv 1905.00414): how alike two layers arrange
 * the same points, from 0 to 1. Unchanged by rotation and scale of either layer.
 *
 *     CKA(X, Y) = ‖YcᵀXc‖_F² / (‖XcᵀXc‖_F ‖YcᵀYc‖_F)
 *
 * The same from n × n Gram matrices, as ⟨XcXcᵀ, YcYcᵀ⟩, when there are fewer points than dimensions.
 */
import { bytesFor, createArithmetic, GROUP } from "./arithmetic/arithmetic.ts";
import { meanOf } from "./covariance.ts";
import type { Measure } from "./measure.ts";
import { groupsOf, packColumns, packRows } from "./panels.ts";
import type { PointCloud } from "./pointCloud.ts";
import { portion, runToEnd, type Steps } from "./steps.ts";

const PANEL_ROWS = 128;

/**
 * Linear CKA between two clouds of the same points. About n · d_x · d_y multiplications for the cross term, or n² · d.
 *
 * @throws RangeError if the clouds differ in n.
 */
export function linearCka(x: PointCloud, y: PointCloud): Measure {
  const matrix = runToEnd(ckaMatrixInSteps([x, y]));
  return matrix[1];
}

/**
 * Linear CKA between all pairs of layers: L × L measures, row-major, symmetric, with 1 on the diagonal.
 *
 * @throws RangeError if the layers differ in n.
 */
export function* ckaMatrixInSteps(layers: readonly PointCloud[]): Steps<Measure[]> {
  const count = layers.length;
  const n = layers[0]?.n ?? 0;
  for (const layer of layers) {
    if (layer.n !== n) throw new RangeError(`CKA compares the same points: one layer has ${layer.n}, another ${n}`);
  }
  const means = layers.map(meanOf);
  const pairs = (count * (count + 1)) / 2;
  const products = new Float64Array(count * count);
  let done = 0;
  for (let a = 0; a < count; a++) {
    for (let b = a; b < count; b++) {
      const pair = alignment(layers[a], means[a], layers[b], means[b]);
      products[a * count + b] = products[b * count + a] = yield* portion(pair, done / pairs, (done + 1) / pairs);
      done++;
    }
  }
  return Array.from(products, (product, index): Measure => {
    const a = Math.floor(index / count);
    const b = index % count;
    if (n < 2) return { notDefined: "needs-two-points" };
    const scale = Math.sqrt(products[a * count + a]) * Math.sqrt(products[b * count + b]);
    if (Number.isNaN(scale)) return { notDefined: "not-finite" };
    if (!(scale > 0)) return { notDefined: "zero-variance" };
    return a === b ? 1 : Math.min(1, product / scale);
  });
}

/** ‖YcᵀXc‖_F² = ⟨XcXcᵀ, YcYcᵀ⟩, by the smaller of the two. */
function* alignment(x: PointCloud, meanX: Float64Array, y: PointCloud, meanY: Float64Array): Steps<number> {
  if (x.n < Math.min(x.d, y.d)) {
    const gramX = yield* portion(gram(x, meanX), 0, 0.5);
    const gramY = x === y ? gramX : yield* portion(gram(y, meanY), 0.5, 1);
    let sum = 0;
    for (let i = 0; i < gramX.length; i++) sum += gramX[i] * gramY[i];
    return sum;
  }
  const height = groupsOf(x.d) * GROUP;
  const stride = groupsOf(y.d) * GROUP;
  const arithmetic = createArithmetic(
    bytesFor(height * stride, 8) + bytesFor(height * PANEL_ROWS, 8) + bytesFor(stride * PANEL_ROWS, 8),
  );
  const cross = arithmetic.float64(height * stride);
  const packedX = arithmetic.float64(height * PANEL_ROWS);
  const packedY = arithmetic.float64(stride * PANEL_ROWS);
  for (let from = 0; from < x.n; from += PANEL_ROWS) {
    const to = Math.min(x.n, from + PANEL_ROWS);
    const panelX = packColumns(x, meanX, from, to, packedX);
    const panelY = packColumns(y, meanY, from, to, packedY);
    arithmetic.addProducts(panelX, panelY, cross, stride);
    yield to / x.n;
  }
  let sum = 0;
  for (const entry of cross) sum += entry * entry;
  return sum;
}

/** The Gram matrix of the centred cloud, padded to whole groups. */
function* gram(cloud: PointCloud, mean: Float64Array): Steps<Float64Array> {
  const stride = groupsOf(cloud.n) * GROUP;
  const arithmetic = createArithmetic(bytesFor(stride * cloud.d, 8) + bytesFor(stride * stride, 8));
  const panel = packRows(cloud, mean, 0, cloud.n, arithmetic.float64(stride * cloud.d));
  const products = arithmetic.float64(stride * stride);
  for (let group = 0; group < panel.groups; group++) {
    const strip = { ...panel, values: panel.values.subarray(group * GROUP * cloud.d), groups: 1 };
    arithmetic.addProducts(strip, panel, products, stride, group * GROUP * stride);
    yield (group + 1) / panel.groups;
  }
  return products;
}
