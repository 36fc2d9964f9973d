import * as tf from "@tensorflow/tfjs-core";
import { afterAll, beforeEach, expect, test } from "vitest";
import { parseSafetensors, safetensorsMetadata } from "../../../src/encoder/safetensors.ts";
import { startHostInNode } from "../../../src/engine/backendNode.ts";
import { isDefined } from "../../../src/geometry/measure.ts";
import { tinyModel } from "../encoder/nodeFixtures.ts";
import { labRows as rows, labSettings as settings, LabListener } from "./labListener.ts";

const host = await startHostInNode(tinyModel("tiny-gelu").model, () => undefined);
afterAll(() => host.dispose());

let lab: LabListener;
beforeEach(() => {
  lab = new LabListener(() => Promise.resolve(host));
  lab.ask({ kind: "lab-data", data: 1, name: "rows.tsv", rows, classes: ["cats", "letters"] });
});

test("a run trains, looks at the held-out rows after each epoch, and learns what is there to learn", async () => {
  lab.ask({
    kind: "lab-start",
    run: 1,
    data: 1,
    settings: { ...settings, layer: 0, adapter: "linear", learningRate: 0.05 },
    playing: true,
  });
  await lab.trainedTo(100);
  expect(lab.of("lab-encoded")[0]).toMatchObject({ rows: 80, training: 64, truncated: 0 });
  const evaluations = lab.of("lab-evaluation").map(({ evaluation }) => evaluation);
  expect(evaluations).toHaveLength(21);
  expect(evaluations[20].accuracy).toBeGreaterThan(0.9);
  expect(evaluations[20].wrong.reduce((sum, wrong) => sum + wrong, 0) / 16).toBeCloseTo(
    1 - evaluations[20].accuracy,
    12,
  );
  expect(lab.steps().map(({ step }) => step)).toEqual(Array.from({ length: 100 }, (_, i) => i + 1));
});

test("λ acts on the next step, without a restart", async () => {
  lab.ask({ kind: "lab-start", run: 1, data: 1, settings, playing: true });
  await lab.until(() => lab.steps().length > 5);
  lab.ask({ kind: "lab-live", live: { lambda: -4, zeta: 0.2, learningRate: 0.01 } });
  await lab.trainedTo(150);
  const lambdas = lab.steps().map(({ lambda }) => lambda);
  expect(lambdas[0]).toBe(0);
  expect(lambdas.at(-1)).toBe(-4);
  expect(lambdas).toHaveLength(150);
});

test("paused, it waits; one step is one step; playing goes on", async () => {
  lab.ask({ kind: "lab-start", run: 1, data: 1, settings, playing: false });
  await lab.until(() => lab.of("lab-evaluation").length === 1);
  for (let step = 1; step <= 3; step++) {
    lab.ask({ kind: "lab-step" });
    await lab.until(() => lab.steps().length === step);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(lab.steps()).toHaveLength(step);
  }
  lab.ask({ kind: "lab-play" });
  await lab.trainedTo(20);
  expect(lab.steps()).toHaveLength(20);
});

test("a run has no end: it trains past the epochs of a sweep, and after a pause on from there with the λ that it is given", async () => {
  lab.ask({ kind: "lab-start", run: 1, data: 1, settings: { ...settings, epochs: 1 }, playing: true });
  await lab.trainedTo(40);
  expect(lab.steps()).toHaveLength(40);
  lab.ask({ kind: "lab-live", live: { lambda: 3, zeta: 0.2, learningRate: 0.01 } });
  lab.ask({ kind: "lab-play" });
  await lab.trainedTo(60);
  expect(lab.steps().map(({ step }) => step)).toEqual(Array.from({ length: 60 }, (_, i) => i + 1));
  expect(lab.steps().map(({ lambda }) => lambda)).toEqual(Array.from({ length: 60 }, (_, i) => (i < 40 ? 0 : 3)));
  expect(lab.of("lab-evaluation")).toHaveLength(13);
});

test("the same seed gives the same curve", async () => {
  lab.ask({ kind: "lab-start", run: 1, data: 1, settings, playing: true });
  await lab.trainedTo(20);
  const first = lab.steps();
  lab.events.length = 0;
  lab.ask({ kind: "lab-start", run: 2, data: 1, settings, playing: true });
  await lab.trainedTo(20, 2);
  expect(lab.steps()).toEqual(first);
});

test("a run that is replaced says nothing more", async () => {
  lab.ask({ kind: "lab-start", run: 1, data: 1, settings, playing: true });
  await lab.until(() => lab.steps().length > 3);
  lab.ask({ kind: "lab-start", run: 2, data: 1, settings, playing: true });
  const said = lab.events.length;
  await lab.trainedTo(20, 2);
  expect(lab.events.slice(said).some((event) => "run" in event && event.run === 1)).toBe(false);
});

test("a sweep trains each job, can be stopped, and its runs are those of the same settings alone", async () => {
  const jobs = [-3, 0, 3].map((lambda) => ({ lambda, seed: 2, trainingRows: 40 }));
  lab.ask({ kind: "lab-sweep", sweep: 1, data: 1, settings, jobs });
  await lab.until(() => lab.of("lab-sweep-finished").length === 1);
  const results = lab.of("lab-sweep-result").map(({ result }) => result);
  expect(results.map(({ lambda }) => lambda)).toEqual([-3, 0, 3]);
  const scores = results.map(({ isoScore }) => (isDefined(isoScore) ? isoScore : NaN));
  expect(scores[2]).toBeGreaterThan(scores[0]);
  lab.ask({ kind: "lab-start", run: 1, data: 1, settings: { ...settings, ...jobs[0] }, playing: true });
  await lab.trainedTo(20);
  expect(lab.of("lab-evaluation").at(-1)?.evaluation.accuracy).toBe(results[0].accuracy);

  lab.ask({ kind: "lab-sweep", sweep: 2, data: 1, settings: { ...settings, epochs: 200 }, jobs });
  lab.ask({ kind: "lab-sweep-stop" });
  await lab.until(() => lab.of("lab-sweep-finished").length === 2);
  expect(lab.of("lab-sweep-finished")[1]).toEqual({ kind: "lab-sweep-finished", sweep: 2, stopped: true });
});

test("λ shaken while it trains: the last value is the one that stays, and nothing piles up in memory", async () => {
  lab.ask({ kind: "lab-start", run: 1, data: 1, settings, playing: true });
  await lab.until(() => lab.steps().length > 20);
  const tensors: number[] = [];
  for (let move = 0; move < 3000; move++) {
    lab.ask({ kind: "lab-live", live: { lambda: 5 * Math.sin(move), zeta: 0.2, learningRate: 0.01 } });
    if (move % 50 !== 0) continue;
    await new Promise((resolve) => setTimeout(resolve, 20));
    tensors.push(tf.memory().numTensors);
  }
  lab.ask({ kind: "lab-live", live: { lambda: 1.5, zeta: 0.2, learningRate: 0.01 } });
  await lab.trainedTo(300);
  expect(lab.of("lab-failed")).toEqual([]);
  expect(lab.steps().map(({ step }) => step)).toEqual(Array.from({ length: 300 }, (_, i) => i + 1));
  expect(lab.steps().at(-1)?.lambda).toBe(1.5);
  expect(new Set(lab.steps().map(({ lambda }) => lambda)).size).toBeGreaterThan(20);
  // Between steps the same tensors live in the first half as in the second; within one there are a few more.
  const half = tensors.length / 2;
  expect(Math.min(...tensors.slice(half))).toBe(Math.min(...tensors.slice(0, half)));
  expect(Math.max(...tensors.slice(half))).toBeLessThanOrEqual(Math.max(...tensors.slice(0, half)) + 40);
});

test("reset in the middle of a sweep: the run trains from its first step, and the sweep goes on to its end", async () => {
  const jobs = [-3, 0, 3].map((lambda) => ({ lambda, seed: 2, trainingRows: 40 }));
  lab.ask({ kind: "lab-start", run: 1, data: 1, settings, playing: true });
  await lab.until(() => lab.steps().length > 3);
  lab.ask({ kind: "lab-sweep", sweep: 1, data: 1, settings, jobs });
  await lab.until(() => lab.of("lab-sweep-result").length === 1);
  const said = lab.events.length;
  lab.ask({ kind: "lab-start", run: 2, data: 1, settings, playing: true });
  await lab.trainedTo(20, 2);
  await lab.until(() => lab.of("lab-sweep-finished").length === 1);
  expect(lab.of("lab-sweep-result").map(({ result }) => result.lambda)).toEqual([-3, 0, 3]);
  expect(lab.of("lab-sweep-finished")[0].stopped).toBe(false);
  const later = lab.events.slice(said).flatMap((event) => (event.kind === "lab-steps" ? [event] : []));
  expect(later.every(({ run }) => run === 2)).toBe(true);
  expect(later.flatMap(({ steps }) => steps.map(({ step }) => step))).toEqual(
    Array.from({ length: 20 }, (_, i) => i + 1),
  );
  expect(lab.of("lab-failed")).toEqual([]);
});

test("data that can't be trained on is refused by name, and the next data works", async () => {
  lab.ask({
    kind: "lab-data",
    data: 2,
    name: "rows.tsv",
    rows: rows.map((row) => ({ ...row, label: "cats" })),
    classes: ["cats"],
  });
  await lab.until(() => lab.of("lab-failed").length === 1);
  expect(lab.of("lab-failed")[0].failure.code).toBe("one-class");
  lab.ask({ kind: "lab-data", data: 3, name: "rows.tsv", rows, classes: ["cats", "letters"] });
  lab.ask({ kind: "lab-start", run: 5, data: 3, settings, playing: true });
  await lab.trainedTo(20, 5);
});

test("a learning rate that makes the loss infinite stops the run in words", async () => {
  lab.ask({
    kind: "lab-start",
    run: 1,
    data: 1,
    settings: { ...settings, adapter: "linear", learningRate: 1e38 },
    playing: true,
  });
  await lab.until(() => lab.of("lab-failed").length === 1);
  expect(lab.of("lab-failed")[0].failure.code).toBe("loss-not-finite");
});

test("with encoder layers it first says what a step takes, waits, then trains, and can be saved and read", async () => {
  lab.ask({
    kind: "lab-start",
    run: 1,
    data: 1,
    settings: { ...settings, layersTrained: 1 },
    playing: false,
  });
  await lab.until(() => lab.of("lab-evaluation").length === 1);
  const [{ stepMilliseconds, stepsPerEpoch }] = lab.of("lab-estimate");
  expect(stepMilliseconds).toBeGreaterThan(0);
  expect(stepsPerEpoch).toBe(5);
  expect(lab.steps()).toEqual([]);
  lab.ask({ kind: "lab-play" });
  await lab.trainedTo(10);
  expect(lab.steps()).toHaveLength(10);
  lab.ask({ kind: "lab-save" });
  await lab.until(() => lab.of("lab-saved").length === 1);
  const { entries } = parseSafetensors(lab.of("lab-saved")[0].bytes);
  expect(entries.get("adapter.weight")?.shape).toHaveLength(2);
  expect([...entries.keys()].some((name) => name.includes("layer.1.attention"))).toBe(true);
});

test("a saved head, loaded, starts where it was saved; one that does not fit is refused by name", async () => {
  lab.ask({ kind: "lab-start", run: 1, data: 1, settings, playing: true });
  await lab.trainedTo(20);
  const trained = lab.of("lab-evaluation").at(-1)!.evaluation;
  lab.ask({ kind: "lab-save" });
  await lab.until(() => lab.of("lab-saved").length === 1);
  const saved = lab.of("lab-saved")[0].bytes.slice();
  lab.ask({ kind: "lab-start", run: 2, data: 1, settings, playing: false, saved });
  await lab.until(() => lab.of("lab-evaluation").some(({ run }) => run === 2));
  const loaded = lab.of("lab-evaluation").find(({ run }) => run === 2)!.evaluation;
  expect(loaded.crossEntropy).toBeCloseTo(trained.crossEntropy, 6);
  expect(loaded.accuracy).toBe(trained.accuracy);
  lab.ask({ kind: "lab-start", run: 3, data: 1, settings: { ...settings, width: 6 }, playing: false, saved });
  await lab.until(() => lab.of("lab-failed").length === 1);
  expect(lab.of("lab-failed")[0].failure.code).toBe("saved-file-invalid");
  expect(safetensorsMetadata(saved)).toMatchObject({
    classes: '["cats","letters"]',
    lambda: "0",
    model: "tiny-gelu",
    data: expect.stringMatching(/^\{"name":"rows.tsv","rows":80,"hash":"[0-9a-f]{64}"\}$/) as string,
  });
});

test("after training a layer, every layer is measured before and after: what lies below is the same, the top is not", async () => {
  lab.ask({
    kind: "lab-start",
    run: 1,
    data: 1,
    settings: { ...settings, layersTrained: 1, lambda: 5 },
    playing: true,
  });
  await lab.trainedTo(10);
  lab.ask({ kind: "lab-layers" });
  await lab.until(() => lab.of("lab-layers").length === 1);
  const [{ step, changes }] = lab.of("lab-layers");
  expect(step).toBe(10);
  expect(changes.map(({ layer }) => layer)).toEqual([0, 1, 2]);
  expect(changes[1].after).toEqual(changes[1].before);
  expect(changes[2].after.isoScoreStar).not.toEqual(changes[2].before.isoScoreStar);
  expect(changes[2].after.n).toBe(changes[2].before.n);
  // The layer that the loss was about, measured another way: as the run's own last look measured it.
  expect(changes[2].after.isoScoreStar).toBeCloseTo(lab.of("lab-evaluation").at(-1)!.evaluation.isoScore as number, 5);
  expect(changes[2].before.isoScoreStar).toBeCloseTo(lab.of("lab-evaluation")[0].evaluation.isoScore as number, 5);
  expect(changes[2].after.twoNN).toBeCloseTo(lab.of("lab-evaluation").at(-1)!.evaluation.twoNN as number, 4);
});

test("a head's run leaves the encoder as it is: its input has one measure, the adapter's output two", async () => {
  lab.ask({ kind: "lab-start", run: 1, data: 1, settings: { ...settings, lambda: 5 }, playing: true });
  await lab.trainedTo(20);
  lab.ask({ kind: "lab-layers" });
  await lab.until(() => lab.of("lab-layers").length === 1);
  const [input, adapter] = lab.of("lab-layers")[0].changes;
  expect(input).toMatchObject({ layer: 2, before: { n: 16, d: 12 } });
  expect(input.after).toEqual(input.before);
  expect(adapter.layer).toBe("adapter");
  const looks = lab.of("lab-evaluation").map(({ evaluation }) => evaluation.isoScore as number);
  expect(adapter.before.isoScoreStar).toBeCloseTo(looks[0], 6);
  expect(adapter.after.isoScoreStar).toBeCloseTo(looks.at(-1)!, 6);
});

test("a run outlives a change of the engine's model in host memory, and rows that come again are not encoded again", async () => {
  lab.ask({
    kind: "lab-start",
    run: 1,
    data: 1,
    settings: { ...settings, layersTrained: 1 },
    playing: true,
  });
  await lab.trainedTo(10);
  const before = tf.memory().numTensors;
  await lab.session.stop();
  expect(tf.memory().numTensors).toBeLessThan(before);
  lab.ask({ kind: "lab-show", load: 1, name: "trained" });
  await lab.until(() => lab.shown.length === 1);
  const [trained] = lab.shown;
  expect(trained.name).toBe("trained");
  expect(trained.weights.layers[0]).toBe(host.model.weights.layers[0]);
  expect(trained.weights.layers[1]).not.toEqual(host.model.weights.layers[1]);
  lab.ask({ kind: "lab-save" });
  await lab.until(() => lab.of("lab-saved").length === 1);

  const progress = lab.of("lab-progress").length;
  lab.ask({ kind: "lab-data", data: 2, name: "rows.tsv", rows, classes: ["cats", "letters"] });
  await lab.until(() => lab.of("lab-encoded").length === 2);
  expect(lab.of("lab-progress")).toHaveLength(progress);
  lab.ask({ kind: "lab-data", data: 3, name: "rows.tsv", rows: rows.slice(0, 60), classes: ["cats", "letters"] });
  await lab.until(() => lab.of("lab-encoded").length === 3);
  expect(lab.of("lab-progress").length).toBeGreaterThan(progress);
  // Other rows have no run yet: there is nothing to show.
  lab.ask({ kind: "lab-show", load: 2, name: "none" });
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(lab.shown).toHaveLength(1);
});

test("the share held out is the run's own, unless the data marks its rows", async () => {
  lab.ask({
    kind: "lab-start",
    run: 1,
    data: 1,
    settings: { ...settings, validationShare: 0.5 },
    playing: true,
  });
  await lab.trainedTo(5);
  expect(lab.of("lab-split")[0]).toMatchObject({ run: 1, training: 40, marked: false });
  expect(lab.of("lab-split")[0].heldOutRows).toHaveLength(40);
  expect(lab.of("lab-evaluation")[0].evaluation.classes).toHaveLength(40);

  const marked = rows.map((row, i) => (i < 30 ? { ...row, heldOut: true as const } : row));
  lab.ask({ kind: "lab-data", data: 2, name: "rows.tsv", rows: marked, classes: ["cats", "letters"] });
  lab.ask({
    kind: "lab-start",
    run: 2,
    data: 2,
    settings: { ...settings, validationShare: 0.5 },
    playing: true,
  });
  await lab.trainedTo(5, 2);
  expect(lab.of("lab-split")[1]).toMatchObject({ run: 2, training: 50, marked: true });
  expect([...lab.of("lab-split")[1].heldOutRows]).toEqual([...Array(30).keys()]);
});
