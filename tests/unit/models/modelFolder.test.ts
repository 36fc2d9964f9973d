/** Folders of models as transformers, sentence-transformers, PEFT and torch.compile write them. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parseArguments } from "../../../src/cli/arguments.ts";
import { measureText } from "../../../src/cli/measureText.ts";
import { createProgress } from "../../../src/cli/progress.ts";
import { decodeTensor, parseSafetensors } from "../../../src/encoder/safetensors.ts";
import { writeSafetensors } from "../../../src/encoder/safetensorsWriter.ts";
import { TextTokenizer } from "../../../src/encoder/tokenizer.ts";
import { withTokenizerConfig } from "../../../src/encoder/tokenizerConfig.ts";
import { momentsOf } from "../../../src/geometry/covariance.ts";
import { isoScore, normsOf } from "../../../src/geometry/isoscore.ts";
import type { PointCloud } from "../../../src/geometry/pointCloud.ts";
import { runToEnd } from "../../../src/geometry/steps.ts";
import { ModelError } from "../../../src/models/modelFault.ts";
import { readModelFolder } from "../../../src/models/modelFolder.ts";
import { longestText, lowersText, readSentenceModules } from "../../../src/models/sentenceModules.ts";
import { words } from "../../words.ts";

const inputs = join(import.meta.dirname, "../../golden/inputs/models");
const sentenceModel = join(inputs, "sentence-transformers");
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "isoscope-models-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** A copy of the encoder alone, in which `change` has been done. */
function encoderCopy(name: string, change: (path: string) => void): string {
  const path = join(folder, name);
  mkdirSync(path, { recursive: true });
  for (const file of ["config.json", "tokenizer.json", "model.safetensors"])
    cpSync(join(sentenceModel, file), join(path, file));
  change(path);
  return path;
}

async function faultOf(path: string): Promise<unknown> {
  try {
    await readModelFolder(path);
  } catch (error) {
    if (error instanceof ModelError) return error.fault;
    throw error;
  }
  return undefined;
}

async function lastLayer(argv: readonly string[]): Promise<{ cloud: PointCloud; notices: string; pooling?: string }> {
  const errors = new PassThrough();
  const args = parseArguments(argv);
  if (args.kind !== "text") throw new Error("text is measured here");
  let cloud: PointCloud | undefined;
  const report = await measureText(args, new PassThrough(), createProgress(words, errors), (source) => {
    ({ cloud } = source.pointsOf(source.layers - 1));
  });
  return { cloud: cloud!, notices: String(errors.read() ?? ""), ...(report.pooling && { pooling: report.pooling }) };
}

test("limit and pooling are the model's own; with its dense layer the vectors are those of sentence-transformers", async () => {
  const argv = ["--text", join(inputs, "lines.txt"), "--model", sentenceModel, "--unit", "sentences", "--no-intervals"];
  const { cloud, notices, pooling } = await lastLayer(argv);
  expect(pooling).toBe("cls");
  expect(notices).toContain("2_Dense, 3_Normalize");
  expect(notices).toContain(words.command.cut(16, [6], 1));
  const dense = parseSafetensors(readFileSync(join(sentenceModel, "2_Dense/model.safetensors")));
  const tensor = (name: string) => decodeTensor(dense, name, dense.entries.get(name)!);
  const [weight, bias] = [tensor("linear.weight"), tensor("linear.bias")];
  const values = new Float64Array(cloud.n * 16);
  for (let i = 0; i < cloud.n; i++) {
    for (let k = 0; k < 16; k++) {
      let sum = bias[k];
      for (let j = 0; j < 32; j++) sum += weight[k * 32 + j] * cloud.values[i * 32 + j];
      values[i * 16 + k] = Math.tanh(sum);
    }
    const row = values.subarray(i * 16, (i + 1) * 16);
    const length = Math.hypot(...row);
    row.forEach((value, k) => (row[k] = value / length));
  }
  // sentence-transformers 6.2 in float32; the same in float64 is 0.078065677, so that float32 tells five digits apart.
  expect(isoScore(normsOf(momentsOf({ values, n: cloud.n, d: 16 })))).toBeCloseTo(0.078064662, 5);
});

test("a pooling that is named goes before the model's own, and that is said", async () => {
  const argv = ["--text", join(inputs, "lines.txt"), "--model", sentenceModel, "--unit", "sentences"];
  const { notices, pooling } = await lastLayer([...argv, "--pooling", "mean", "--no-intervals"]);
  expect(pooling).toBe("mean");
  expect(notices).toContain(words.command.otherPooling("sentence-transformers", "cls"));
});

test("the encoder of an older folder of sentence-transformers is found", async () => {
  const path = join(folder, "old");
  encoderCopy("old/0_Transformer", () => undefined);
  const step = (name: string, type: string) => ({ path: name, type: `sentence_transformers.models.${type}` });
  writeFileSync(
    join(path, "modules.json"),
    JSON.stringify([step("0_Transformer", "Transformer"), step("1_Pooling", "Pooling")]),
  );
  mkdirSync(join(path, "1_Pooling"));
  const flags = { pooling_mode_cls_token: true, pooling_mode_mean_tokens: false };
  writeFileSync(join(path, "1_Pooling/config.json"), JSON.stringify(flags));
  const model = await readModelFolder(path);
  expect([model.name, model.config.layers, model.sentences?.pooling]).toEqual(["old", 2, "cls"]);
});

test("what the steps of a sentence model are is read, and what can't be followed is named", () => {
  const modules = [
    { type: "a.Transformer", path: "" },
    { type: "a.Pooling", path: "1_Pooling" },
    { type: "a.Dense", path: "../elsewhere" },
    { type: "a.Normalize", path: "2_Normalize" },
  ];
  const pooling = (config: unknown) => readSentenceModules(modules, () => config);
  expect(pooling({ pooling_mode: "mean" })).toEqual({
    encoderFolder: "",
    pooling: "mean",
    notFollowed: ["2_Normalize"],
  });
  expect(pooling({ pooling_mode_max_tokens: true, pooling_mode_cls_token: true })).toMatchObject({
    pooling: undefined,
    notFollowed: ["1_Pooling (max + cls)", "2_Normalize"],
  });
  // Dropped files may lack the folder that says which pooling it is.
  expect(pooling(undefined)).toMatchObject({ pooling: undefined, notFollowed: ["1_Pooling", "2_Normalize"] });
  expect([lowersText({ do_lower_case: true }), lowersText({}), lowersText(undefined)]).toEqual([true, false, false]);
  expect(longestText({ max_seq_length: 128 }, { model_max_length: 512 })).toBe(128);
  expect(longestText(undefined, { model_max_length: 512 })).toBe(512);
  expect(longestText({}, { model_max_length: 1e30 })).toBeUndefined();
});

test("weights of a compiled model are found behind PyTorch's prefix", async () => {
  const path = encoderCopy("compiled", (copy) => {
    const file = join(copy, "model.safetensors");
    const read = parseSafetensors(readFileSync(file));
    const tensors = [...read.entries].map(([name, entry]) => ({
      name: `_orig_mod.${name}`,
      dtype: "F32" as const,
      shape: entry.shape,
      bytes: new Uint8Array(decodeTensor(read, name, entry).slice().buffer),
    }));
    writeFileSync(file, writeSafetensors(tensors, {}));
  });
  expect((await readModelFolder(path)).weights).toEqual((await readModelFolder(sentenceModel)).weights);
});

test("a pointer of Git LFS and an adapter are named", async () => {
  const pointer = encoderCopy("pointer", (path) =>
    writeFileSync(
      join(path, "model.safetensors"),
      "version https://git-lfs.github.com/spec/v1\noid sha256:ab\nsize 9\n",
    ),
  );
  expect(await faultOf(pointer)).toEqual({ code: "git-lfs-pointer", file: "model.safetensors" });
  const adapter = join(folder, "adapter");
  mkdirSync(adapter);
  writeFileSync(join(adapter, "adapter_config.json"), "{}");
  expect(await faultOf(adapter)).toEqual({ code: "adapter", name: "adapter" });
});

test("letters are lowered as tokenizer_config.json says, as in transformers", () => {
  const file = (name: string): unknown => JSON.parse(readFileSync(join(inputs, "do-lower-case", name), "utf8"));
  const ids = (config: unknown) => {
    const json = withTokenizerConfig(file("tokenizer.json"), config);
    const tokenizer = new TextTokenizer(json, { vocabularySize: 295, maximumTokens: 64 });
    return [...runToEnd(tokenizer.tokenize(["The Old Harbour was quiet", "café and Straße"])).ids];
  };
  // Rust tokenizers 0.23.3 with the normalizer's lowercase false, and true.
  expect(ids(file("tokenizer_config.json"))).toEqual([2, 1, 1, 1, 208, 266, 3, 2, 1, 66, 1, 3]);
  const lowered = [2, 59, 92, 293, 208, 266, 3, 2, 226, 66, 283, 3];
  expect(ids(undefined)).toEqual(lowered);
  expect(ids({ tokenizer_class: "PreTrainedTokenizerFast", do_lower_case: false })).toEqual(lowered);
});

test("a tokenizer without a token before the text can't be pooled by it", async () => {
  const path = encoderCopy("no-cls", (copy) => {
    const file = join(copy, "tokenizer.json");
    const json = JSON.parse(readFileSync(file, "utf8")) as object;
    writeFileSync(file, JSON.stringify({ ...json, post_processor: null }));
  });
  const argv = ["--text", join(inputs, "lines.txt"), "--model", path, "--unit", "sentences", "--pooling", "cls"];
  await expect(lastLayer(argv)).rejects.toMatchObject({ name: "UsageError" });
  expect((await readModelFolder(path)).tokenizer.hasTokenBefore).toBe(false);
});
