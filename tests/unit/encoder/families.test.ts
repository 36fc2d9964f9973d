/** BERT's relatives against PyTorch, on small random checkpoints made by transformers. */
import * as tf from "@tensorflow/tfjs-core";
import { describe, expect, test } from "vitest";
import { Encoder } from "../../../src/encoder/encoder.ts";
import { encodeTexts } from "../../../src/encoder/encodeTexts.ts";
import { relativeBucket } from "../../../src/encoder/relativePosition.ts";
import { stopEncoder } from "../../../src/engine/backend.ts";
import { startEncoderInNode } from "../../../src/engine/backendNode.ts";
import { familyModelNames, largestDeviation } from "../../golden/encoder/tinyModel.ts";
import { readGoldenJson, tinyModel } from "./nodeFixtures.ts";

/** What float32 arithmetic in another order gives; a fault in a kernel is far above it. */
const roundingOnly = 3e-6;

describe.each(["wasm", "cpu"] as const)("on %s", (requested) => {
  test.each(familyModelNames)("%s computes what PyTorch computes, padded and alone", async (name) => {
    const { model, tokens, layers } = tinyModel(name);
    const started = await startEncoderInNode(model, { requested });
    expect(started.backend.name).toBe(requested);
    const before = tf.memory().numTensors;
    for (const batchTokens of [1, 64, 4096]) {
      const states = await encodeTexts(started.encoder, tokens, { batchTokens });
      expect(states.layers.length).toBe(layers.length);
      layers.forEach((reference, layer) => {
        expect(largestDeviation(states.layers[layer], reference), `layer ${layer}`).toBeLessThan(roundingOnly);
      });
    }
    expect(tf.memory().numTensors).toBe(before);
    stopEncoder(started);
    expect(tf.engine().state.numTensors).toBe(0);
  });
});

test("layers that share weights share them on the device too", async () => {
  const { model } = tinyModel("family-albert");
  expect(model.config.storedLayers).toEqual([0, 0, 0, 0]);
  expect(tinyModel("family-albert-groups").model.config.storedLayers).toEqual([0, 1, 0, 1, 2, 3, 2, 3, 4, 5]);
  const started = await startEncoderInNode(model, { requested: "cpu" });
  const before = tf.memory().numTensors;
  const another = new Encoder(model);
  // Six parts of two tensors each, the embeddings' LayerNorm and the projection.
  expect(tf.memory().numTensors - before).toBe(12 + 2 + 2);
  another.dispose();
  stopEncoder(started);
});

test("a distance falls into the bucket that transformers puts it in", () => {
  const { first, buckets } = readGoldenJson("relativeBuckets.json") as { first: number; buckets: number[] };
  expect(buckets.length).toBe(1201);
  expect(buckets.map((_, index) => relativeBucket(first + index))).toEqual(buckets);
});
