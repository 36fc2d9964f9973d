/** The default model on wasm in the browser, where the kernels with relaxed SIMD run; Node 20 runs those without. */
import { expect, test } from "vitest";
import { encodeTexts } from "../../../src/encoder/encodeTexts.ts";
import { downloadModel } from "../../../src/encoder/modelDownload.ts";
import { parseSafetensors } from "../../../src/encoder/safetensors.ts";
import { relaxedSimdBinary } from "../../../src/encoder/wasmKernels/binary.ts";
import { startEncoder, stopEncoder } from "../../../src/engine/backend.ts";
import { wasmFiles } from "../../../src/engine/backendWasmFiles.ts";
import { runToEnd } from "../../../src/geometry/steps.ts";
import { familyModelNames, largestDeviation, tensorOf } from "../../golden/encoder/tinyModel.ts";
import { fetchGolden, fetchTinyModel, modelUrl } from "./browserFixtures.ts";

test("this browser takes the kernels with relaxed SIMD", () => {
  expect(WebAssembly.validate(Uint8Array.from(atob(relaxedSimdBinary), (character) => character.charCodeAt(0)))).toBe(
    true,
  );
});

test("hidden states of all 7 layers are PyTorch's", async () => {
  const model = await downloadModel(modelUrl);
  const started = await startEncoder(model, { requested: "wasm", wasmFiles });
  expect(started).toMatchObject({ backend: { name: "wasm" }, skipped: [] });
  const json = new TextDecoder().decode(await fetchGolden("hiddenStates.json"));
  const { sentences, dimensions } = JSON.parse(json) as { sentences: string[]; dimensions: number[] };
  const golden = parseSafetensors(await fetchGolden("hiddenStates.safetensors"));
  const { layers, d } = await encodeTexts(started.encoder, runToEnd(model.tokenizer.tokenize(sentences)));
  layers.forEach((values, layer) => {
    const some = tensorOf(golden, `some.${layer}`);
    const ours = some.map(
      (_, index) => values[Math.floor(index / dimensions.length) * d + dimensions[index % dimensions.length]],
    );
    expect(largestDeviation(ours, some), `layer ${layer}`).toBeLessThan(1e-5);
  });
  stopEncoder(started);
});

test.each(familyModelNames)("%s computes what PyTorch computes", async (name) => {
  const { model, tokens, layers } = await fetchTinyModel(name);
  const started = await startEncoder(model, { requested: "wasm", wasmFiles });
  const states = await encodeTexts(started.encoder, tokens, { batchTokens: 4096 });
  layers.forEach((reference, layer) => {
    expect(largestDeviation(states.layers[layer], reference), `layer ${layer}`).toBeLessThan(3e-6);
  });
  stopEncoder(started);
});
