import { type CreateArithmetic, bytesFor, GROUP } from "./arithmetic/arithmetic.ts";
import { createArithmetic } from "./arithmetic/createArithmetic.ts";
import { groupsOf, packRows } from "./panels.ts";
import type { PointCloud } from "./pointCloud.ts";
import type { Steps } from "./steps.ts";

/** Dimensions taken at a time: few enough that a thousand points of them stay in the second-level cache. */
const DIMENSIONS_AT_ONCE = 128;
/** Groups of points that meet all points up to their last one. */
const GROUPS_AT_ONCE = 8;

/**
 * The Gram matrix (X − c)(X − c)ᵀ, n × n; its lower triangle, and 0 above it. About n² d / 2 multiplications.
 *
 * @param centre the point c, d.
 */
export function* gramMatrixInSteps(
  cloud: PointCloud,
  centre: Float64Array,
  create: CreateArithmetic = createArithmetic,
): Steps<Float64Array> {
  const { n, d } = cloud;
  const groups = groupsOf(n);
  const stride = groups * GROUP;
  const most = Math.min(d, DIMENSIONS_AT_ONCE);
  const arithmetic = create(bytesFor(stride * stride, 8) + bytesFor(stride * most, 8));
  const products = arithmetic.float64(stride * stride);
  const packed = arithmetic.float64(stride * most);
  for (let from = 0; from < d; from += most) {
    const depth = Math.min(most, d - from);
    packRows(cloud, centre, 0, n, packed, from, from + depth);
    for (let group = 0; group < groups; group += GROUPS_AT_ONCE) {
      const height = Math.min(GROUPS_AT_ONCE, groups - group);
      const strip = { values: packed.subarray(group * GROUP * depth), groups: height, depth };
      const upToStrip = { values: packed, groups: group + height, depth };
      arithmetic.addProducts(strip, upToStrip, products, stride, group * GROUP * stride);
      yield (from + depth * ((group + height) / groups) ** 2) / d;
    }
  }
  const gram = new Float64Array(n * n);
  for (let i = 0; i < n; i++) gram.set(products.subarray(i * stride, i * stride + i + 1), i * n);
  return gram;
}
