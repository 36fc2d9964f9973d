/** Model files that are damaged or don't belong together: each is refused with one clear line, before anything runs. */
import { sentenceOf } from "../sentences.ts";
import { describe, expect, test } from "vitest";
import { EncoderError, type EncoderErrorCode } from "../../../src/encoder/encoderError.ts";
import { readModel, type ModelFiles } from "../../../src/encoder/model.ts";
import { decodeTensor, parseSafetensors } from "../../../src/encoder/safetensors.ts";
import { writeSafetensors } from "../../../src/encoder/safetensorsWriter.ts";
import { readGolden, readGoldenJson } from "./nodeFixtures.ts";

interface Tensor {
  name: string;
  shape: readonly number[];
  values: Float32Array;
}

const json = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

/** A family's golden checkpoint, changed. */
function filesOf(
  name: string,
  change: {
    tensors?: (tensors: Tensor[]) => Tensor[];
    config?: object;
    tokenizer?: object;
    bytes?: (bytes: Uint8Array) => Uint8Array;
  } = {},
): ModelFiles {
  const file = parseSafetensors(readGolden(`${name}/model.safetensors`));
  const tensors = [...file.entries].map(([tensor, entry]) => ({
    name: tensor,
    shape: entry.shape,
    values: decodeTensor(file, tensor, entry),
  }));
  const written = writeSafetensors(
    (change.tensors?.(tensors) ?? tensors).map(({ name: tensor, shape, values }) => ({
      name: tensor,
      dtype: "F32" as const,
      shape,
      bytes: new Uint8Array(values.slice().buffer),
    })),
    { format: "pt" },
  );
  return {
    "config.json": json({ ...(readGoldenJson(`${name}/config.json`) as object), ...change.config }),
    "tokenizer.json": json({ ...(readGoldenJson(`${name}/tokenizer.json`) as object), ...change.tokenizer }),
    "model.safetensors": change.bytes?.(written) ?? written,
  };
}

function refusal(files: ModelFiles): EncoderError {
  try {
    readModel("bad", files);
  } catch (error) {
    if (error instanceof EncoderError) return error;
    throw error;
  }
  throw new Error("the model was read");
}

const tensorWith = (tensor: string, change: (tensor: Tensor) => Partial<Tensor>) => (tensors: Tensor[]) =>
  tensors.map((entry) => (entry.name === tensor ? { ...entry, ...change(entry) } : entry));
const without = (tensor: string) => (tensors: Tensor[]) => tensors.filter(({ name }) => name !== tensor);
const changedValue =
  (value: number) =>
  ({ values }: Tensor) => ({ values: values.map((entry, i) => (i === 5 ? value : entry)) });

test.each<[string, ModelFiles, EncoderErrorCode, string]>([
  [
    "a missing tensor",
    filesOf("family-distilbert", { tensors: without("transformer.layer.2.ffn.lin1.bias") }),
    "tensor-missing",
    'no tensor named "transformer.layer.2.ffn.lin1.bias"',
  ],
  [
    "a missing projection",
    filesOf("family-electra", { tensors: without("embeddings_project.weight") }),
    "tensor-missing",
    "embeddings_project.weight",
  ],
  [
    "a missing bias for distance",
    filesOf("family-mpnet", { tensors: without("encoder.relative_attention_bias.weight") }),
    "tensor-missing",
    "relative_attention_bias",
  ],
  [
    "more layers than the configuration has",
    filesOf("family-roberta", { config: { num_hidden_layers: 1 } }),
    "tensor-unexpected",
    'a tensor "encoder.layer.1.',
  ],
  [
    "fewer layers than the configuration has",
    filesOf("family-camembert", { config: { num_hidden_layers: 3 } }),
    "tensor-missing",
    "encoder.layer.2.",
  ],
  [
    "a tensor that no encoder of the family has",
    filesOf("family-roberta", {
      tensors: (tensors) => [
        ...tensors,
        { name: "encoder.layer.0.crossattention.self.query.weight", shape: [1], values: new Float32Array(1) },
      ],
    }),
    "tensor-unexpected",
    "crossattention",
  ],
  [
    "a transposed matrix",
    filesOf("family-albert", {
      tensors: tensorWith("encoder.albert_layer_groups.0.albert_layers.0.ffn.weight", ({ shape }) => ({
        shape: [...shape].reverse(),
      })),
    }),
    "tensor-shape-wrong",
    "has the shape [18, 21]; the configuration asks for [21, 18].",
  ],
  [
    "a table of another size",
    filesOf("family-mpnet", {
      tensors: tensorWith("embeddings.position_embeddings.weight", () => ({
        shape: [2, 21],
        values: new Float32Array(42),
      })),
    }),
    "tensor-shape-wrong",
    "has the shape [2, 21]; the configuration asks for [42, 21].",
  ],
  [
    "NaN in a weight",
    filesOf("family-distilbert", { tensors: tensorWith("embeddings.word_embeddings.weight", changedValue(NaN)) }),
    "tensor-not-finite",
    '"embeddings.word_embeddings.weight" holds NaN at position 5',
  ],
  [
    "a weight that no product of is finite",
    filesOf("family-albert", { tensors: tensorWith("embeddings.word_embeddings.weight", changedValue(3.4e38)) }),
    "tensor-not-finite",
    "at position 5; the weights are damaged",
  ],
  [
    "pruned heads",
    filesOf("family-bert-gamma", { config: { pruned_heads: { 0: [1] } } }),
    "config-invalid",
    "heads of this model were pruned",
  ],
  [
    "a pattern whose search may take forever",
    filesOf("family-bert-gamma", {
      tokenizer: { normalizer: { type: "Replace", pattern: { Regex: "^(.*)*X$" }, content: "" } },
    }),
    "tokenizer-invalid",
    "replaces the pattern ^(.*)*X$",
  ],
  [
    "replacements that make gigabytes of a letter",
    filesOf("family-bert-gamma", {
      tokenizer: {
        normalizer: {
          type: "Sequence",
          normalizers: Array.from({ length: 9 }, () => ({
            type: "Replace",
            pattern: { String: "a" },
            content: "aaaaaaaaaa",
          })),
        },
      },
    }),
    "tokenizer-invalid",
    "1000000000 times longer",
  ],
  [
    "a WordPiece vocabulary without the token for the unknown",
    filesOf("family-bert-gamma", {
      tokenizer: { model: { type: "WordPiece", vocab: { a: 0 }, unk_token: "[NOPE]", max_input_chars_per_word: 9 } },
    }),
    "tokenizer-invalid",
    "WordPiece model without a token for the unknown in its vocabulary",
  ],
  [
    "infinity in a weight",
    filesOf("family-mpnet", { tensors: tensorWith("encoder.relative_attention_bias.weight", changedValue(-Infinity)) }),
    "tensor-not-finite",
    "holds -Infinity at position 5",
  ],
  [
    "tokens beyond the embedding table",
    filesOf("family-roberta", { config: { vocab_size: 31 } }),
    "tokenizer-invalid",
    'the token "t31" the id 31; the model\'s vocabulary has 31 rows',
  ],
  [
    "a vocabulary larger than the table",
    filesOf("family-roberta", { config: { vocab_size: 33 } }),
    "tensor-shape-wrong",
    "[33, 15]",
  ],
  [
    "a negative size",
    filesOf("family-distilbert", { config: { dim: -20 } }),
    "config-invalid",
    "dim must be a positive integer, not -20",
  ],
  [
    "a negative number of positions",
    filesOf("family-albert", { config: { max_position_embeddings: -1 } }),
    "config-invalid",
    "max_position_embeddings must be a positive integer, not -1",
  ],
  [
    "another architecture",
    filesOf("family-roberta", { config: { model_type: "modernbert" } }),
    "architecture-unsupported",
    '"modernbert"; supported: bert, distilbert, albert,',
  ],
  [
    "a truncated file",
    filesOf("family-albert", { bytes: (bytes) => bytes.slice(0, -100) }),
    "safetensors-truncated",
    "incomplete",
  ],
  [
    "a header that lies about its length",
    filesOf("family-albert", {
      bytes: (bytes) => {
        const lying = bytes.slice();
        new DataView(lying.buffer).setBigUint64(0, 90_000_000n, true);
        return lying;
      },
    }),
    "safetensors-truncated",
    "The header needs 90000008 bytes",
  ],
  [
    "a header that is absurdly long",
    filesOf("family-albert", {
      bytes: (bytes) => {
        const lying = bytes.slice();
        new DataView(lying.buffer).setBigUint64(0, 2n ** 62n, true);
        return lying;
      },
    }),
    "safetensors-header-invalid",
    "This is not a safetensors file",
  ],
  [
    "a pickle",
    filesOf("family-albert", { bytes: () => new TextEncoder().encode("PK\u0003\u0004archive/data.pkl") }),
    "safetensors-header-invalid",
    "not a safetensors file",
  ],
  [
    "a web page",
    filesOf("family-albert", { bytes: () => new TextEncoder().encode("<!doctype html><title>Sign in</title>") }),
    "safetensors-header-invalid",
    "not a safetensors file",
  ],
  [
    "a configuration that is no JSON",
    { ...filesOf("family-albert"), "config.json": new TextEncoder().encode("<html>") },
    "config-invalid",
    "config.json is not valid JSON",
  ],
  ...(["config.json", "tokenizer.json"] as const).map((file): [string, ModelFiles, EncoderErrorCode, string] => [
    `a ${file} of 100,000 brackets`,
    { ...filesOf("family-albert"), [file]: new TextEncoder().encode(`{"a":${"[".repeat(1e5)}${"]".repeat(1e5)}}`) },
    file === "config.json" ? "config-invalid" : "tokenizer-invalid",
    `${file} holds a value that is nested more than 100 levels deep`,
  ]),
  [
    "a tensor's type of 100,000 brackets",
    filesOf("family-albert", {
      bytes: () => {
        const header = `{"a":{"dtype":${"[".repeat(1e5)}${"]".repeat(1e5)},"shape":[1],"data_offsets":[0,4]}}`;
        const bytes = new Uint8Array(8 + header.length + 4);
        new DataView(bytes.buffer).setBigUint64(0, BigInt(header.length), true);
        bytes.set(new TextEncoder().encode(header), 8);
        return bytes;
      },
    }),
    "safetensors-header-invalid",
    "header",
  ],
  [
    "a size of a million characters",
    filesOf("family-distilbert", { config: { dim: "9".repeat(1e6) } }),
    "config-invalid",
    "dim must be a positive integer, not",
  ],
  [
    "a tokenizer that is no JSON",
    { ...filesOf("family-albert"), "tokenizer.json": Uint8Array.of(0xff, 0xfe) },
    "tokenizer-invalid",
    "tokenizer.json is not valid JSON",
  ],
])("%s is refused in one line", (_, files, code, message) => {
  const error = refusal(files);
  expect(error).toMatchObject({ code });
  expect(sentenceOf(error)).toContain(message);
  expect(sentenceOf(error)).toMatch(/^[^\n]{10,400}\.$/);
});

describe("what is no fault", () => {
  test("heads, poolers and tables of position numbers beside the encoder", () => {
    const further = (tensors: Tensor[]) => [
      ...tensors,
      { name: "lm_head.dense.weight", shape: [15, 15], values: new Float32Array(225) },
      { name: "classifier.bias", shape: [2], values: Float32Array.of(NaN, 1) },
      { name: "embeddings.position_ids", shape: [1, 42], values: new Float32Array(42) },
    ];
    expect(readModel("good", filesOf("family-roberta", { tensors: further })).config.layers).toBe(2);
  });

  test.each([
    ["family-bert-gamma", "bert.embeddings.word_embeddings.weight", "cls.predictions.decoder.weight"],
    ["family-distilbert-head", "distilbert.embeddings.word_embeddings.weight", "vocab_projector.weight"],
    ["family-albert-head", "albert.embeddings.word_embeddings.weight", "predictions.decoder.weight"],
    ["family-xlm-roberta", "roberta.embeddings.word_embeddings.weight", "lm_head.decoder.weight"],
    ["family-mpnet-long", "mpnet.embeddings.word_embeddings.weight", "lm_head.decoder.weight"],
    ["family-electra-even", "electra.embeddings.word_embeddings.weight", "generator_lm_head.weight"],
  ])("%s whose word embeddings are stored as the output layer alone", (name, stored, other) => {
    const tied = (tensors: Tensor[]) => {
      const table = tensors.find((tensor) => tensor.name === stored)!;
      return [
        ...tensors.filter((tensor) => tensor.name !== stored && tensor.name !== other),
        { ...table, name: other },
      ];
    };
    const { weights } = readModel("tied", filesOf(name, { tensors: tied }));
    expect(weights.wordEmbeddings).toEqual(readModel("both", filesOf(name)).weights.wordEmbeddings);
  });

  test("a tokenizer with fewer tokens than the table has rows", () => {
    expect(
      readModel(
        "good",
        filesOf("family-roberta", {
          tokenizer: { model: { type: "WordPiece", unk_token: "a", continuing_subword_prefix: "##", vocab: { a: 0 } } },
        }),
      ).name,
    ).toBe("good");
  });
});
