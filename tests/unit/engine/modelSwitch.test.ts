/** One model in place of another, on real encoders. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { EncoderError } from "../../../src/encoder/encoderError.ts";
import type { EncoderModel } from "../../../src/encoder/model.ts";
import { startHostInNode } from "../../../src/engine/backendNode.ts";
import type { EncoderHost } from "../../../src/engine/encoderHost.ts";
import type { AnalysisSettings } from "../../../src/engine/protocol/explorer.ts";
import type { EngineEvent, EngineRequest } from "../../../src/engine/protocol/protocol.ts";
import type { AnswerEvent, QuestionId } from "../../../src/engine/protocol/question.ts";
import { EngineSession } from "../../../src/engine/session.ts";
import { tinyModel } from "../encoder/nodeFixtures.ts";

const small = tinyModel("tiny-gelu").model;
const wide = tinyModel("tiny-relu").model;
/** Reads well and computes nothing but NaN, which is seen when it is started. */
const broken: EncoderModel = {
  ...wide,
  name: "broken",
  weights: { ...wide.weights, wordEmbeddings: wide.weights.wordEmbeddings.map(() => NaN) },
};

const settings: AnalysisSettings = {
  unit: "tokens",
  pooling: "mean",
  includeSpecialTokens: true,
  zeta: 0,
  reference: "built-in",
  seed: 1,
  layers: "all",
};
const lines = ["a b c", "the cat sat", "the mat", "a cat", "b c a c"];

/** A session whose models lie ready by name, except "missing", and "slow", which comes when it is let through. */
class Listener {
  readonly events: EngineEvent[] = [];
  readonly session: EngineSession;
  letThrough = (): void => undefined;
  private readonly gate = new Promise<void>((resolve) => (this.letThrough = resolve));
  private readonly hosts: EncoderHost[] = [];
  private waiting: (() => void) | undefined;

  constructor() {
    const emit = (event: EngineEvent) => {
      this.events.push(event);
      this.waiting?.();
    };
    this.session = new EngineSession({
      emit,
      readModel: (source, { signal, onProgress }) =>
        this.read(source.from === "url" ? source.url : "", signal, onProgress),
      startHost: async (model) => {
        const host = await startHostInNode(model, ({ encoder, backend }) => {
          const { name, config } = encoder.model;
          emit({
            kind: "ready",
            backend: { name: backend.name, device: backend.device, skipped: [] },
            model: { name, layers: config.layers, d: config.hiddenSize, maximumTokens: config.maximumTokens },
          });
        });
        this.hosts.push(host);
        return host;
      },
      keptModels: { list: () => Promise.resolve({ kept: [], unfinished: [] }), remove: () => Promise.resolve() },
      referenceLines: () => Promise.resolve(lines),
    });
  }

  private async read(
    name: string,
    signal: AbortSignal,
    onProgress: (stage: "download", done: number, total: number) => void,
  ): Promise<EncoderModel> {
    onProgress("download", 1, 2);
    if (name === "slow") await this.gate;
    signal.throwIfAborted();
    if (name === "missing") throw new EncoderError("download-failed", { detail: "unreachable", url: "missing" });
    return { small, wide, broken, slow: wide }[name]!;
  }

  ask(request: EngineRequest): void {
    this.session.handle(request);
  }

  load(load: number, name: string): void {
    this.ask({ kind: "load-model", load, source: { from: "url", url: name } });
  }

  of<Kind extends EngineEvent["kind"]>(kind: Kind): Extract<EngineEvent, { kind: Kind }>[] {
    return this.events.filter((event): event is Extract<EngineEvent, { kind: Kind }> => event.kind === kind);
  }

  answersTo<Id extends QuestionId>(id: Id): Extract<AnswerEvent, { id: Id }>[] {
    return this.of("answer").filter((event): event is Extract<AnswerEvent, { id: Id }> => event.id === id);
  }

  async until(reached: () => boolean): Promise<void> {
    while (!reached()) await new Promise<void>((resolve) => (this.waiting = resolve));
  }

  /** Runs the text and returns what its layers are. */
  async analyse(run: number): Promise<{ d: number; largest: number }[]> {
    this.ask({ kind: "analyse", run, lines, settings });
    await this.until(() => this.of("finished").some((event) => event.run === run));
    return this.of("layer")
      .filter((event) => event.run === run)
      .map(({ result }) => ({ d: result.profile.d, largest: result.profile.eigenvalues[0] }));
  }

  end(): void {
    for (const host of this.hosts) host.dispose();
  }
}

let listener: Listener;
beforeEach(() => {
  listener = new Listener();
  listener.ask({ kind: "start", source: { from: "url", url: "small" } });
});
afterEach(() => listener.end());

test("another model takes the place of the first, and the same text has the other's geometry", async () => {
  const before = await listener.analyse(1);
  listener.load(1, "wide");
  await listener.until(() => listener.of("model-loaded").length === 1);
  expect(listener.of("ready").map(({ model }) => model.name)).toEqual(["tiny-gelu", "tiny-relu"]);
  const after = await listener.analyse(2);
  expect(before.map(({ d }) => d)).toEqual(
    Array.from({ length: small.config.layers + 1 }, () => small.config.hiddenSize),
  );
  expect(after.map(({ d }) => d)).toEqual(Array.from({ length: wide.config.layers + 1 }, () => wide.config.hiddenSize));
  // And back: nothing of the other is left.
  listener.session.showModel(2, small);
  await listener.until(() => listener.of("model-loaded").length === 2);
  expect(await listener.analyse(3)).toEqual(before);
});

test("a model that can't be had leaves the old one at work, undisturbed", async () => {
  const before = await listener.analyse(1);
  listener.load(1, "missing");
  await listener.until(() => listener.of("model-failed").length === 1);
  expect(listener.of("model-failed")[0]).toMatchObject({
    load: 1,
    failure: { code: "model-download" },
    restarted: false,
  });
  expect(listener.of("ready")).toHaveLength(1);
  // What was measured is still there to be asked.
  listener.ask({ kind: "question", id: "similarity", run: 1, ask: {} });
  await listener.until(() => listener.answersTo("similarity").length === 1);
  expect(await listener.analyse(2)).toEqual(before);
});

test("a model that does not start is taken off again, and the old one is back", async () => {
  const before = await listener.analyse(1);
  listener.load(1, "broken");
  await listener.until(() => listener.of("model-failed").length === 1);
  expect(listener.of("model-failed")[0]).toMatchObject({ failure: { code: "model-file" }, restarted: true });
  expect(listener.of("ready").at(-1)!.model.name).toBe("tiny-gelu");
  expect(await listener.analyse(2)).toEqual(before);
});

test("while a model's files are read the old one answers; what it was busy with ends when the new one starts", async () => {
  listener.load(1, "slow");
  const before = await listener.analyse(1);
  expect(before[0].d).toBe(small.config.hiddenSize);
  listener.ask({
    kind: "analyse",
    run: 2,
    lines: Array.from({ length: 3000 }, (_, i) => lines[i % lines.length]),
    settings,
  });
  await listener.until(() => listener.of("encoded").length === 2);
  listener.letThrough();
  await listener.until(() => listener.of("model-loaded").length === 1);
  expect(listener.of("finished").map(({ run }) => run)).toEqual([1]);
  expect((await listener.analyse(3))[0].d).toBe(wide.config.hiddenSize);
});

test("what is asked while the models change is answered by the new one", async () => {
  await listener.analyse(1);
  listener.session.showModel(1, wide);
  // By the next task the old encoder is off its device and the new one is being started.
  await new Promise((resolve) => setImmediate(resolve));
  expect(listener.of("model-loaded")).toHaveLength(0);
  expect((await listener.analyse(2)).map(({ d }) => d)).toEqual(
    Array.from({ length: wide.config.layers + 1 }, () => wide.config.hiddenSize),
  );
});

test("a cancelled load changes nothing", async () => {
  const before = await listener.analyse(1);
  listener.load(1, "slow");
  listener.ask({ kind: "cancel-load", load: 1 });
  listener.letThrough();
  await listener.until(() => listener.of("model-cancelled").length === 1);
  expect(listener.of("model-cancelled")[0]).toEqual({ kind: "model-cancelled", load: 1, restarted: false });
  expect(await listener.analyse(2)).toEqual(before);
});

test("a newer load supersedes an older one, even one that is already being started", async () => {
  await listener.analyse(1);
  listener.load(1, "wide");
  await listener.until(() => listener.of("model-progress").length === 1);
  listener.load(2, "small");
  await listener.until(() => listener.of("model-loaded").length === 1);
  expect(listener.of("model-cancelled").map(({ load }) => load)).toEqual([1]);
  expect(listener.of("model-loaded")[0].load).toBe(2);
  expect((await listener.analyse(2))[0].d).toBe(small.config.hiddenSize);
});

test("a model can be loaded where the first one could not", async () => {
  listener.end();
  listener = new Listener();
  listener.ask({ kind: "start", source: { from: "url", url: "missing" } });
  await listener.until(() => listener.of("failed").length === 1);
  listener.load(1, "wide");
  await listener.until(() => listener.of("model-loaded").length === 1);
  expect((await listener.analyse(1))[0].d).toBe(wide.config.hiddenSize);
});

test("a kept reference of the old model is kept no longer", async () => {
  await listener.analyse(1);
  listener.ask({ kind: "keep-reference" });
  listener.load(1, "wide");
  await listener.until(() => listener.of("model-loaded").length === 1);
  listener.ask({ kind: "analyse", run: 2, lines, settings: { ...settings, zeta: 0.5, reference: "kept" } });
  await listener.until(() => listener.of("failed").length === 1);
  expect(listener.of("failed")[0].failure.code).toBe("no-kept-reference");
});

test("the built-in reference is made anew by the new model", async () => {
  for (const [run, name] of [
    [1, "small"],
    [2, "wide"],
  ] as const) {
    listener.load(run, name);
    await listener.until(() => listener.of("model-loaded").length === run);
    // The reference text is the text itself: shrinking all the way to it changes nothing.
    listener.ask({ kind: "analyse", run, lines, settings: { ...settings, zeta: 1 } });
    await listener.until(() => listener.of("finished").some((event) => event.run === run));
    const { scores } = listener.of("shrunk").at(-1)!;
    const own = listener
      .of("layer")
      .filter((event) => event.run === run)
      .map(({ result }) => result.profile.isoScore);
    scores.forEach(({ isoScoreStar }, layer) => expect(isoScoreStar).toBeCloseTo(own[layer] as number, 9));
  }
});

test("weights that give no hidden states are named, not the backends that computed them", async () => {
  await expect(startHostInNode(broken, () => undefined)).rejects.toMatchObject({
    code: "tensor-not-finite",
    fault: { detail: "states-beyond-float32" },
  });
});
