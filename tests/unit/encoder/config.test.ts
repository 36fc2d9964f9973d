import { worded } from "../sentences.ts";
import { expect, test } from "vitest";
import { architectures } from "../../../src/encoder/architectures.ts";
import { readConfig } from "../../../src/encoder/config.ts";
import { readGoldenJson } from "./nodeFixtures.ts";

const valid = readGoldenJson("tiny-gelu/config.json") as Record<string, unknown>;

test("a BERT configuration is read", () => {
  expect(readConfig(valid)).toEqual({
    architecture: "bert",
    layers: 2,
    storedLayers: [0, 1],
    layersInGroup: 1,
    hiddenSize: 12,
    embeddingSize: 12,
    projectsEmbeddings: false,
    heads: 3,
    intermediateSize: 20,
    activation: "gelu",
    layerNormEpsilon: 1e-12,
    vocabularySize: 20,
    positions: 40,
    firstPosition: 0,
    paddingToken: undefined,
    relativeAttention: false,
    tokenTypes: 2,
    maximumTokens: 40,
  });
});

test("an activation is known by each of its names", () => {
  for (const name of ["gelu", "gelu_python"])
    expect(readConfig({ ...valid, hidden_act: name }).activation).toBe("gelu");
  for (const name of ["gelu_new", "gelu_fast", "gelu_pytorch_tanh"])
    expect(readConfig({ ...valid, hidden_act: name }).activation).toBe("gelu_new");
});

test("RoBERTa's relatives count positions from the row after the padding token's", () => {
  const config = readGoldenJson("family-xlm-roberta/config.json") as object;
  expect(readConfig(config)).toMatchObject({
    architecture: "xlm-roberta",
    positions: 44,
    paddingToken: 3,
    firstPosition: 4,
    maximumTokens: 40,
    tokenTypes: 1,
  });
  expect(readConfig({ ...config, pad_token_id: undefined })).toMatchObject({ firstPosition: 2, maximumTokens: 42 });
  for (const id of [-1, 32, 1.5, "1"])
    expect(worded(() => readConfig({ ...config, pad_token_id: id }))).toThrow("pad_token_id");
  expect(worded(() => readConfig({ ...config, max_position_embeddings: 4 }))).toThrow("leaves no position for a token");
});

test("a field that is left out has transformers' default, of every family", () => {
  const defaults = readGoldenJson("configDefaults.json") as Record<string, Record<string, unknown>>;
  expect(Object.keys(defaults)).toEqual(Object.keys(architectures).sort());
  for (const [name, complete] of Object.entries(defaults))
    expect(readConfig({ model_type: name }), name).toEqual(readConfig({ ...complete, model_type: name }));
});

test("DistilBERT's fields are known by BERT's names too, as transformers has it", () => {
  const config = { model_type: "distilbert", hidden_size: 20, num_attention_heads: 2, num_hidden_layers: 3 };
  expect(readConfig(config)).toMatchObject({ hiddenSize: 20, heads: 2, layers: 3 });
});

test("what transformers' code fixes holds whatever the file says", () => {
  const distilbert = readGoldenJson("family-distilbert/config.json") as object;
  expect(readConfig({ ...distilbert, layer_norm_eps: 0.1 }).layerNormEpsilon).toBe(1e-12);
  const mpnet = readGoldenJson("family-mpnet/config.json") as object;
  expect(readConfig({ ...mpnet, pad_token_id: 7 })).toEqual(readConfig(mpnet));
});

const refusal = "supported: bert, distilbert, albert, roberta, xlm-roberta, camembert, mpnet, electra.";

test("an unsupported architecture is refused with its name and the supported ones", () => {
  for (const type of ["modernbert", "deberta-v2", "t5", "gpt2", "nomic_bert"]) {
    expect(worded(() => readConfig({ ...valid, model_type: type }))).toThrow(
      `The model is of type "${type}"; ${refusal}`,
    );
  }
  expect(worded(() => readConfig({ ...valid, model_type: "constructor" }))).toThrow(refusal);
  expect(worded(() => readConfig({ ...valid, model_type: undefined }))).toThrow(refusal);
  expect(worded(() => readConfig({ ...valid, model_type: undefined, architectures: ["NewModel"] }))).toThrow(
    'The model is of type "NewModel"',
  );
});

test.each([
  ["family-albert", "num_hidden_groups", 5],
  ["family-albert", "num_hidden_groups", 0],
  ["family-albert", "inner_group_num", -1],
  ["family-albert", "embedding_size", 0],
  ["family-albert", "num_hidden_layers", 1e6],
  ["family-mpnet", "relative_attention_num_buckets", 16],
  ["family-distilbert", "dim", -20],
  ["family-distilbert", "n_heads", 3],
  ["family-distilbert", "activation", "silu"],
  ["family-electra", "embedding_size", "11"],
])("%s with %s = %j is refused by name", (name, field, value) => {
  const config = readGoldenJson(`${name}/config.json`) as object;
  expect(worded(() => readConfig({ ...config, [field]: value }))).toThrow(field);
});

test.each([
  ["hidden_size", 0],
  ["hidden_size", -12],
  ["hidden_size", 12.5],
  ["hidden_size", "12"],
  ["hidden_size", 1e12],
  ["num_hidden_layers", null],
  ["num_attention_heads", 5],
  ["vocab_size", null],
  ["hidden_act", "swish"],
  ["hidden_act", "toString"],
  ["layer_norm_eps", 0],
  ["layer_norm_eps", "1e-12"],
  ["position_embedding_type", "relative_key"],
  ["is_decoder", true],
])("%s = %j is refused by name", (field, value) => {
  expect(worded(() => readConfig({ ...valid, [field]: value }))).toThrow(field);
});

test("what is no object is refused", () => {
  for (const json of [null, 3, "text", []])
    expect(worded(() => readConfig(json))).toThrow("config.json holds no object.");
});
