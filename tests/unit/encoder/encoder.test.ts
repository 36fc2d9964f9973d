import { wordedLater } from "../sentences.ts";
import * as tf from "@tensorflow/tfjs-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Encoder } from "../../../src/encoder/encoder.ts";
import { encodeBatches, encodeTexts } from "../../../src/encoder/encodeTexts.ts";
import { readModelFolder } from "../../../src/models/modelFolder.ts";
import type { EncoderModel } from "../../../src/encoder/model.ts";
import { plainHiddenStates } from "../../../src/encoder/plainForward.ts";
import { parseSafetensors } from "../../../src/encoder/safetensors.ts";
import { selfCheck } from "../../../src/encoder/selfCheck.ts";
import { stopEncoder, type StartedEncoder } from "../../../src/engine/backend.ts";
import { startEncoderInNode } from "../../../src/engine/backendNode.ts";
import { runToEnd } from "../../../src/geometry/steps.ts";
import { familyModelNames, largestDeviation, tensorOf, tinyModelNames } from "../../golden/encoder/tinyModel.ts";
import { modelFolder, readGolden, readGoldenJson, tinyModel } from "./nodeFixtures.ts";

/** The parity that the project promises, as a share of the layer's largest absolute value. */
const promised = 2e-4;
/** What float32 arithmetic in another order gives; a fault in a kernel is far above it. */
const roundingOnly = 3e-6;

describe.each(["wasm", "cpu"] as const)("small random checkpoints on %s", (requested) => {
  test.each(tinyModelNames)("%s computes what PyTorch computes", async (name) => {
    const { model, tokens, layers } = tinyModel(name);
    const started = await startEncoderInNode(model, { requested });
    expect(started.backend.name).toBe(requested);
    for (const batchTokens of [1, 64, 4096]) {
      const states = await encodeTexts(started.encoder, tokens, { batchTokens });
      expect(states.layers.length).toBe(3);
      layers.forEach((reference, layer) => {
        expect(largestDeviation(states.layers[layer], reference), `layer ${layer}`).toBeLessThan(roundingOnly);
      });
    }
    stopEncoder(started);
  });
});

describe("the default model on wasm", () => {
  let model: EncoderModel;
  let started: StartedEncoder;
  let encoder: Encoder;

  beforeAll(async () => {
    model = await readModelFolder(modelFolder);
    started = await startEncoderInNode(model);
    encoder = started.encoder;
  });
  afterAll(() => {
    stopEncoder(started);
  });

  const tokenize = (texts: readonly string[]) => runToEnd(model.tokenizer.tokenize(texts));

  test("wasm with SIMD is chosen where there is no WebGPU, and says why", () => {
    expect(started.backend).toMatchObject({ name: "wasm", device: { kind: "wasm", hasSimd: true } });
    expect(started.skipped).toMatchObject([{ name: "webgpu", code: "not-available" }]);
  });

  test("hidden states of all 7 layers are PyTorch's", async () => {
    const { sentences, full, dimensions } = readGoldenJson("hiddenStates.json") as {
      sentences: string[];
      full: number;
      dimensions: number[];
    };
    const golden = parseSafetensors(readGolden("hiddenStates.safetensors"));
    const { layers, d, tokens } = await encodeTexts(encoder, tokenize(sentences));
    expect(layers.length).toBe(7);
    layers.forEach((values, layer) => {
      const [largest] = tensorOf(golden, `largest.${layer}`);
      const fullValues = tensorOf(golden, `full.${layer}`);
      expect(fullValues.length).toBe(tokens.offsets[full] * d);
      const some = tensorOf(golden, `some.${layer}`);
      const norms = tensorOf(golden, `norms.${layer}`);
      let difference = 0;
      fullValues.forEach((value, index) => {
        difference = Math.max(difference, Math.abs(value - values[index]));
      });
      for (let token = 0; token < norms.length; token++) {
        const row = values.subarray(token * d, (token + 1) * d);
        expect(Math.abs(Math.hypot(...row) / norms[token] - 1)).toBeLessThan(1e-5);
        dimensions.forEach((dimension, index) => {
          difference = Math.max(difference, Math.abs(row[dimension] - some[token * dimensions.length + index]));
        });
      }
      expect(norms.length).toBe(tokens.ids.length);
      expect(difference / largest, `layer ${layer}`).toBeLessThan(promised / 20);
    });
  });

  test("a sentence has the same hidden states alone as in a batch where it is padded", async () => {
    const texts = [
      "Short one.",
      "A sentence that is a good deal longer than the first, so that the first is padded.",
      "Yes.",
    ];
    const together = await encodeTexts(encoder, tokenize(texts), { batchTokens: 4096 });
    for (const [index, text] of texts.entries()) {
      const alone = await encodeTexts(encoder, tokenize([text]));
      const [start, end] = [together.tokens.offsets[index] * 384, together.tokens.offsets[index + 1] * 384];
      alone.layers.forEach((layer, number) => {
        expect(largestDeviation(together.layers[number].subarray(start, end), layer)).toBeLessThan(roundingOnly);
      });
    }
  });

  test("results come in the order of the text, whatever the batches", async () => {
    const tokens = tokenize(["one two three", "four", "five six seven eight nine", "", "ten eleven"]);
    const inOneBatch = await encodeTexts(encoder, tokens, { batchTokens: 4096 });
    const oneByOne = await encodeTexts(encoder, tokens, { batchTokens: 1 });
    inOneBatch.layers.forEach((layer, index) => {
      expect(largestDeviation(oneByOne.layers[index], layer)).toBeLessThan(roundingOnly);
    });
    const order: number[] = [];
    for await (const batch of encodeBatches(encoder, tokens, { batchTokens: 1 })) order.push(...batch.sentences);
    expect(order).toEqual([2, 0, 4, 1, 3]);
  });

  test("progress counts tokens up to all of them", async () => {
    const tokens = tokenize(["one two three", "four", "five six"]);
    const seen: [number, number][] = [];
    await encodeTexts(encoder, tokens, { batchTokens: 1, onProgress: (done, of) => seen.push([done, of]) });
    expect(seen).toEqual([
      [5, 12],
      [9, 12],
      [12, 12],
    ]);
  });

  test("no text at all has no hidden states", async () => {
    const { layers } = await encodeTexts(encoder, tokenize([]));
    expect(layers.map((layer) => layer.length)).toEqual(Array(7).fill(0));
  });

  test("a cancelled run stops after the batch it is in, with the signal's reason", async () => {
    const controller = new AbortController();
    const tokens = tokenize(Array.from({ length: 50 }, () => "one of many sentences"));
    let batches = 0;
    const run = encodeTexts(encoder, tokens, {
      signal: controller.signal,
      batchTokens: 1,
      onProgress: () => {
        batches++;
        if (batches === 3) controller.abort(new Error("superseded"));
      },
    });
    await expect(wordedLater(run)).rejects.toThrow("superseded");
    expect(batches).toBe(3);
    await expect(wordedLater(encodeTexts(encoder, tokens, { signal: controller.signal }))).rejects.toThrow(
      "superseded",
    );
  });

  test("timers run between batches, so that a cancel message can arrive", async () => {
    const tokens = tokenize(Array.from({ length: 20 }, () => "one of many sentences"));
    let ticks = 0;
    const timer = setInterval(() => ticks++, 1);
    await encodeTexts(encoder, tokens, { batchTokens: 1 });
    clearInterval(timer);
    expect(ticks).toBeGreaterThan(5);
  });

  test("the number of tensors is flat over runs, cancelled and failed ones too", async () => {
    const tokens = tokenize(["one two three", "four"]);
    const before = tf.memory();
    for (let run = 0; run < 10; run++) await encodeTexts(encoder, tokens, { batchTokens: 1 });
    await encodeTexts(encoder, tokens, {
      batchTokens: 1,
      onProgress: () => {
        throw new Error("stop");
      },
    }).catch(() => undefined);
    const wrong = { ...tokens, ids: tokens.ids.map(() => 40_000) };
    await expect(wordedLater(encodeTexts(encoder, wrong))).rejects.toThrow(
      "Token id 40000 is outside the vocabulary of 30522.",
    );
    expect(tf.memory()).toMatchObject({ numTensors: before.numTensors, numBytes: before.numBytes });
  });

  test("weights that are not finite in the result are an error, not garbage on the screen", async () => {
    const { weights } = model;
    const [first, ...rest] = weights.layers;
    const huge = {
      ...first,
      intermediate: { ...first.intermediate, weight: first.intermediate.weight.map(() => 1e38) },
    };
    const broken = new Encoder({ ...model, weights: { ...weights, layers: [huge, ...rest] } });
    await expect(wordedLater(encodeTexts(broken, tokenize(["one"])))).rejects.toMatchObject({
      code: "output-not-finite",
    });
    broken.dispose();
  });
});

test("only the hidden states asked for are computed, and they are those of the whole pass", async () => {
  const { model, tokens, layers } = tinyModel("family-albert-groups");
  const started = await startEncoderInNode(model, { requested: "wasm" });
  for (const chosen of [[0], [3], [0, 2, 10], [4, 5]]) {
    const before = tf.memory().numTensors;
    const states = await encodeTexts(started.encoder, tokens, { layers: chosen });
    expect(states.layers.length).toBe(chosen.length);
    chosen.forEach((layer, index) => {
      expect(largestDeviation(states.layers[index], layers[layer])).toBeLessThan(roundingOnly);
    });
    expect(tf.memory().numTensors).toBe(before);
  }
  // A layer above the highest that is asked for is not run: were it, its weights would give an error.
  const [first, second, ...rest] = model.weights.layers;
  const huge = { ...second, output: { ...second.output, weight: second.output.weight.map(() => Infinity) } };
  const broken = new Encoder({ ...model, weights: { ...model.weights, layers: [first, huge, ...rest] } });
  await expect(wordedLater(encodeTexts(broken, tokens, { layers: [2] }))).rejects.toMatchObject({
    code: "output-not-finite",
    message: expect.stringContaining("in layer 2") as string,
  });
  expect((await encodeTexts(broken, tokens, { layers: [0, 1] })).layers.length).toBe(2);
  broken.dispose();
  stopEncoder(started);
});

describe("the self-check", () => {
  test("plain float64 arithmetic computes what PyTorch computes, for every family", () => {
    for (const name of [...tinyModelNames, ...familyModelNames]) {
      const { model, tokens, layers } = tinyModel(name);
      const sentences = Array.from({ length: tokens.offsets.length - 1 }, (_, i) =>
        tokens.ids.subarray(tokens.offsets[i], tokens.offsets[i + 1]),
      );
      const states = sentences
        .filter((ids) => ids.length <= 40)
        .map((ids) => plainHiddenStates(model, ids, layers.length - 1));
      layers.forEach((reference, layer) => {
        const ours = states.flatMap((state) => state[layer].flatMap((row) => [...row]));
        expect(largestDeviation(ours, reference.subarray(0, ours.length)), `${name}, layer ${layer}`).toBeLessThan(
          2e-6,
        );
      });
    }
  });

  test("a backend that computes as it should passes by far", async () => {
    for (const name of ["tiny-gelu", "family-albert", "family-mpnet", "family-xlm-roberta"]) {
      const started = await startEncoderInNode(tinyModel(name).model, { requested: "wasm" });
      const { passed, deviation } = await selfCheck(started.encoder);
      expect(passed).toBe(true);
      expect(deviation).toBeGreaterThan(0);
      expect(deviation).toBeLessThan(1e-5);
      stopEncoder(started);
    }
  });

  test("backends with a wrong kernel are passed over, with the deviation", async () => {
    await Promise.all([import("@tensorflow/tfjs-backend-cpu"), import("@tensorflow/tfjs-backend-wasm")]);
    const right = (["wasm", "cpu"] as const).map((backendName) =>
      tf.getKernelsForBackend(backendName).find(({ kernelName }) => kernelName === "Tanh")!,
    );
    try {
      for (const { backendName } of right) {
        tf.unregisterKernel("Tanh", backendName);
        tf.registerKernel({
          kernelName: "Tanh",
          backendName,
          kernelFunc: ({ inputs }) => tf.engine().runKernel("Sin", inputs as tf.NamedTensorMap) as tf.Tensor,
        });
      }
      const start = startEncoderInNode(tinyModel("tiny-gelu-new").model);
      await expect(start).rejects.toMatchObject({ name: "BackendError", code: "no-backend" });
      await expect(wordedLater(start)).rejects.toThrow(
        /wasm: Its results differ from the reference by .*cpu: Its results differ/,
      );
    } finally {
      for (const kernel of right) {
        tf.unregisterKernel("Tanh", kernel.backendName);
        tf.registerKernel(kernel);
      }
    }
    expect(tf.engine().state.numTensors).toBe(0);
    stopEncoder(await startEncoderInNode(tinyModel("tiny-gelu-new").model));
  });
});
