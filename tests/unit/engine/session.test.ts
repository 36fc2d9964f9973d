import { afterAll, beforeEach, expect, test } from "vitest";
import { startHostInNode } from "../../../src/engine/backendNode.ts";
import type { EncoderHost } from "../../../src/engine/encoderHost.ts";
import { isDefined } from "../../../src/geometry/measure.ts";
import { tinyModel } from "../encoder/nodeFixtures.ts";
import { linesOf as linesOfWords, SessionListener, settings, wordsOf } from "./sessionListener.ts";

const { model } = tinyModel("tiny-gelu");
const words = wordsOf(model);
const host: EncoderHost = await startHostInNode(model, () => undefined);
afterAll(() => host.dispose());

/** Different lines of known words. */
const linesOf = (count: number, seed: number) => linesOfWords(words, count, seed);

let listener: SessionListener;
beforeEach(() => {
  listener = new SessionListener(host, words);
});

test("a run tells of its text, then of every layer in order, then of intervals, and finishes", async () => {
  const lines = linesOf(30, 1);
  listener.ask({ kind: "analyse", run: 1, lines, settings });
  await listener.until(() => listener.of("finished").length === 1);
  const kinds = listener.events.filter(({ kind }) => kind !== "progress").map(({ kind }) => kind);
  expect(kinds).toEqual([
    "encoded",
    "layer",
    "layer",
    "layer",
    "shrunk",
    "intervals",
    "intervals",
    "intervals",
    "finished",
  ]);
  expect(listener.of("layer").map(({ layer }) => layer)).toEqual([0, 1, 2]);
  const { points } = listener.of("encoded")[0].text;
  expect(points.n).toBe(lines.join(" ").split(" ").length);
  expect(points.tokenTexts[points.token![0]]).toBe(lines[0].split(" ")[0]);
  expect(points.position[0]).toBe(1);
});

test("chosen layers alone are measured, and are those of the whole run; another choice is encoded anew", async () => {
  const lines = linesOf(30, 1);
  const shrunkTo = { ...settings, zeta: 0.5 };
  listener.ask({ kind: "analyse", run: 1, lines, settings: shrunkTo });
  await listener.until(() => listener.of("finished").length === 1);
  listener.ask({ kind: "keep-reference" });
  listener.ask({ kind: "analyse", run: 2, lines, settings: { ...shrunkTo, layers: "ends" } });
  await listener.until(() => listener.of("finished").length === 2);
  expect(listener.of("encoded").map(({ text }) => text.layerNumbers)).toEqual([
    [0, 1, 2],
    [0, 2],
  ]);
  expect(listener.of("progress").some(({ run, stage }) => run === 2 && stage === "encode")).toBe(true);
  const scores = (run: number) =>
    listener
      .of("layer")
      .filter((event) => event.run === run)
      .map(({ result }) => result.profile.isoScore);
  expect(scores(2)).toEqual([scores(1)[0], scores(1)[2]]);
  const [whole, ends] = listener.of("shrunk");
  expect(ends.scores).toEqual([whole.scores[0], whole.scores[2]]);

  // A reference kept of all layers serves a run of some; one of some does not serve a run of all.
  listener.ask({ kind: "shrink", run: 2, zeta: 0.5, reference: "kept" });
  await listener.until(() => listener.of("shrunk").length === 3);
  expect(listener.of("shrunk")[2].scores.length).toBe(2);
  listener.ask({ kind: "keep-reference" });
  listener.ask({ kind: "analyse", run: 3, lines, settings: { ...shrunkTo, reference: "kept" } });
  await listener.until(() => listener.of("failed").length === 1);
  expect(listener.of("failed")).toEqual([{ kind: "failed", run: 3, failure: { code: "reference-does-not-fit" } }]);
});

test("at ζ = 0 the shrunk score is IsoScore", async () => {
  listener.ask({ kind: "analyse", run: 1, lines: linesOf(30, 1), settings });
  await listener.until(() => listener.of("shrunk").length === 1);
  const { scores } = listener.of("shrunk")[0];
  listener.of("layer").forEach(({ layer, result }) => expect(scores[layer].isoScoreStar).toBe(result.profile.isoScore));
});

test("a newer text silences the older run", async () => {
  listener.ask({ kind: "analyse", run: 1, lines: linesOf(200, 1), settings });
  listener.ask({ kind: "analyse", run: 2, lines: linesOf(20, 2), settings });
  await listener.until(() => listener.of("finished").length === 1);
  expect(listener.of("finished")).toEqual([{ kind: "finished", run: 2 }]);
  expect(listener.events.filter((event) => "run" in event && event.run === 1)).toEqual([]);
});

test("a cancelled run answers nothing more, and the next one works", async () => {
  listener.ask({ kind: "analyse", run: 1, lines: linesOf(200, 1), settings });
  await listener.until(() => listener.of("layer").length === 1);
  listener.ask({ kind: "cancel", run: 1 });
  const said = listener.events.length;
  expect(listener.events.at(-1)).toEqual({ kind: "cancelled", run: 1 });
  listener.ask({ kind: "analyse", run: 2, lines: linesOf(20, 2), settings });
  await listener.until(() => listener.of("finished").length === 1);
  expect(listener.events.slice(said).some((event) => "run" in event && event.run === 1)).toBe(false);
});

test("another unit measures the same hidden states again without encoding", async () => {
  const lines = linesOf(30, 1);
  listener.ask({ kind: "analyse", run: 1, lines, settings });
  await listener.until(() => listener.of("finished").length === 1);
  listener.ask({ kind: "analyse", run: 2, lines, settings: { ...settings, unit: "sentences" } });
  await listener.until(() => listener.of("finished").length === 2);
  expect(listener.of("progress").some(({ run, stage }) => run === 2 && stage === "encode")).toBe(false);
  expect(listener.of("encoded")[1].text.points).toMatchObject({ n: 30, tokenTexts: [] });
});

test("ζ moves the score towards the reference text's, which is encoded once", async () => {
  listener.ask({ kind: "analyse", run: 1, lines: linesOf(10, 1), settings });
  await listener.until(() => listener.of("finished").length === 1);
  listener.ask({ kind: "shrink", run: 1, zeta: 1, reference: "built-in" });
  await listener.until(() => listener.of("shrunk").length === 2);
  // ζ = 1 is the reference alone: a run over the reference text itself has that score.
  const [, all] = listener.of("shrunk");
  listener.ask({ kind: "analyse", run: 2, lines: linesOf(60, 99), settings });
  await listener.until(() => listener.of("shrunk").length === 3);
  const [, , own] = listener.of("shrunk");
  all.scores.forEach(({ isoScoreStar }, layer) => {
    const expected = own.scores[layer].isoScoreStar;
    expect(isDefined(isoScoreStar) && isDefined(expected) && Math.abs(isoScoreStar - expected)).toBeLessThan(1e-10);
  });
  const encoded = listener.of("progress").filter(({ stage }) => stage === "reference").length;
  listener.ask({ kind: "shrink", run: 2, zeta: 0.5, reference: "built-in" });
  await listener.until(() => listener.of("shrunk").length === 4);
  expect(listener.of("progress").filter(({ stage }) => stage === "reference")).toHaveLength(encoded);
  expect(all.referencePoints).toBe(linesOf(60, 99).join(" ").split(" ").length);
});

test("a ζ that is moved while layers are measured is the ζ of the run's scores and intervals", async () => {
  listener.ask({ kind: "analyse", run: 1, lines: linesOf(30, 1), settings });
  await listener.until(() => listener.of("layer").length === 1);
  listener.ask({ kind: "shrink", run: 1, zeta: 0.2, reference: "built-in" });
  await listener.until(() => listener.of("finished").length === 1);
  expect(listener.of("shrunk").at(-1)).toMatchObject({ run: 1, zeta: 0.2 });
  const intervals = listener.of("intervals");
  expect(intervals.length).toBeGreaterThan(0);
  expect(new Set(intervals.map(({ zeta }) => zeta))).toEqual(new Set([0.2]));
});

test("a shaken slider encodes the reference once and answers for its last place alone", async () => {
  listener.ask({ kind: "analyse", run: 1, lines: linesOf(10, 1), settings });
  await listener.until(() => listener.of("finished").length === 1);
  for (let step = 1; step <= 20; step++) {
    listener.ask({ kind: "shrink", run: 1, zeta: step / 20, reference: "built-in" });
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await listener.until(() => listener.of("shrunk").at(-1)?.zeta === 1);
  const done = listener
    .of("progress")
    .filter(({ stage }) => stage === "reference")
    .map((progress) => progress.done);
  expect(done).toEqual([...new Set(done)].sort((a, b) => a - b));
});

test("a kept run is the reference of later ones; without one the engine says so", async () => {
  const lines = linesOf(40, 5);
  listener.ask({ kind: "analyse", run: 1, lines, settings: { ...settings, zeta: 1, reference: "kept" } });
  await listener.until(() => listener.of("failed").length === 1);
  expect(listener.of("failed")[0].failure.code).toBe("no-kept-reference");
  listener.ask({ kind: "keep-reference" });
  expect(listener.of("reference-kept")[0].points).toBeGreaterThan(40);
  listener.ask({
    kind: "analyse",
    run: 2,
    lines: linesOf(12, 6),
    settings: { ...settings, zeta: 1, reference: "kept" },
  });
  await listener.until(() => listener.of("shrunk").length === 1);
  const kept = listener.of("layer").slice(0, 3);
  listener.of("shrunk")[0].scores.forEach(({ isoScoreStar }, layer) => {
    const own = kept[layer].result.profile.isoScore;
    expect(isDefined(isoScoreStar) && isDefined(own) && Math.abs(isoScoreStar - own)).toBeLessThan(1e-10);
  });
});

test("sample size and similarity answer for the run on screen, and ignore one that is gone", async () => {
  listener.ask({ kind: "analyse", run: 3, lines: linesOf(40, 5), settings });
  await listener.until(() => listener.of("finished").length === 1);
  listener.ask({ kind: "question", id: "sample-size", run: 2, ask: { layer: 0 } });
  listener.ask({ kind: "question", id: "sample-size", run: 3, ask: { layer: 1 } });
  listener.ask({ kind: "question", id: "similarity", run: 3, ask: {} });
  await listener.until(
    () => listener.answersTo("similarity").length === 1 && listener.answersTo("sample-size").length === 1,
  );
  const [
    {
      run,
      ask: { layer },
      answer: curve,
    },
  ] = listener.answersTo("sample-size");
  const { profile } = listener.of("layer")[1].result;
  expect([run, layer]).toEqual([3, 1]);
  expect(curve.at(-1)?.n).toBe(profile.n);
  expect(curve.at(-1)?.isoScore).toBeCloseTo(profile.isoScore as number, 10);
  const [
    {
      answer: { cka },
    },
  ] = listener.answersTo("similarity");
  expect([cka[0], cka[4], cka[8]]).toEqual([1, 1, 1]);
  expect(cka[1]).toBe(cka[3]);
});

test("coordinates of neighbouring layers agree in sign", async () => {
  listener.ask({ kind: "analyse", run: 1, lines: linesOf(40, 5), settings });
  await listener.until(() => listener.of("layer").length === 3);
  const layers = listener.of("layer").map(({ result }) => result.profile.components);
  for (let k = 0; k < 3; k++) {
    const agreement = layers[1].coordinates.reduce(
      (sum, value, i) => sum + (i % layers[1].count === k ? value * layers[2].coordinates[i] : 0),
      0,
    );
    expect(agreement).toBeGreaterThanOrEqual(0);
  }
});

test.each([[["a"]], [["a", "a"]], [Array.from({ length: 50 }, () => words[0])]])(
  "too little text still gets an answer, never NaN: %j",
  async (lines) => {
    listener.ask({ kind: "analyse", run: 1, lines, settings });
    await listener.until(() => listener.of("finished").length === 1);
    for (const { result } of listener.of("layer")) {
      for (const [name, value] of Object.entries(result.profile)) {
        if (typeof value === "number") expect(value, name).not.toBeNaN();
      }
    }
  },
);

test("no text at all is a failure with a name", async () => {
  listener.ask({ kind: "analyse", run: 1, lines: [], settings });
  await listener.until(() => listener.of("failed").length === 1);
  expect(listener.of("failed")[0]).toEqual({ kind: "failed", run: 1, failure: { code: "no-text" } });
});
