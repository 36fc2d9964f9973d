/** The encoder on WebGPU (SwiftShader), against PyTorch and against core operations. */
import * as tf from "@tensorflow/tfjs-core";
import { afterEach, describe, expect, test } from "vitest";
import { composedSelfAttention, selfAttention } from "../../../src/encoder/attention.ts";
import { encodeBatches, encodeTexts, type EncodedBatch } from "../../../src/encoder/encodeTexts.ts";
import { downloadModel } from "../../../src/encoder/modelDownload.ts";
import { parseSafetensors } from "../../../src/encoder/safetensors.ts";
import { startEncoder, stopEncoder } from "../../../src/engine/backend.ts";
import { startBackend, type Backend } from "../../../src/engine/backendStart.ts";
import { wasmFiles } from "../../../src/engine/backendWasmFiles.ts";
import { runToEnd } from "../../../src/geometry/steps.ts";
import { largestDeviation, tensorOf, tinyModelNames } from "../../golden/encoder/tinyModel.ts";
import { fetchGolden, fetchTinyModel, modelUrl } from "./browserFixtures.ts";

const roundingOnly = 3e-6;

let backend: Backend | undefined;
const startWebgpu = async () => (backend = await startBackend("webgpu", { wasmFiles, allowSoftwareAdapter: true }));
afterEach(() => {
  backend?.dispose();
  backend = undefined;
});

test.each([...tinyModelNames, "family-albert", "family-mpnet", "family-mpnet-long"])(
  "%s computes what PyTorch computes",
  async (name) => {
    const { model, tokens, layers } = await fetchTinyModel(name);
    const started = await startEncoder(model, { requested: "webgpu", wasmFiles });
    expect(started.backend.name).toBe("webgpu");
    expect(started.backend.device).toMatchObject({
      kind: "adapter",
      name: expect.stringMatching(/swiftshader/i) as string,
    });
    const before = tf.memory().numTensors;
    for (const batchTokens of [1, 4096]) {
      const states = await encodeTexts(started.encoder, tokens, { batchTokens, signal: started.backend.failure });
      layers.forEach((reference, layer) => {
        expect(largestDeviation(states.layers[layer], reference), `layer ${layer}`).toBeLessThan(roundingOnly);
      });
    }
    expect(tf.memory().numTensors).toBe(before);
    stopEncoder(started);
  },
);

test("the default model's hidden states of all 7 layers are PyTorch's", async () => {
  const model = await downloadModel(modelUrl);
  const started = await startEncoder(model, { requested: "webgpu", wasmFiles });
  expect(started).toMatchObject({ backend: { name: "webgpu" }, skipped: [] });
  const json = new TextDecoder().decode(await fetchGolden("hiddenStates.json"));
  const { sentences, full } = JSON.parse(json) as { sentences: string[]; full: number };
  const golden = parseSafetensors(await fetchGolden("hiddenStates.safetensors"));
  const tokens = runToEnd(model.tokenizer.tokenize(sentences.slice(0, full)));
  const { layers } = await encodeTexts(started.encoder, tokens, { signal: started.backend.failure });
  layers.forEach((values, layer) => {
    expect(largestDeviation(values, tensorOf(golden, `full.${layer}`)), `layer ${layer}`).toBeLessThan(1e-5);
  });
  stopEncoder(started);
});

describe("attention over more than 65,535 softmax rows", () => {
  // 2,731 sentences × 12 heads × 2 tokens = 65,544 rows, more workgroups than WebGPU allows in one dimension.
  const [sentences, length, heads, d] = [2731, 2, 12, 12];
  const batch = { sentences, length, lengths: new Int32Array(sentences).fill(length) };
  const values = Float32Array.from({ length: sentences * length * 3 * d }, (_, index) => Math.sin(index * 0.7));

  /** softmax(q·k)·v in float64. */
  function reference(): Float64Array {
    const out = new Float64Array(sentences * length * d);
    for (let row = 0; row < sentences * length; row++) {
      const first = row - (row % length);
      for (let head = 0; head < heads; head++) {
        const weights = [0, 1].map((other) =>
          Math.exp(values[row * 3 * d + head] * values[(first + other) * 3 * d + d + head]),
        );
        const sum = weights[0] + weights[1];
        out[row * d + head] = weights.reduce(
          (total, weight, other) => total + (weight / sum) * values[(first + other) * 3 * d + 2 * d + head],
          0,
        );
      }
    }
    return out;
  }

  async function run(attention: typeof selfAttention): Promise<Float32Array> {
    await startWebgpu();
    const input = tf.tensor2d(values, [sentences * length, 3 * d]);
    const output = attention(input, batch, heads);
    const result = await output.data<"float32">();
    tf.dispose([input, output]);
    return result;
  }

  test("our kernel is right in every value", async () => {
    expect(largestDeviation(await run(selfAttention), reference())).toBeLessThan(roundingOnly);
  });

  test("the backend's own softmax spoils the last value, which is why there is a kernel of ours", async () => {
    const result = await run(composedSelfAttention);
    const expected = reference();
    expect(largestDeviation(result, expected)).toBeGreaterThan(1e-3);
    expect(largestDeviation(result.slice(0, -2 * d), expected.slice(0, -2 * d))).toBeLessThan(roundingOnly);
  });
});

test("an error that WebGPU does not throw fails the encode instead of giving garbage", async () => {
  const { model, tokens } = await fetchTinyModel("tiny-gelu");
  const started = await startEncoder(model, { requested: "webgpu", wasmFiles });
  const { device } = tf.backend() as unknown as { device: GPUDevice };
  device.createShaderModule({ code: "this is no WGSL" });
  const batches: EncodedBatch[] = [];
  const run = async () => {
    for await (const batch of encodeBatches(started.encoder, tokens, {
      signal: started.backend.failure,
      batchTokens: 1,
    }))
      batches.push(batch);
  };
  await expect(run()).rejects.toMatchObject({ name: "BackendError", code: "device-error" });
  expect(batches).toEqual([]);
  stopEncoder(started);
});

test("a lost device fails the encode with a clear error, and the encoder starts again from the host's copies", async () => {
  const { model, tokens, layers } = await fetchTinyModel("tiny-gelu");
  const lost = await startEncoder(model, { requested: "webgpu", wasmFiles });
  const { device } = tf.backend() as unknown as { device: GPUDevice };
  // The nearest thing to a crashed GPU process that a page can cause; here the loss is not of the backend's own making.
  device.destroy();
  await expect(
    encodeTexts(lost.encoder, tokens, { signal: lost.backend.failure, batchTokens: 1 }),
  ).rejects.toMatchObject({ code: "device-lost" });
  stopEncoder(lost);

  const again = await startEncoder(model, { requested: "webgpu", wasmFiles });
  const states = await encodeTexts(again.encoder, tokens, { signal: again.backend.failure });
  layers.forEach((reference, layer) => {
    expect(largestDeviation(states.layers[layer], reference)).toBeLessThan(roundingOnly);
  });
  stopEncoder(again);
});
