import { expect, test } from "vitest";
import { readConfig } from "../../../src/encoder/config.ts";
import { readGoldenJson } from "./nodeFixtures.ts";

const valid = readGoldenJson("tiny-gelu/config.json") as Record<string, unknown>;

test("a BERT configuration is read", () => {
  expect(readConfig(valid)).toEqual({
    architecture: "bert", layers: 2, hiddenSize: 12, heads: 3, intermediateSize: 20, activation: "gelu", layerNormEpsilon: 1e-12,
    vocabularySize: 20, positions: 40, firstPosition: 0, tokenTypes: 2, maximumTokens: 40,
  });
});

test("an unsupported architecture is refused with its name and the supported ones", () => {
  expect(() => readConfig({ ...valid, model_type: "gpt2" })).toThrow('The model is of type "gpt2"; supported: bert.');
  expect(() => readConfig({ ...valid, model_type: "constructor" })).toThrow("supported: bert");
  expect(() => readConfig({ ...valid, model_type: undefined })).toThrow("supported: bert");
});

test.each([
  ["hidden_size", 0], ["hidden_size", -12], ["hidden_size", 12.5], ["hidden_size", "12"], ["hidden_size", 1e12], ["num_hidden_layers", null],
  ["num_attention_heads", 5], ["vocab_size", undefined], ["hidden_act", "swish"], ["hidden_act", "toString"], ["layer_norm_eps", 0],
  ["layer_norm_eps", "1e-12"], ["position_embedding_type", "relative_key"], ["is_decoder", true],
])("%s = %j is refused by name", (field, value) => {
  expect(() => readConfig({ ...valid, [field]: value })).toThrow(field);
});

test("what is no object is refused", () => {
  for (const json of [null, 3, "text", []]) expect(() => readConfig(json)).toThrow("config.json holds no object.");
});
