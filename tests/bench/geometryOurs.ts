/**
 * What a layer's measures take here; run by geometryNumpy.ts in a process of its own, as geometry_numpy.py is.
 *
 * Arguments: a file of float32, n, d, the points that neighbours are looked for among, how often each part is repeated,
 * and what is timed. Prints each part's first time and the median of the repeats, in seconds of processor time, garbage
 * collection and compilation beside the main thread included. Reading the file is not counted.
 */
import { readFileSync } from "node:fs";
import { momentsOf } from "../../src/geometry/covariance.ts";
import { distanceRows, twoNN } from "../../src/geometry/intrinsicDimension.ts";
import { nearestNeighboursInSteps } from "../../src/geometry/neighbours.ts";
import { neighbourSample } from "../../src/geometry/neighbourSample.ts";
import { measureLayer } from "../../src/geometry/profile.ts";
import { runToEnd } from "../../src/geometry/steps.ts";
import { symmetricEigen } from "../../src/geometry/symmetricEigen.ts";

const [file, n, d, neighbours, repeats, ...parts] = process.argv.slice(2);
const bytes = readFileSync(file);
const cloud = {
  values: new Float32Array(bytes.buffer, bytes.byteOffset, Number(n) * Number(d)),
  n: Number(n),
  d: Number(d),
};
const sample = neighbourSample(cloud, 1, Number(neighbours)).cloud;
const scatter = parts.includes("spectrum") ? momentsOf(cloud).scatter : new Float64Array(0);

const measures: Readonly<Record<string, () => unknown>> = {
  profile: () => runToEnd(measureLayer(cloud)),
  covariance: () => momentsOf(cloud),
  spectrum: () => symmetricEigen(scatter, cloud.d),
  two_nn: () => twoNN(distanceRows(runToEnd(nearestNeighboursInSteps(sample, 2)))),
};

for (const part of parts) {
  const first = processorTime(measures[part]);
  const again = Array.from({ length: Number(repeats) }, () => processorTime(measures[part])).sort((a, b) => a - b);
  console.log([part, first, ...again.slice(again.length >> 1, (again.length >> 1) + 1)].join(" "));
}

function processorTime(run: () => unknown): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}
