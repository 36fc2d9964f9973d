/** What measuring every layer costs beside encoding the text: the same tokens, the same process, one thread. */
import { encodeSelection } from "../../src/engine/encodeSelection.ts";
import { pointsOfUnit } from "../../src/engine/units.ts";
import { measureLayer } from "../../src/geometry/profile.ts";
import { runToEnd } from "../../src/geometry/steps.ts";
import { sentencesOfTokens, startDefaultModel } from "./realText.ts";

const rounds = 3;

/** Prints the two times and their ratio; aim: a fifth. */
export async function benchmarkShare(tokens = 4000): Promise<void> {
  const host = await startDefaultModel();
  const { signal } = new AbortController();
  const lines = sentencesOfTokens(host, tokens);
  const settings = { unit: "tokens", pooling: "mean", includeSpecialTokens: true } as const;
  const encoding: number[] = [];
  const measuring: number[] = [];
  // The first round is not counted: the code is still being compiled.
  for (let round = 0; round <= rounds; round++) {
    const start = performance.now();
    const { states } = await encodeSelection(host, lines, { seed: 1, layers: "all" }, signal, () => undefined);
    const encoded = performance.now();
    for (let layer = 0; layer < states.layers.length; layer++) runToEnd(measureLayer(pointsOfUnit(states, layer, settings).cloud));
    if (round > 0) {
      encoding.push(encoded - start);
      measuring.push(performance.now() - encoded);
    }
  }
  host.dispose();
  const ratios = measuring.map((time, round) => time / encoding[round]).sort((a, b) => a - b);
  const middle = (times: readonly number[]) => [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)].toFixed(0);
  console.log(`  ${lines.length} sentences, about ${tokens} tokens × ${host.model.config.hiddenSize}, ${host.model.config.layers + 1} layers, median of ${rounds}`);
  console.log(`  encoding ${middle(encoding)} ms, all measures of all layers ${middle(measuring)} ms, ratio ${ratios[Math.floor(rounds / 2)].toFixed(2)} (aim 0.20)`);
}
