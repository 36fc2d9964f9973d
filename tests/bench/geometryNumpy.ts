/**
 * The measures of one cloud against NumPy and scikit-dimension on the same numbers, one thread each, in processor time
 * (so that other work on the machine counts little).
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { momentsOf } from "../../src/geometry/covariance.ts";
import { distanceRows, twoNN } from "../../src/geometry/intrinsicDimension.ts";
import { MOST_NEIGHBOUR_POINTS, neighbourSample } from "../../src/geometry/neighbourSample.ts";
import { nearestNeighboursInSteps } from "../../src/geometry/neighbours.ts";
import type { PointCloud } from "../../src/geometry/pointCloud.ts";
import { measureLayer } from "../../src/geometry/profile.ts";
import { createRandom } from "../../src/geometry/random.ts";
import { runToEnd } from "../../src/geometry/steps.ts";
import { symmetricEigen } from "../../src/geometry/symmetricEigen.ts";
import { encoderLikeCloud } from "./geometry.ts";

const parts = ["covariance", "spectrum", "two_nn", "profile"] as const;
type Part = (typeof parts)[number];
const titles: Readonly<Record<Part, string>> = { covariance: "covariance", spectrum: "spectrum", two_nn: "TwoNN", profile: "whole profile" };
const threads = ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS", "LOKY_MAX_CPU_COUNT"];

/** Prints the times and their ratios. PYTHON names the interpreter; python3 if unset. */
export function benchmarkNumpy(dimensions = [384, 768, 1024], sizes = [1_000, 10_000, 100_000]): void {
  const python = process.env.PYTHON ?? "python3";
  const hasPython = spawnSync(python, ["-c", "import numpy, skdim"]).status === 0;
  if (!hasPython) console.log(`  ${python} has no NumPy and scikit-dimension: their columns are left out. PYTHON names another.`);
  const folder = mkdtempSync(join(tmpdir(), "clouds-"));
  try {
    for (const d of dimensions) {
      for (const n of sizes) {
        const cloud = largeCloud(n, d);
        const ours = timeOurs(cloud);
        const theirs = hasPython ? timePython(python, cloud, join(folder, "cloud.f32")) : undefined;
        const columns = parts.map((part) => `${titles[part]} ${seconds(ours[part])}${theirs?.[part] === undefined ? "" : ` / ${seconds(theirs[part])} = ${(ours[part] / theirs[part]).toFixed(2)}`}`);
        console.log(`  n ${String(n).padStart(6)}, d ${String(d).padStart(4)}: ${columns.join(" · ")}`);
      }
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  console.log(`  seconds of processor time, ours / theirs = ratio; neighbours among ${MOST_NEIGHBOUR_POINTS} points at most, in both`);
}

/** Encoder-like points again and again, each time moved a little: quick to make however many. */
function largeCloud(n: number, d: number): PointCloud {
  const some = encoderLikeCloud(Math.min(n, 1_000), d, 3);
  const random = createRandom(4);
  const noise = Float32Array.from({ length: 65_521 }, () => 0.3 * random.normal());
  const values = new Float32Array(n * d);
  for (let k = 0; k < values.length; k++) values[k] = some.values[k % some.values.length] + noise[k % noise.length];
  return { values, n, d };
}

function timeOurs(cloud: PointCloud): Record<Part, number> {
  const sample = neighbourSample(cloud, 1).cloud;
  // The code of all parts is compiled before it is timed.
  if (cloud.n <= 1_000) {
    runToEnd(measureLayer(cloud));
    symmetricEigen(momentsOf(cloud).scatter, cloud.d);
  }
  let scatter: Float64Array = new Float64Array(0);
  return {
    covariance: processorTime(() => (scatter = momentsOf(cloud).scatter)),
    spectrum: processorTime(() => symmetricEigen(scatter, cloud.d)),
    two_nn: processorTime(() => twoNN(distanceRows(runToEnd(nearestNeighboursInSteps(sample, 2))))),
    profile: processorTime(() => runToEnd(measureLayer(cloud))),
  };
}

function processorTime(run: () => unknown): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

function timePython(python: string, { values, n, d }: PointCloud, file: string): Partial<Record<Part, number>> {
  writeFileSync(file, values);
  const script = fileURLToPath(new URL("geometry_numpy.py", import.meta.url));
  const env = { ...process.env, ...Object.fromEntries(threads.map((name) => [name, "1"])) };
  const sample = String(Math.min(n, MOST_NEIGHBOUR_POINTS));
  const { stdout, stderr, status } = spawnSync(python, [script, file, String(n), String(d), sample, ...parts], { encoding: "utf8", env });
  if (status !== 0) console.log(`  ${python} failed: ${stderr.trim().split("\n").at(-1) ?? "no reason given"}`);
  const times: Partial<Record<Part, number>> = {};
  for (const line of stdout.split("\n")) {
    const [name, time] = line.split(" ");
    const part = parts.find((known) => known === name);
    if (part !== undefined) times[part] = Number(time);
  }
  return times;
}

function seconds(time: number): string {
  return time < 10 ? time.toFixed(2) : time.toFixed(0);
}
