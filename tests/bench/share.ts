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
  const encoding: Time[] = [];
  const measuring: Time[] = [];
  // The first round is not counted: the code is still being compiled.
  for (let round = 0; round <= rounds; round++) {
    const start = now();
    const { states } = await encodeSelection(host, lines, { seed: 1, layers: "all" }, signal, () => undefined);
    const encoded = now();
    for (let layer = 0; layer < states.layers.length; layer++)
      runToEnd(measureLayer(pointsOfUnit(states, layer, settings).cloud));
    if (round > 0) {
      encoding.push(between(start, encoded));
      measuring.push(between(encoded, now()));
    }
  }
  host.dispose();
  console.log(
    `  ${lines.length} sentences, about ${tokens} tokens × ${host.model.config.hiddenSize}, ${host.model.config.layers + 1} layers, median of ${rounds}`,
  );
  for (const [clock, name] of [
    ["wall", "by the clock"],
    ["processor", "of the processor"],
  ] as const) {
    const times = (all: readonly Time[]): number[] => all.map((time) => time[clock]);
    const ratios = times(measuring).map((time, round) => time / encoding[round][clock]);
    console.log(
      `  ${name}: encoding ${middle(times(encoding)).toFixed(0)} ms, all measures of all layers ${middle(times(measuring)).toFixed(0)} ms, ratio ${middle(ratios).toFixed(2)} (aim 0.20)`,
    );
  }
}

/** Milliseconds: what a clock on the wall shows, and what this process was given of the processor. */
interface Time {
  readonly wall: number;
  readonly processor: number;
}

function now(): Time {
  const { user, system } = process.cpuUsage();
  return { wall: performance.now(), processor: (user + system) / 1000 };
}

function between(start: Time, end: Time): Time {
  return { wall: end.wall - start.wall, processor: end.processor - start.processor };
}

function middle(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}
