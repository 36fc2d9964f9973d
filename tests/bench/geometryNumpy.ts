/**
 * The measures of one cloud against NumPy and scikit-dimension on the same numbers, one thread each, in processor time
 * (so that other work on the machine counts little). Each side runs in a process of its own: cold is the first run in
 * it, while its code is still being compiled or loaded, warm the median of those after it.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { MOST_NEIGHBOUR_POINTS } from "../../src/geometry/neighbourSample.ts";
import type { PointCloud } from "../../src/geometry/pointCloud.ts";
import { createRandom } from "../../src/geometry/random.ts";
import { encoderLikeCloud } from "./geometry.ts";

/** Points and dimensions of a cloud. */
export interface CloudSize {
  readonly n: number;
  readonly d: number;
}

interface Times {
  readonly cold: number;
  /** Absent where a cloud is too large to be measured twice. */
  readonly warm?: number;
}

// The whole first: what comes after it finds its code compiled.
const parts = ["profile", "covariance", "spectrum", "two_nn"] as const;
type Part = (typeof parts)[number];
type PartTimes = Partial<Record<Part, Times>>;
const titles: Readonly<Record<Part, string>> = {
  profile: "whole profile",
  covariance: "covariance",
  spectrum: "spectrum",
  two_nn: "TwoNN",
};
const threads = [
  "OMP_NUM_THREADS",
  "OPENBLAS_NUM_THREADS",
  "MKL_NUM_THREADS",
  "NUMBA_NUM_THREADS",
  "LOKY_MAX_CPU_COUNT",
];

/** Some minutes' worth. Larger ones are asked for by name. */
const usualSizes: readonly CloudSize[] = [384, 768, 1024].flatMap((d) => [1_000, 10_000].map((n) => ({ n, d })));
/** How often a cloud of so many numbers is measured after the first time. */
function repeatsFor(numbers: number): number {
  if (numbers > 12e6) return 0;
  return numbers > 1.2e6 ? 3 : 9;
}

/** Prints the times and their ratios. PYTHON names the interpreter; python3 if unset. */
export function benchmarkNumpy(sizes = usualSizes): void {
  const python = process.env.PYTHON ?? "python3";
  const hasPython = spawnSync(python, ["-c", "import numpy, skdim"]).status === 0;
  if (!hasPython)
    console.log(`  ${python} has no NumPy and scikit-dimension: their columns are left out. PYTHON names another.`);
  const folder = mkdtempSync(join(tmpdir(), "clouds-"));
  try {
    for (const { n, d } of sizes) {
      const file = join(folder, "cloud.f32");
      writeFileSync(file, largeCloud(n, d).values);
      const ours = timesOf([process.execPath, ...process.execArgv, beside("geometryOurs.ts")], file, n, d);
      const theirs = hasPython ? timesOf([python, beside("geometry_numpy.py")], file, n, d) : {};
      const columns = parts.map((part) => {
        const [we, they] = [ours[part], theirs[part]];
        const cold = `cold ${comparison(we?.cold, they?.cold)}`;
        if (we?.warm === undefined) return `${titles[part]} ${cold}`;
        const warm = comparison(we.warm, they?.warm);
        return part === "profile" ? `${titles[part]} warm ${warm}, ${cold}` : `${titles[part]} ${warm}`;
      });
      console.log(`  n ${String(n).padStart(6)}, d ${String(d).padStart(4)}: ${columns.join(" · ")}`);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  console.log(
    `  seconds of processor time, ours / theirs = ratio, warm unless said; neighbours among ${MOST_NEIGHBOUR_POINTS} points at most, in both`,
  );
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

function beside(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url));
}

/** Runs a command that times the parts, and reads what it prints. */
function timesOf([program, ...script]: readonly string[], file: string, n: number, d: number): PartTimes {
  const env = { ...process.env, ...Object.fromEntries(threads.map((name) => [name, "1"])) };
  const neighbours = Math.min(n, MOST_NEIGHBOUR_POINTS);
  const args = [...script, file, ...[n, d, neighbours, repeatsFor(n * d)].map(String), ...parts];
  const { stdout, stderr, status } = spawnSync(program, args, { encoding: "utf8", env });
  if (status !== 0) console.log(`  ${program} failed: ${stderr.trim().split("\n").at(-1) ?? "no reason given"}`);
  const times: PartTimes = {};
  for (const line of stdout.split("\n")) {
    const [name, cold, warm] = line.split(" ");
    const part = parts.find((known) => known === name);
    if (part !== undefined) times[part] = { cold: Number(cold), ...(warm !== undefined && { warm: Number(warm) }) };
  }
  return times;
}

function comparison(ours: number | undefined, theirs: number | undefined): string {
  if (ours === undefined) return "–";
  return theirs === undefined ? seconds(ours) : `${seconds(ours)} / ${seconds(theirs)} = ${(ours / theirs).toFixed(2)}`;
}

function seconds(time: number): string {
  return time < 0.1 ? time.toFixed(3) : time < 10 ? time.toFixed(2) : time.toFixed(0);
}
