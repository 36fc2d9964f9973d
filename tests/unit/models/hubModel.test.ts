/** Models from a server that behaves like the Hub, over real connections, into a real folder. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { parseSafetensors } from "../../../src/encoder/safetensors.ts";
import { writeSafetensors } from "../../../src/encoder/safetensorsWriter.ts";
import type { FileStore } from "../../../src/models/fileStore.ts";
import { folderStore } from "../../../src/models/folderStore.ts";
import { readHubModel, type HubModel } from "../../../src/models/hubAddress.ts";
import { loadHubModel, type HubModelOptions } from "../../../src/models/hubModel.ts";
import { folderOf, listKept, listUnfinished, removeKept } from "../../../src/models/keptModels.ts";
import { memoryStore } from "../../../src/models/memoryStore.ts";
import type { ModelError } from "../../../src/models/modelFault.ts";
import { commit, HubServer } from "../../hub/hubServer.ts";
import { readGolden } from "../encoder/nodeFixtures.ts";

const files = Object.fromEntries(
  ["config.json", "tokenizer.json", "model.safetensors"].map((name) => [name, readGolden(`tiny-relu/${name}`)]),
);
const weightsBytes = files["model.safetensors"].length;
const allBytes = Object.values(files).reduce((sum, { length }) => sum + length, 0);
const plenty = { limit: 2 ** 32, hiddenStates: 2 ** 28 };

const server = new HubServer();
let folder: string;
let store: FileStore;
let progress: [number, number | undefined][];
beforeAll(() => server.start());
afterAll(() => server.stop());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "isoscope-models-"));
  store = folderStore(folder);
  progress = [];
  server.trouble = {};
  server.requests.length = 0;
  server.publish("lab/tiny", files);
});
afterEach(() => rmSync(folder, { recursive: true }));

function model(name = "lab/tiny", revision = "main"): HubModel {
  return readHubModel({ name, revision, baseUrl: server.baseUrl });
}

function load(wanted: HubModel = model(), options: Partial<HubModelOptions> = {}) {
  const { signal } = new AbortController();
  return loadHubModel(wanted, {
    store,
    signal,
    memory: plenty,
    onProgress: (received, total) => progress.push([received, total]),
    ...options,
  });
}

/** The bytes of weights that were asked for so far. */
const weightRequests = () => server.requests.filter((request) => request.startsWith("storage/"));

describe("a model by name", () => {
  test("is fetched with progress in bytes, at the commit that its branch stands for, and has the file's own weights", async () => {
    const { name, config, weights } = await load();
    expect(name).toBe("lab/tiny");
    expect(config.activation).toBe("relu");
    const stored = parseSafetensors(files["model.safetensors"]).entries;
    expect(stored.size).toBeGreaterThan(0);
    expect(weights.wordEmbeddings).toHaveLength(config.vocabularySize * config.embeddingSize);
    expect(progress.at(-1)).toEqual([allBytes, allBytes]);
    for (let i = 1; i < progress.length; i++) expect(progress[i][0]).toBeGreaterThanOrEqual(progress[i - 1][0]);
    expect(server.requests[0]).toBe("/api/models/lab/tiny/revision/main");
    expect(server.requests.slice(1, 4)).toEqual(
      ["config.json", "tokenizer.json", "model.safetensors"].map((file) => `/lab/tiny/resolve/${commit}/${file}`),
    );
    expect(weightRequests()).toEqual(["storage/model.safetensors"]);
  });

  test("is kept, listed with its size, and loaded again without the network", async () => {
    const first = await load();
    expect(await listKept(store)).toEqual([{ ...model(), commit, bytes: allBytes }]);
    server.requests.length = 0;
    const again = await load();
    expect(server.requests).toEqual([]);
    expect(again.weights).toEqual(first.weights);
    await removeKept(store, model());
    expect(await listKept(store)).toEqual([]);
    expect(readdirSync(folder)).toEqual([]);
  });

  test("at two revisions is two models", async () => {
    await load();
    expect((await load(model("lab/tiny", commit))).name).toBe(`lab/tiny@${commit}`);
    expect((await listKept(store)).map(({ revision }) => revision)).toEqual([commit, "main"]);
  });

  test("that the disk has lost a part of is fetched again, that part alone", async () => {
    await load();
    const path = join(folder, folderOf(model()), "model.safetensors");
    truncateSync(path, 1000);
    server.requests.length = 0;
    await load();
    expect(weightRequests()).toEqual(["storage/model.safetensors bytes=1000-"]);
    expect(readFileSync(path)).toEqual(files["model.safetensors"]);
  });

  test.each([["model.safetensors"], ["tokenizer.json"]])(
    "whose %s the disk has changed is fetched again: damaged weights give figures like any others",
    async (file) => {
      const first = await load();
      const path = join(folder, folderOf(model()), file);
      const changed = Uint8Array.from(readFileSync(path));
      // The last mantissa byte of a weight; a letter of a token.
      changed[file === "tokenizer.json" ? changed.indexOf(0x74, changed.length / 2) : changed.length - 3]! ^= 1;
      writeFileSync(path, changed);
      const again = await load();
      expect(again.weights).toEqual(first.weights);
      expect(Buffer.from(readFileSync(path)).equals(Buffer.from(files[file]!))).toBe(true);
    },
  );

  test("comes from a plain mirror too, which lists nothing", async () => {
    server.trouble = { noListing: true };
    await load();
    expect(await listKept(store)).toEqual([{ ...model(), commit: undefined, bytes: allBytes }]);
    expect(progress.at(-1)).toEqual([allBytes, allBytes]);
  });

  test.each([false, true])(
    "follows its files of sentence-transformers, also when it is kept (no list: %s)",
    async (noListing) => {
      const text = (json: unknown) => new TextEncoder().encode(JSON.stringify(json));
      const step = (path: string, type: string) => ({ path, type: `sentence_transformers.models.${type}` });
      server.trouble = { noListing };
      server.publish("lab/sentences", {
        ...files,
        "modules.json": text([step("", "Transformer"), step("1_Pooling", "Pooling"), step("2_Dense", "Dense")]),
        "1_Pooling/config.json": text({ pooling_mode_cls_token: true, pooling_mode_mean_tokens: false }),
        "sentence_bert_config.json": text({ max_seq_length: 7, do_lower_case: true }),
        "tokenizer_config.json": text({ model_max_length: 9 }),
      });
      const own = { pooling: "cls", maximumTokens: 7, lowercases: true, notFollowed: ["2_Dense"] };
      const fetched = await load(model("lab/sentences"));
      expect(fetched.sentences).toEqual(own);
      expect(fetched.tokenizer.maximumTokens).toBe(7);
      server.requests.length = 0;
      expect((await load(model("lab/sentences"))).sentences).toEqual(own);
      expect(server.requests).toEqual([]);
      await removeKept(store, model("lab/sentences"));
    },
  );

  test("in shards is read as one", async () => {
    const { bytes, entries } = parseSafetensors(files["model.safetensors"]);
    const tensors = [...entries].map(([name, { dtype, shape, start, end }]) => ({
      name,
      dtype: dtype as "F32",
      shape,
      bytes: bytes.slice(start, end),
    }));
    const shards = [tensors.slice(0, 9), tensors.slice(9)].map((part) => writeSafetensors(part, {}));
    const names = shards.map((_, i) => `model-0000${i + 1}-of-00002.safetensors`);
    const index = {
      metadata: { total_size: 1 },
      weight_map: Object.fromEntries(tensors.map(({ name }, i) => [name, names[i < 9 ? 0 : 1]])),
    };
    const sharded = {
      "config.json": files["config.json"],
      "tokenizer.json": files["tokenizer.json"],
      [names[0]]: shards[0],
      [names[1]]: shards[1],
      "model.safetensors.index.json": new TextEncoder().encode(JSON.stringify(index)),
    };
    server.publish("lab/sharded", sharded);
    const whole = await load();
    for (const noListing of [false, true]) {
      server.trouble = { noListing };
      await removeKept(store, model("lab/sharded"));
      expect((await load(model("lab/sharded"))).weights).toEqual(whole.weights);
      server.requests.length = 0;
      expect((await load(model("lab/sharded"))).weights).toEqual(whole.weights);
      expect(server.requests).toEqual([]);
    }
  });
});

/** A stream that breaks drops what it has not handed on yet: how much came is known only from what was asked for next. */
function expectResumed(requests: readonly string[], most: number): void {
  const starts = requests.map((request) =>
    Number(/^storage\/model\.safetensors(?: bytes=(\d+)-)?$/.exec(request)?.[1] ?? 0),
  );
  for (const start of starts.slice(1)) {
    expect(start).toBeGreaterThan(0);
    expect(start).toBeLessThanOrEqual(most);
  }
}

describe("a connection that is cut", () => {
  test("is taken up where it broke", async () => {
    server.trouble = { cut: { times: 1, after: 12_000 } };
    await load();
    expect(weightRequests()).toHaveLength(2);
    expectResumed(weightRequests(), 12_000);
    expect(readFileSync(join(folder, folderOf(model()), "model.safetensors"))).toEqual(files["model.safetensors"]);
    expect((await listKept(store))[0].bytes).toBe(allBytes);
  });

  test("begins again from the start where the server knows no ranges", async () => {
    server.trouble = { cut: { times: 1, after: 12_000 }, noRanges: true };
    await load();
    expect(weightRequests()).toHaveLength(2);
    expect(readFileSync(join(folder, folderOf(model()), "model.safetensors"))).toEqual(files["model.safetensors"]);
  });

  test("again and again is told with what came, and the next visit goes on there", async () => {
    server.trouble = { cut: { times: 99, after: 4000 } };
    const broken = await load().then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(broken).toMatchObject({ fault: { code: "cut", file: "model.safetensors", total: weightsBytes } });
    const { received } = (broken as ModelError).fault as { readonly received: number };
    expect(received).toBeGreaterThan(0);
    expect(received).toBeLessThanOrEqual(16_000);
    expect(await listKept(store)).toEqual([]);
    const [{ bytes, ...unfinished }] = await listUnfinished(store);
    expect(unfinished).toEqual({ ...model(), commit });
    // With the small files and the record.
    expect(bytes).toBeGreaterThan(received);
    expect(bytes).toBeLessThan(weightsBytes);
    // Whether it fits in memory, what has come tells: no more of the weights is asked for.
    server.trouble = {};
    server.requests.length = 0;
    await expect(load(model(), { memory: { limit: 50_000, hiddenStates: 0 } })).rejects.toMatchObject({
      fault: { code: "too-little-memory" },
    });
    expect(weightRequests()).toEqual([]);
    server.trouble = {};
    server.requests.length = 0;
    await load();
    expect(weightRequests()).toEqual([`storage/model.safetensors bytes=${received}-`]);
  });

  test("does not mix two states of a file: what was left of an older one is fetched anew", async () => {
    server.trouble = { cut: { times: 99, after: 4000 } };
    await expect(load()).rejects.toMatchObject({ fault: { code: "cut" } });
    server.trouble = {};
    // The same length, other values.
    const other = files["model.safetensors"].with(weightsBytes - 2, files["model.safetensors"][weightsBytes - 2] ^ 1);
    server.publish("lab/tiny", { ...files, "model.safetensors": other });
    await load();
    expect(readFileSync(join(folder, folderOf(model()), "model.safetensors"))).toEqual(Buffer.from(other));
  });

  test("by the person leaves what came, and rejects with their reason", async () => {
    server.trouble = { slow: 20 };
    const controller = new AbortController();
    const loading = load(model(), {
      signal: controller.signal,
      onProgress: (received) => {
        if (received > files["config.json"].length + files["tokenizer.json"].length + 2000)
          controller.abort(new Error("enough"));
      },
    });
    await expect(loading).rejects.toThrow("enough");
    server.trouble = {};
    server.requests.length = 0;
    await load();
    expect(weightRequests()[0]).toMatch(/bytes=\d{4,}-$/);
  });
});

describe("what can't be had is told apart", () => {
  test.each([
    [
      "no such model, as the Hub says it",
      "lab/none",
      "main",
      {},
      { code: "not-permitted", name: "lab/none", gated: false },
    ],
    [
      "a gated model",
      "lab/tiny",
      "main",
      { status: { path: /resolve/, status: 403, code: "GatedRepo" } },
      { code: "not-permitted", gated: true },
    ],
    ["no such revision", "lab/tiny", "v9", {}, { code: "no-such-revision", name: "lab/tiny", revision: "v9" }],
    [
      "no such model, at a server that says so",
      "lab/tiny",
      "main",
      { status: { path: /./, status: 404, code: "RepoNotFound" } },
      { code: "no-such-model", name: "lab/tiny" },
    ],
    [
      "nothing of a model at that address",
      "lab/tiny",
      "main",
      { status: { path: /./, status: 404 } },
      { code: "file-missing", file: "config.json" },
    ],
    [
      "a server in trouble",
      "lab/tiny",
      "main",
      { status: { path: /resolve/, status: 503 } },
      { code: "server-error", status: 503 },
    ],
    [
      "a checksum that fails",
      "lab/tiny",
      "main",
      { damaged: true },
      { code: "wrong-checksum", file: "model.safetensors" },
    ],
    [
      "a length that is not the list's",
      "lab/tiny",
      "main",
      { short: 100 },
      { code: "wrong-length", file: "model.safetensors", expected: weightsBytes, received: weightsBytes - 100 },
    ],
    [
      "a server that wants patience for long",
      "lab/tiny",
      "main",
      { tooMany: { times: 9, retryAfter: "3600" } },
      { code: "rate-limited", seconds: 3600 },
    ],
    [
      "a server that wants patience twice",
      "lab/tiny",
      "main",
      { tooMany: { times: 9, retryAfter: "0" } },
      { code: "rate-limited", seconds: 0 },
    ],
  ])("%s", async (_, name, revision, trouble, fault) => {
    server.trouble = trouble;
    await expect(load(model(name, revision))).rejects.toMatchObject({ fault });
    expect(await listKept(store)).toEqual([]);
  });

  test("no server", async () => {
    await expect(load(readHubModel({ name: "lab/tiny", baseUrl: "http://127.0.0.1:9" }))).rejects.toMatchObject({
      fault: { code: "unreachable", host: "127.0.0.1:9" },
    });
  });

  test.each([[true], [false]])("weights in the old format alone, with a list: %s", async (listed) => {
    server.trouble = { noListing: !listed };
    server.publish("lab/old", {
      "config.json": files["config.json"],
      "tokenizer.json": files["tokenizer.json"],
      "pytorch_model.bin": new Uint8Array(20_000),
    });
    await expect(load(model("lab/old"))).rejects.toMatchObject({
      fault: { code: "no-safetensors", name: "lab/old", found: "pytorch_model.bin" },
    });
    // It is asked for, never read.
    expect(weightRequests().filter((request) => !request.includes("bytes=0-0"))).toEqual([]);
  });

  test("an architecture that is not supported, before any weights", async () => {
    const config = JSON.parse(new TextDecoder().decode(files["config.json"])) as object;
    server.publish("lab/other", {
      ...files,
      "config.json": new TextEncoder().encode(JSON.stringify({ ...config, model_type: "gpt2" })),
    });
    await expect(load(model("lab/other"))).rejects.toMatchObject({ code: "architecture-unsupported" });
    expect(weightRequests()).toEqual([]);
  });

  test("a model that does not fit, before its weights have come", async () => {
    server.trouble = { slow: 5 };
    await expect(load(model(), { memory: { limit: 50_000, hiddenStates: 0 } })).rejects.toMatchObject({
      fault: { code: "too-little-memory", name: "lab/tiny", limit: 50_000 },
    });
    expect(progress.at(-1)![0]).toBeLessThan(allBytes);
  });

  test("shards that an index puts elsewhere", async () => {
    for (const shard of ["../../secret.safetensors", "a/b.safetensors", "model.bin", 7]) {
      server.publish("lab/tiny", {
        "config.json": files["config.json"],
        "tokenizer.json": files["tokenizer.json"],
        "model.safetensors.index.json": new TextEncoder().encode(JSON.stringify({ weight_map: { a: shard } })),
      });
      await expect(load()).rejects.toMatchObject({ fault: { code: "index-invalid" } });
      await removeKept(store, model());
    }
  });
});

describe("a server that wants patience", () => {
  test("is obeyed once", async () => {
    server.trouble = { tooMany: { times: 1, retryAfter: "1" } };
    const start = performance.now();
    await load();
    expect(performance.now() - start).toBeGreaterThan(950);
  });

  test("may be left in the middle of the wait", async () => {
    server.trouble = { tooMany: { times: 1, retryAfter: "30" } };
    const controller = new AbortController();
    setTimeout(() => controller.abort(new Error("enough")), 50);
    await expect(load(model(), { signal: controller.signal })).rejects.toThrow("enough");
  });
});

describe("a store that refuses", () => {
  /** A disk with room for so many bytes: what is written past them fails as a full disk does. */
  function nearlyFull(room: number): FileStore {
    const inner = memoryStore();
    let left = room;
    const take = (bytes: number) => {
      if (bytes > left) throw new DOMException("full", "QuotaExceededError");
      left -= bytes;
    };
    return {
      ...inner,
      write: async (name, file, bytes) => {
        take(bytes.length);
        return inner.write(name, file, bytes);
      },
      append: async (name, file) => {
        const appender = await inner.append(name, file);
        return {
          get size() {
            return appender.size;
          },
          clear: appender.clear,
          close: appender.close,
          write: async (bytes) => {
            take(bytes.length);
            await appender.write(bytes);
          },
        };
      },
    };
  }

  test.each([[0], [1000], [5000], [20_000]])(
    "after %d bytes loads the model all the same, and keeps nothing of it",
    async (room) => {
      const full = nearlyFull(room);
      server.trouble = { slow: 1 };
      const { config } = await load(model(), { store: full });
      expect(config.activation).toBe("relu");
      expect(await listKept(full)).toEqual([]);
      expect(await full.folders()).toEqual([]);
    },
  );

  test("to be read is a store that is empty", async () => {
    await load();
    writeFileSync(join(folder, folderOf(model()), "isoscope-model.json"), '{"name": "lab/ti');
    expect(await listKept(store)).toEqual([]);
    await load();
    expect(await listKept(store)).toHaveLength(1);
    expect(existsSync(join(folder, folderOf(model())))).toBe(true);
  });
});
