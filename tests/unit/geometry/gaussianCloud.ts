import { createRandom } from "../../../src/geometry/random.ts";
import type { PointCloud } from "../../../src/geometry/pointCloud.ts";

/** Independent Gaussian points; column j has standard deviation deviations[j] (1 if left out) and mean `mean`. */
export function gaussianCloud(
  n: number,
  d: number,
  seed: number,
  deviations?: ArrayLike<number>,
  mean = 0,
): PointCloud {
  const random = createRandom(seed);
  const values = new Float64Array(n * d);
  for (let i = 0; i < n * d; i++) values[i] = mean + random.normal() * (deviations ? deviations[i % d] : 1);
  return { values, n, d };
}

/** The cloud turned by d random Householder reflections, scaled and shifted. */
export function moved(cloud: PointCloud, seed: number, scale = 1, shift = 0): PointCloud {
  const { n, d } = cloud;
  const random = createRandom(seed);
  const values = Float64Array.from(cloud.values);
  for (let r = 0; r < Math.min(d, 6); r++) {
    const axis = Float64Array.from({ length: d }, () => random.normal());
    const square = axis.reduce((sum, value) => sum + value * value, 0);
    for (let i = 0; i < n; i++) {
      const row = values.subarray(i * d, (i + 1) * d);
      const product = row.reduce((sum, value, j) => sum + value * axis[j], 0);
      for (let j = 0; j < d; j++) row[j] -= ((2 * product) / square) * axis[j];
    }
  }
  return { values: values.map((value) => scale * value + shift), n, d };
}
