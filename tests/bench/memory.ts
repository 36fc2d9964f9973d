/** Whether tensors and heap stay flat when the same page is used for a long time. */
import * as tf from "@tensorflow/tfjs-core";
import { encodeSelection } from "../../src/engine/encodeSelection.ts";
import { pointsOfUnit } from "../../src/engine/units.ts";
import { measureLayer } from "../../src/geometry/profile.ts";
import { runToEnd } from "../../src/geometry/steps.ts";
import { referenceSentences, startDefaultModel } from "./realText.ts";

/** Encodes and measures 50 texts of different lengths and prints tensors and memory along the way. */
export async function benchmarkMemory(runs = 50): Promise<void> {
  const host = await startDefaultModel();
  const { signal } = new AbortController();
  const all = referenceSentences(200);
  for (let run = 1; run <= runs; run++) {
    const lines = all.slice(run, run + 10 + (run % 10));
    const { states } = await encodeSelection(host, lines, { seed: run, layers: "all" }, signal, () => undefined);
    runToEnd(
      measureLayer(pointsOfUnit(states, 6, { unit: "tokens", pooling: "mean", includeSpecialTokens: false }).cloud),
    );
    if (run === 10 || run % 20 === 10) {
      const { rss, heapUsed } = process.memoryUsage();
      console.log(
        `  run ${run}: ${tf.memory().numTensors} tensors, heap ${(heapUsed / 1e6).toFixed(0)} MB, resident ${(rss / 1e6).toFixed(0)} MB`,
      );
    }
  }
  host.dispose();
}
