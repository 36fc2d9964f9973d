/**
 * `npm run bench`: ratios measured in one run, never asserted. Parts can be named: `npm run bench -- encoder page`; and
 * for numpy the points and dimensions of clouds: `npm run bench -- numpy 1000x384 100000x768`.
 */
import { availableParallelism, cpus } from "node:os";
import { benchmarkCloud } from "./cloud.ts";
import { printCoverage } from "./coverage.ts";
import { benchmarkEncoder } from "./encoder.ts";
import { printGeometryTimes } from "./geometry.ts";
import { benchmarkNumpy, type CloudSize } from "./geometryNumpy.ts";
import { benchmarkLab } from "./lab.ts";
import { benchmarkMemory } from "./memory.ts";
import { benchmarkPage } from "./page.ts";
import { benchmarkShare } from "./share.ts";
import { benchmarkSlider } from "./slider.ts";
import { benchmarkVectors } from "./vectors.ts";

const asked = process.argv.slice(2).filter((argument) => sizeOf(argument) === undefined);
const sizes = process.argv.slice(2).flatMap((argument) => sizeOf(argument) ?? []);

const parts: Readonly<Record<string, readonly [title: string, run: () => void | Promise<void>]>> = {
  encoder: ["Encoding, against transformers.js", () => benchmarkEncoder()],
  share: ["Measuring all layers, against encoding", () => benchmarkShare()],
  geometry: ["One layer's measures, part by part", () => printGeometryTimes()],
  numpy: [
    "Measuring one cloud, against NumPy and scikit-dimension",
    () => benchmarkNumpy(sizes.length > 0 ? sizes : undefined),
  ],
  coverage: ["How often intervals cover, of 400 clouds of each kind", () => printCoverage()],
  page: ["The page's main thread while encoding and measuring 500 sentences", () => benchmarkPage()],
  cloud: ["Frames of the cloud with many points, under the hand", () => benchmarkCloud()],
  lab: ["A step of training, against stock TensorFlow.js and PyTorch", () => benchmarkLab()],
  slider: ["From a move of λ to the first frame that shows a step with it", () => benchmarkSlider()],
  vectors: ["Opening a file of vectors, against just reading it", () => benchmarkVectors()],
  memory: ["Memory over 50 runs", () => benchmarkMemory()],
};

const unknown = asked.filter((name) => !Object.hasOwn(parts, name));
if (unknown.length > 0) {
  console.error(`No such benchmark: ${unknown.join(", ")}. There are: ${Object.keys(parts).join(", ")}.`);
  process.exit(2);
}
console.log(`Node ${process.version}, ${availableParallelism()} × ${cpus()[0]?.model.trim() ?? "unknown processor"}\n`);
for (const [name, [title, run]] of Object.entries(parts)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  console.log(`${title} (${name})`);
  await run();
  console.log();
}

/** The cloud that an argument such as 1000x384 names. */
function sizeOf(argument: string): CloudSize | undefined {
  const found = /^([1-9]\d{0,6})x([1-9]\d{0,4})$/.exec(argument);
  return found === null ? undefined : { n: Number(found[1]), d: Number(found[2]) };
}
