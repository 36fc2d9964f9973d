/** Times each part of a layer's measures. */
import { averageCosine } from "../../src/geometry/cosine.ts";
import { momentsOf } from "../../src/geometry/covariance.ts";
import { estimateIntervals } from "../../src/geometry/intervals.ts";
import { nearestNeighboursInSteps } from "../../src/geometry/neighbours.ts";
import { partitionInSteps } from "../../src/geometry/partition.ts";
import { principalComponents } from "../../src/geometry/pca.ts";
import type { PointCloud } from "../../src/geometry/pointCloud.ts";
import { principalAxesPairInSteps } from "../../src/geometry/principalAxes.ts";
import { measureLayer } from "../../src/geometry/profile.ts";
import { createRandom } from "../../src/geometry/random.ts";
import { runToEnd } from "../../src/geometry/steps.ts";

/** What the parts took, in milliseconds. */
export interface GeometryTimes {
  readonly parts: Readonly<Record<string, number>>;
  /** All measures of one layer, the intervals left out. */
  readonly layer: number;
  readonly intervals: number;
}

/**
 * A cloud like a layer of a small encoder: a mean away from the origin, a power-law spectrum in mixed directions, a few
 * dimensions that stand out, and points in loose clusters.
 */
export function encoderLikeCloud(n: number, d: number, seed: number): PointCloud {
  const random = createRandom(seed);
  const clusters = Math.max(1, Math.round(n / 8));
  const normals = (count: number): Float64Array => Float64Array.from({ length: count }, () => random.normal());
  const centres = normals(clusters * d);
  const mean = normals(d).map((value, j) => value * (j % 97 === 0 ? 2 : 0.3));
  const scale = Float64Array.from({ length: d }, (_, j) => (j + 4) ** -0.4);
  const rotation = normals(d * 8);
  const values = new Float32Array(n * d);
  for (let i = 0; i < n; i++) {
    const centre = Math.floor(random.uniform() * clusters) * d;
    const point = normals(d).map((value, j) => (0.8 * centres[centre + j] + 0.6 * value) * scale[j]);
    for (let r = 0; r < 8; r++) reflect(point, rotation.subarray(r * d, (r + 1) * d));
    for (let j = 0; j < d; j++) values[i * d + j] = mean[j] + point[j];
  }
  return { values, n, d };
}

/** Times one layer of n points and d dimensions. The first run, in which the code is still being compiled, is not counted. */
function timeGeometry(n = 4000, d = 384): GeometryTimes {
  runToEnd(measureLayer(encoderLikeCloud(500, d, 1)));
  const cloud = encoderLikeCloud(n, d, 2);
  const parts: Record<string, number> = {};
  const timed = <Result>(name: string, run: () => Result): Result => {
    const start = performance.now();
    const result = run();
    parts[name] = performance.now() - start;
    return result;
  };
  timed("average cosine", () => averageCosine(cloud));
  const moments = timed("covariance", () => momentsOf(cloud));
  const { aboutMean, aboutOrigin } = timed("both spectra", () =>
    runToEnd(principalAxesPairInSteps(cloud, moments.mean, () => moments)),
  );
  timed("principal components", () => principalComponents(cloud, aboutMean, 10));
  timed("partition", () => runToEnd(partitionInSteps(cloud, aboutOrigin)));
  timed("neighbours", () => runToEnd(nearestNeighboursInSteps(cloud, 20)));
  const layerStart = performance.now();
  runToEnd(measureLayer(cloud));
  const layer = performance.now() - layerStart;
  const intervalsStart = performance.now();
  runToEnd(estimateIntervals(cloud, { seed: 1 }));
  return { parts, layer, intervals: performance.now() - intervalsStart };
}

/** Prints timeGeometry. */
export function printGeometryTimes(n = 4000, d = 384): void {
  const { parts, layer, intervals } = timeGeometry(n, d);
  console.log(`measures of one layer, ${n} points × ${d} dimensions, one thread`);
  for (const [name, time] of Object.entries(parts))
    console.log(`  ${name.padEnd(24)}${time.toFixed(0).padStart(6)} ms`);
  console.log(`  ${"all of them".padEnd(24)}${layer.toFixed(0).padStart(6)} ms`);
  console.log(`  ${"intervals, afterwards".padEnd(24)}${intervals.toFixed(0).padStart(6)} ms`);
}

function reflect(point: Float64Array, axis: Float64Array): void {
  let product = 0;
  let square = 0;
  for (let j = 0; j < point.length; j++) {
    product += point[j] * axis[j];
    square += axis[j] * axis[j];
  }
  for (let j = 0; j < point.length; j++) point[j] -= ((2 * product) / square) * axis[j];
}
