/** Recovery of the encoder from a failed WebGPU device (SwiftShader), in the middle of a text. */
import * as tf from "@tensorflow/tfjs-core";
import { afterEach, expect, test } from "vitest";
import { wasmFiles } from "../../../src/engine/backendWasmFiles.ts";
import { EncoderHost } from "../../../src/engine/encoderHost.ts";
import { largestDeviation, type TinyModel } from "../../golden/encoder/tinyModel.ts";
import { fetchTinyModel } from "../encoder/browserFixtures.ts";

const roundingOnly = 3e-6;

let host: EncoderHost | undefined;
const backends: string[] = [];
afterEach(() => {
  host?.dispose();
  host = undefined;
  backends.length = 0;
});

async function startHost(): Promise<{ host: EncoderHost } & TinyModel> {
  const tiny = await fetchTinyModel("tiny-gelu");
  const options = { requested: "webgpu", wasmFiles } as const;
  host = await EncoderHost.start(tiny.model, options, ({ backend }) => backends.push(backend.name));
  return { host, ...tiny };
}

const currentDevice = () => (tf.backend() as unknown as { device: GPUDevice }).device;

/** Encodes one sentence a batch, calls `disturb` after each batch, and puts the rows back into the order of the text. */
async function encode(
  { host, tokens, layers }: Awaited<ReturnType<typeof startHost>>,
  disturb: (batches: number) => void,
) {
  const states = layers.map((layer) => new Float32Array(layer.length).fill(NaN));
  const d = layers[0].length / tokens.ids.length;
  const sentences: number[] = [];
  for await (const batch of host.encode(tokens, { batchTokens: 1, signal: new AbortController().signal })) {
    sentences.push(...batch.sentences);
    batch.sentences.forEach((sentence) => {
      batch.layers.forEach((values, layer) => states[layer].set(values, tokens.offsets[sentence] * d));
    });
    disturb(sentences.length);
  }
  return { states, sentences };
}

const failures = [
  [
    "is lost",
    () => {
      currentDevice().destroy();
    },
  ],
  [
    "reports an error",
    () => {
      currentDevice().createShaderModule({ code: "this is no WGSL" });
    },
  ],
] as const;

test.each(failures)(
  "a device that %s after the first sentence is replaced, and each sentence is given once",
  async (_, fail) => {
    const started = await startHost();
    const first = currentDevice();
    const { states, sentences } = await encode(started, (batches) => {
      if (batches === 1) fail();
    });

    expect(backends).toEqual(["webgpu", "webgpu"]);
    expect(currentDevice()).not.toBe(first);
    expect(sentences.length).toBe(new Set(sentences).size);
    started.layers.forEach((reference, layer) => {
      expect(largestDeviation(states[layer], reference), `layer ${layer}`).toBeLessThan(roundingOnly);
    });
  },
);

test("a second failure in the same text is told, and the next text recovers from it", async () => {
  const started = await startHost();
  await expect(
    encode(started, () => {
      currentDevice().destroy();
    }),
  ).rejects.toMatchObject({ name: "BackendError", code: "device-lost" });

  const { states } = await encode(started, () => undefined);
  expect(backends).toEqual(["webgpu", "webgpu", "webgpu"]);
  started.layers.forEach((reference, layer) => {
    expect(largestDeviation(states[layer], reference), `layer ${layer}`).toBeLessThan(roundingOnly);
  });
});
