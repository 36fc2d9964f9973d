import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import type { AnalysisSettings } from "../../../src/engine/protocol/explorer.ts";
import type { EngineEvent } from "../../../src/engine/protocol/protocol.ts";
import type { AnswerEvent, QuestionId } from "../../../src/engine/protocol/question.ts";
import { EngineSession } from "../../../src/engine/session.ts";
import { vectorSource } from "../../../src/engine/vectorSource.ts";
import { defaultVectorOptions, type VectorCloud, type VectorOptions } from "../../../src/vectors/vectorCloud.ts";

const settings: AnalysisSettings = {
  unit: "tokens",
  pooling: "mean",
  includeSpecialTokens: false,
  zeta: 0,
  reference: "built-in",
  seed: 1,
  layers: "all",
};

/** A session without any model: vectors need none. */
class Listener {
  readonly events: EngineEvent[] = [];
  readonly session = new EngineSession({
    emit: (event) => {
      this.events.push(event);
      this.waiting?.();
    },
    readModel: () => Promise.reject(new Error("vectors ask for no model")),
    startHost: () => Promise.reject(new Error("vectors ask for no encoder")),
    keptModels: { list: () => Promise.resolve({ kept: [], unfinished: [] }), remove: () => Promise.resolve() },
    referenceLines: () => Promise.resolve([]),
  });
  private waiting: (() => void) | undefined;

  of<Kind extends EngineEvent["kind"]>(kind: Kind): Extract<EngineEvent, { kind: Kind }>[] {
    return this.events.filter((event): event is Extract<EngineEvent, { kind: Kind }> => event.kind === kind);
  }

  answersTo<Id extends QuestionId>(id: Id): Extract<AnswerEvent, { id: Id }>[] {
    return this.of("answer").filter((event): event is Extract<AnswerEvent, { id: Id }> => event.id === id);
  }

  async until(reached: () => boolean): Promise<void> {
    while (!reached()) await new Promise<void>((resolve) => (this.waiting = resolve));
  }

  open(
    run: number,
    id: number,
    name: string,
    options: Partial<VectorOptions> = {},
    change: Partial<AnalysisSettings> = {},
  ): void {
    const file = new File([readFileSync(join(import.meta.dirname, "../../golden/vectors", name))], name);
    this.session.handle({
      kind: "analyse-vectors",
      run,
      vectors: { id, files: [file], options: { ...defaultVectorOptions, ...options } },
      settings: { ...settings, ...change },
    });
  }
}

let listener: Listener;
beforeEach(() => {
  listener = new Listener();
});

test("a file of vectors is opened, measured layer by layer and finished, without a model", async () => {
  listener.open(1, 1, "half.safetensors");
  await listener.until(() => listener.of("finished").length === 1);
  const kinds = listener.events.filter(({ kind }) => kind !== "progress").map(({ kind }) => kind);
  expect(kinds).toEqual([
    "opened",
    "layer",
    "layer",
    "layer",
    "shrunk",
    "intervals",
    "intervals",
    "intervals",
    "finished",
  ]);
  const [{ vectors }] = listener.of("opened");
  expect(vectors).toMatchObject({
    file: "half.safetensors",
    dtype: "float16",
    n: 5,
    detected: { label: "label", text: null },
  });
  expect(vectors.layers).toEqual(["layer_0", "layer_2", "layer_10"].map((name) => ({ name, d: 3 })));
  expect([...vectors.points.position]).toEqual([0, 1, 2, 3, 4]);
});

test("rows that are not finite are counted and can be dropped; what was there before still answers", async () => {
  listener.open(1, 1, "stored.npz");
  await listener.until(() => listener.of("finished").length === 1);
  listener.open(2, 2, "not_finite.parquet");
  await listener.until(() => listener.of("failed").length === 1);
  expect(listener.of("failed")[0].failure).toMatchObject({ code: "vectors", droppableRows: 2 });
  listener.session.handle({ kind: "question", id: "neighbours", run: 1, ask: { layer: 0, point: 0 } });
  await listener.until(() => listener.answersTo("neighbours").length === 1);
  listener.open(3, 2, "not_finite.parquet", { dropNotFinite: true });
  await listener.until(() => listener.of("finished").length === 2);
  expect(listener.of("opened")[1].vectors).toMatchObject({ n: 2, dropped: 2 });
  expect([...listener.of("opened")[1].vectors.points.position]).toEqual([0, 3]);
});

test("neighbours are of the whole cloud, with their words", async () => {
  listener.open(1, 1, "stored.npz");
  await listener.until(() => listener.of("finished").length === 1);
  listener.session.handle({ kind: "question", id: "neighbours", run: 1, ask: { layer: 0, point: 3 } });
  await listener.until(() => listener.answersTo("neighbours").length === 1);
  const [{ answer: neighbours }] = listener.answersTo("neighbours");
  // (1, 1, 1) and (0, −1.5, 2.25) differ by (1, 2.5, −1.25).
  expect(neighbours[0]).toEqual({ distance: Math.sqrt(1 + 6.25 + 1.5625), point: 0, row: 0, words: ["cat", "one"] });
  expect(neighbours.map(({ distance }) => distance)).toEqual(
    neighbours.map(({ distance }) => distance).toSorted((a, b) => a - b),
  );
});

test("vectors have no built-in reference; a kept run of the same kind serves, one of another does not", async () => {
  listener.open(1, 1, "stored.npz", {}, { zeta: 0.5 });
  await listener.until(() => listener.of("failed").length === 1);
  expect(listener.of("failed")[0].failure).toEqual({ code: "no-built-in-reference" });
  listener.session.handle({ kind: "keep-reference" });
  listener.open(2, 1, "stored.npz", {}, { zeta: 1, reference: "kept" });
  await listener.until(() => listener.of("shrunk").length === 1);
  const { profile } = listener.of("layer")[0].result;
  expect(listener.of("shrunk")[0].scores[0].isoScoreStar).toBeCloseTo(profile.isoScore as number, 12);
  listener.open(3, 2, "half.safetensors", {}, { zeta: 1, reference: "kept" });
  await listener.until(() => listener.of("failed").length === 2);
  expect(listener.of("failed")[1].failure).toEqual({ code: "reference-does-not-fit" });
});

test("the same file is read once, whatever the seed", async () => {
  listener.open(1, 7, "stored.npz");
  await listener.until(() => listener.of("finished").length === 1);
  const before = listener.of("progress").filter(({ stage }) => stage === "read").length;
  listener.open(2, 7, "stored.npz", {}, { seed: 2 });
  await listener.until(() => listener.of("finished").length === 2);
  expect(listener.of("progress").filter(({ stage }) => stage === "read")).toHaveLength(before);
});

test("of many points a seeded choice is drawn, with its own words and rows", () => {
  const n = 50;
  const values = Float32Array.from({ length: n * 2 }, (_, i) => i);
  const rows = Uint32Array.from({ length: n }, (_, i) => 2 * i);
  const columns = [
    {
      name: "label",
      entries: Array.from({ length: n }, (_, i) => `row ${2 * i}`),
      codes: Uint32Array.from({ length: n }, (_, i) => i),
    },
  ];
  const cloud: VectorCloud = {
    file: "a.npy",
    dtype: "float32",
    layers: [{ name: "a", cloud: { values, n, d: 2 } }],
    n,
    columns,
    detected: { label: "label", text: null },
    arrays: [],
    array: null,
    leftOut: [],
    rows,
    dropped: n,
  };
  const source = vectorSource(cloud, 3, 20);
  const event = source.arrival(1);
  if (event.kind !== "opened") throw new Error("vectors are said to be opened");
  const {
    points,
    columns: [drawn],
  } = event.vectors;
  expect([points.n, source.drawn?.length, event.vectors.n]).toEqual([20, 20, n]);
  expect([...source.drawn!]).toEqual([...source.drawn!].sort((a, b) => a - b));
  points.position.forEach((row, i) => {
    expect(row).toBe(2 * source.drawn![i]);
    expect(drawn.entries[drawn.codes[i]]).toBe(`row ${row}`);
  });
  expect(vectorSource(cloud, 3, 20).drawn).toEqual(source.drawn);
  expect(vectorSource(cloud, 4, 20).drawn).not.toEqual(source.drawn);
});
