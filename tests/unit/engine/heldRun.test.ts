/** Holding a run in the engine and comparing it with later ones, on the real encoder. */
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { startHostInNode } from "../../../src/engine/backendNode.ts";
import { holdSource } from "../../../src/engine/heldRun.ts";
import { pairPoints } from "../../../src/engine/pairing.ts";
import type { CloudSource } from "../../../src/engine/cloudSource.ts";
import type { CrossSimilarity } from "../../../src/engine/questions/crossSimilarity.ts";
import { isDefined } from "../../../src/geometry/measure.ts";
import { tinyModel } from "../encoder/nodeFixtures.ts";
import { SessionListener, linesOf, settings, wordsOf } from "./sessionListener.ts";

const { model } = tinyModel("tiny-gelu");
const host = await startHostInNode(model, () => undefined);
afterAll(() => host.dispose());
const words = wordsOf(model);

let listener: SessionListener;
let runs = 0;
beforeEach(() => {
  listener = new SessionListener(host, words);
  runs = 0;
});

/** Analyses lines to the end; returns the run's number. */
async function analyse(lines: readonly string[], unit: "tokens" | "sentences" = "tokens"): Promise<number> {
  const run = ++runs;
  listener.ask({ kind: "analyse", run, lines, settings: { ...settings, unit } });
  await listener.until(() => listener.of("finished").some((event) => event.run === run));
  return run;
}

async function compare(run: number, held: number, by: "points" | "sentences" = "points"): Promise<CrossSimilarity> {
  const before = listener.answersTo("cross-similarity").length;
  listener.ask({ kind: "question", id: "cross-similarity", run, ask: { held, by } });
  await listener.until(() => listener.answersTo("cross-similarity").length > before);
  return listener.answersTo("cross-similarity")[before].answer;
}

function measured(answer: CrossSimilarity): Extract<CrossSimilarity, { kind: "measured" }> {
  if (answer.kind !== "measured") throw new Error(`not measured: ${answer.reason}`);
  return answer;
}

test("a run against itself is the similarity of its own layers", async () => {
  const run = await analyse(linesOf(words, 30, 1));
  listener.ask({ kind: "hold", run });
  listener.ask({ kind: "question", id: "similarity", run, ask: {} });
  await listener.until(() => listener.answersTo("similarity").length === 1);
  const answer = measured(await compare(run, run));
  expect(answer).toMatchObject({ rule: "token", heldLayers: 3, layers: 3 });
  expect(answer.points).toBe(answer.pairs);
  answer.cka.forEach((value, i) =>
    expect(value).toBeCloseTo(listener.answersTo("similarity")[0].answer.cka[i] as number, 6),
  );
});

test("an edited text pairs over the lines that stayed, and its layers are alike on them", async () => {
  const lines = linesOf(words, 40, 1);
  const held = await analyse(lines);
  listener.ask({ kind: "hold", run: held });
  const run = await analyse([...linesOf(words, 5, 9), ...lines.slice(10)]);
  const answer = measured(await compare(run, held));
  expect(answer.rule).toBe("token");
  expect(answer.pairs).toBe(lines.slice(10).join(" ").split(" ").length);
  // The same sentences in the same model have the same states.
  for (const layer of [0, 1, 2]) expect(answer.cka[layer * 3 + layer]).toBeCloseTo(1, 9);
});

test("what is held stays when other runs come and go, until it is released", async () => {
  const lines = linesOf(words, 30, 1);
  const held = await analyse(lines, "sentences");
  listener.ask({ kind: "hold", run: held });
  await analyse(linesOf(words, 12, 3));
  const run = await analyse(lines, "sentences");
  const answer = measured(await compare(run, held));
  expect(answer).toMatchObject({ rule: "line", points: 30, pairs: 30 });
  expect(answer.cka[8]).toBeCloseTo(1, 9);
  listener.ask({ kind: "release" });
  expect(await compare(run, held)).toEqual({ kind: "unpaired", reason: "not-kept", sentencesPair: false });
});

test("tokens and sentences do not pair, but sentences of both do, whatever is on screen", async () => {
  const lines = linesOf(words, 25, 1);
  const held = await analyse(lines, "tokens");
  listener.ask({ kind: "hold", run: held });
  const run = await analyse(lines, "sentences");
  expect(await compare(run, held)).toEqual({ kind: "unpaired", reason: "different-units", sentencesPair: true });
  const answer = measured(await compare(run, held, "sentences"));
  expect(answer).toMatchObject({ rule: "line", pairs: 25 });
  expect(answer.cka[0]).toBeCloseTo(1, 6);
});

test("two texts with equally many lines pair by number as sentences, where shuffled lines would do as well", async () => {
  const held = await analyse(linesOf(words, 60, 1));
  listener.ask({ kind: "hold", run: held });
  const run = await analyse(linesOf(words, 60, 2));
  expect(await compare(run, held)).toEqual({ kind: "unpaired", reason: "different-lines", sentencesPair: true });
  const answer = measured(await compare(run, held, "sentences"));
  expect(answer).toMatchObject({ rule: "line-number", pairs: 60 });
  answer.cka.forEach((value, i) => {
    const shuffled = answer.shuffled[i];
    expect(isDefined(value) && isDefined(shuffled) && Math.abs(value - shuffled)).toBeLessThan(0.2);
  });
});

test("texts with nothing in common have no similarity", async () => {
  const held = await analyse(linesOf(words, 20, 1));
  listener.ask({ kind: "hold", run: held });
  const run = await analyse(linesOf(words, 21, 2));
  expect(await compare(run, held)).toEqual({ kind: "unpaired", reason: "different-lines", sentencesPair: false });
});

test("a run that is not on screen is not held, and a question about one that is gone is not answered", async () => {
  const run = await analyse(linesOf(words, 20, 1));
  listener.ask({ kind: "hold", run: run + 7 });
  listener.ask({ kind: "question", id: "cross-similarity", run: run + 7, ask: { held: run + 7, by: "points" } });
  expect(await compare(run, run + 7)).toMatchObject({ reason: "not-kept" });
  expect(listener.answersTo("cross-similarity")).toHaveLength(1);
});

describe("what is kept of a source", () => {
  const d = 4;
  const source: CloudSource = {
    layers: 3,
    isInOrder: false,
    bytes: 0,
    pointsOf: (layer) => ({
      cloud: { values: Float32Array.from({ length: 1000 * d }, (_, i) => layer * 10_000 + i), n: 1000, d },
    }),
    names: () => ({
      lines: [],
      points: {
        n: 1000,
        line: Uint32Array.from({ length: 1000 }, (_, i) => i),
        position: new Uint32Array(1000),
        tokenTexts: [],
      },
    }),
    arrival: (run) => ({ kind: "finished", run }),
  };

  test("fits the budget, and is the same points in every layer, with their names", () => {
    const { shown, sentences } = holdSource(1, source, 7, 100 * 3 * d * 4);
    expect(sentences).toBeUndefined();
    expect(shown.clouds.map(({ n }) => n)).toEqual([100, 100, 100]);
    shown.names.points.line.forEach((row, i) => {
      shown.clouds.forEach(({ values }, layer) => expect(values[i * d]).toBe(layer * 10_000 + row * d));
    });
    expect(new Set(shown.names.points.line).size).toBe(100);
    // A part of the rows still pairs with the whole of as many rows, and not with fewer.
    const pairing = pairPoints(shown.names, source.names());
    expect(pairing).toMatchObject({ kind: "paired", rule: "line-number" });
    expect(pairing.kind === "paired" && pairing.second).toEqual(shown.names.points.line);
    const fewer = { ...source.names(), rows: 999 };
    expect(pairPoints(shown.names, fewer)).toEqual({ kind: "unpaired", reason: "different-lines" });
  });

  test("is all of it where that fits", () => {
    expect(holdSource(1, source, 7).shown.clouds[0].n).toBe(1000);
  });
});
