/** The page in which lab.ts times steps of training: ours and TensorFlow.js' own, in turns, on one backend. */
import { downloadModel } from "../../src/encoder/modelDownload.ts";
import { startBackend } from "../../src/engine/backendStart.ts";
import { wasmFiles } from "../../src/engine/backendWasmFiles.ts";
import { createLearner } from "../../src/lab/createLearner.ts";
import { headCase, topCase, type StepCase } from "./labCases.ts";
import { stockStep } from "./labStock.ts";

export interface StepTimes {
  readonly name: string;
  /** Milliseconds of each step. */
  readonly ours: readonly number[];
  readonly stock: readonly number[];
  /** Difference of the first losses: both must compute the same. */
  readonly deviation: number;
}

declare global {
  interface Window {
    benchmarkLab: typeof benchmarkLab;
  }
}

/** Times all cases. Undefined if there is no such backend here (WebGPU without a GPU). */
async function benchmarkLab(name: "wasm" | "webgpu"): Promise<readonly StepTimes[] | undefined> {
  const backend = await startBackend(name, { wasmFiles, allowSoftwareAdapter: false }).catch(() => undefined);
  if (backend === undefined) return undefined;
  const model = await downloadModel(new URL("/models/all-MiniLM-L6-v2", location.href).href);
  const times: StepTimes[] = [];
  for (const head of [headCase(64, 64), headCase(64, 384), headCase(1536, 64), headCase(1536, 384), headCase(16, 64)])
    times.push(await timeCase(head, 15));
  for (let trained = 1; trained <= model.config.layers; trained++)
    times.push(await timeCase(topCase(model, trained), 3));
  backend.dispose();
  return times;
}

window.benchmarkLab = benchmarkLab;

/** @param rounds steps of each side that count, after one that warms up. */
async function timeCase(stepCase: StepCase, rounds: number): Promise<StepTimes> {
  const learner = createLearner(stepCase.trainable, stepCase.labels.length, stepCase.parameters);
  learner.setReference(Float64Array.from(stepCase.reference));
  const batch = { rows: Uint32Array.from(stepCase.lengths.keys()), labels: stepCase.labels };
  const options = {
    penalty: "isoscore",
    lambda: stepCase.lambda,
    zeta: stepCase.zeta,
    learningRate: 1e-4,
    weightDecay: 0.01,
  } as const;
  const own = async () => (await learner.step(batch, options)).loss;
  const stock = stockStep(stepCase);
  const deviation = Math.abs((await own()) - (await stock.step()));
  const times = { ours: [] as number[], stock: [] as number[] };
  // In turns, so that a machine that slows down slows both.
  for (let round = 0; round < rounds; round++) {
    times.ours.push(await timed(own));
    times.stock.push(await timed(stock.step));
  }
  learner.dispose();
  stock.dispose();
  return { name: stepCase.name, ...times, deviation };
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}
