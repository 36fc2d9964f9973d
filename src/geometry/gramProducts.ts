/**
 * Inner products of Gram matrices of centred clouds of the same n points, ⟨XcXcᵀ, YcYcᵀ⟩ = ‖YcᵀXc‖_F², for many pairs.
 *
 * Either side can be computed. The right one takes n · d_x · d_y multiplications a pair; the left one n² · d / 2 a cloud
 * and then only n² / 2 a pair, which is far less where many layers are compared on some hundred points. The Gram matrices
 * are made tile by tile, the same tile of every cloud at a time, so that they are never held whole.
 */
import { type CreateArithmetic, bytesFor, GROUP } from "./arithmetic/arithmetic.ts";
import { createArithmetic } from "./arithmetic/createArithmetic.ts";
import { meanOf } from "./covariance.ts";
import { groupsOf, packColumns, packRows } from "./panels.ts";
import type { PointCloud } from "./pointCloud.ts";
import { portion, type Steps } from "./steps.ts";

/** Indices of two clouds, or twice the same. */
export type CloudPair = readonly [number, number];

/** Points along the side of a tile. */
const SIDE = 128;
const PANEL_ROWS = 128;

/**
 * ⟨XcXcᵀ, YcYcᵀ⟩ for each pair, by whichever way takes fewer multiplications.
 *
 * @throws RangeError if the clouds differ in n.
 */
export function* gramProductsInSteps(
  clouds: readonly PointCloud[],
  pairs: readonly CloudPair[],
  create: CreateArithmetic = createArithmetic,
): Steps<Float64Array> {
  const n = clouds[0]?.n ?? 0;
  for (const cloud of clouds) {
    if (cloud.n !== n) throw new RangeError(`CKA compares the same points: one layer has ${cloud.n}, another ${n}`);
  }
  const byTiles = (n * n * clouds.reduce((sum, { d }) => sum + d, 0)) / 2 + (n * n * pairs.length) / 2;
  const byDimensions = pairs.reduce((sum, [a, b]) => sum + n * clouds[a].d * clouds[b].d, 0);
  return yield* byTiles < byDimensions
    ? productsByTiles(clouds, pairs, create)
    : productsByDimensions(clouds, pairs, create);
}

/** Adds up, tile by tile of the lower triangle, the products of the Gram matrices' entries. */
function* productsByTiles(
  clouds: readonly PointCloud[],
  pairs: readonly CloudPair[],
  create: CreateArithmetic,
): Steps<Float64Array> {
  const { n } = clouds[0];
  const means = clouds.map(meanOf);
  const depth = Math.max(...clouds.map(({ d }) => d));
  const area = SIDE * SIDE;
  const arithmetic = create(clouds.length * bytesFor(area, 8) + 2 * bytesFor(SIDE * depth, 8));
  const packedRows = arithmetic.float64(SIDE * depth);
  const packedColumns = arithmetic.float64(SIDE * depth);
  const tiles = clouds.map(() => arithmetic.float64(area));
  const products = new Float64Array(pairs.length);
  const strips = Math.ceil(n / SIDE);
  const all = (strips * (strips + 1)) / 2;
  let done = 0;
  for (let strip = 0; strip < strips; strip++) {
    for (let across = 0; across <= strip; across++) {
      for (const [index, cloud] of clouds.entries()) {
        const rows = packRows(cloud, means[index], strip * SIDE, Math.min(n, (strip + 1) * SIDE), packedRows);
        const columns =
          across === strip ? rows : packRows(cloud, means[index], across * SIDE, (across + 1) * SIDE, packedColumns);
        tiles[index].fill(0);
        arithmetic.addProducts(rows, columns, tiles[index], SIDE);
        yield (done + (index + 1) / clouds.length) / all;
      }
      // A tile beside the diagonal stands for its mirror image too.
      const weight = across === strip ? 1 : 2;
      pairs.forEach(([a, b], index) => {
        products[index] += weight * innerProduct(tiles[a], tiles[b]);
      });
      done++;
    }
  }
  return products;
}

function innerProduct(x: Float64Array, y: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i] * y[i];
  return sum;
}

function* productsByDimensions(
  clouds: readonly PointCloud[],
  pairs: readonly CloudPair[],
  create: CreateArithmetic,
): Steps<Float64Array> {
  const means = clouds.map(meanOf);
  const products = new Float64Array(pairs.length);
  for (const [index, [a, b]] of pairs.entries()) {
    const cross = crossProduct(clouds[a], means[a], clouds[b], means[b], create);
    products[index] = yield* portion(cross, index / pairs.length, (index + 1) / pairs.length);
  }
  return products;
}

/** ‖YcᵀXc‖_F². */
function* crossProduct(
  x: PointCloud,
  meanX: Float64Array,
  y: PointCloud,
  meanY: Float64Array,
  create: CreateArithmetic,
): Steps<number> {
  const height = groupsOf(x.d) * GROUP;
  const stride = groupsOf(y.d) * GROUP;
  const arithmetic = create(
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
  return innerProduct(cross, cross);
}
