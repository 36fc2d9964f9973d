import { wordedLater } from "../sentences.ts";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";
import { convertModel } from "../../../scripts/convertModel.ts";
import type { EncoderModel } from "../../../src/encoder/model.ts";
import { readModelFolder } from "../../../src/models/modelFolder.ts";
import { decodeTensor, parseSafetensors } from "../../../src/encoder/safetensors.ts";
import { writeSafetensors } from "../../../src/encoder/safetensorsWriter.ts";
import { familyModelNames } from "../../golden/encoder/tinyModel.ts";
import { goldenFolder, readGolden, tinyModel } from "./nodeFixtures.ts";

const temporary = mkdtempSync(join(tmpdir(), "convert-model-"));
afterAll(() => {
  rmSync(temporary, { recursive: true });
});

/** A copy of the small F32 checkpoint whose weights file holds the given tensors in place of its own. */
function folderWith(
  name: string,
  tensors: readonly { name: string; values: Float32Array; shape: readonly number[] }[],
): string {
  const folder = join(temporary, name);
  cpSync(goldenFolder + "tiny-gelu", folder, { recursive: true });
  const toWrite = tensors.map(({ name: tensor, values, shape }) => ({
    name: tensor,
    dtype: "F32" as const,
    shape,
    bytes: new Uint8Array(values.buffer),
  }));
  writeFileSync(join(folder, "model.safetensors"), writeSafetensors(toWrite, { format: "pt" }));
  return folder;
}

const original = parseSafetensors(readGolden("tiny-gelu/model.safetensors"));
const originalTensors = [...original.entries].map(([name, entry]) => ({
  name,
  values: decodeTensor(original, name, entry),
  shape: entry.shape,
}));

test("F32 weights become the halves that PyTorch rounds them to, without the pooler", async () => {
  const target = join(temporary, "converted");
  await convertModel(goldenFolder + "tiny-gelu", target);
  const converted = parseSafetensors(readFileSync(join(target, "model.safetensors")));
  const expected = parseSafetensors(readGolden("tiny-gelu/expected.safetensors"));

  const names = [...converted.entries.keys()];
  const kept = [...original.entries.keys()].filter((name) => !name.startsWith("pooler."));
  expect(names).toEqual(kept.sort());
  for (const [name, entry] of converted.entries) {
    const reference = expected.entries.get(`half.${name}`)!;
    expect(entry).toMatchObject({ dtype: "F16", shape: reference.shape });
    expect(
      Buffer.compare(
        converted.bytes.subarray(entry.start, entry.end),
        expected.bytes.subarray(reference.start, reference.end),
      ),
      name,
    ).toBe(0);
  }
  expect((await readModelFolder(target)).config.layers).toBe(2);
});

test("SHA256SUMS holds for every file, and a second conversion gives the same bytes", async () => {
  const [first, second] = [join(temporary, "first"), join(temporary, "second")];
  await convertModel(goldenFolder + "tiny-gelu", first);
  await convertModel(first, second);
  const sums = readFileSync(join(first, "SHA256SUMS"), "utf8");
  expect(readFileSync(join(second, "SHA256SUMS"), "utf8")).toBe(sums);
  const lines = sums
    .trimEnd()
    .split("\n")
    .map((line) => line.split("  "));
  expect(lines.map(([, name]) => name)).toEqual(["config.json", "model.safetensors", "tokenizer.json"]);
  for (const [sum, name] of lines)
    expect(
      createHash("sha256")
        .update(readFileSync(join(first, name)))
        .digest("hex"),
    ).toBe(sum);
});

test("a checkpoint with a task head is stored without the head and the prefix", async () => {
  const withHead = originalTensors.map((tensor) => ({ ...tensor, name: `bert.${tensor.name}` }));
  withHead.push({ name: "classifier.weight", values: new Float32Array(24), shape: [2, 12] });
  const target = join(temporary, "without-head");
  await convertModel(folderWith("with-head", withHead), target);
  await convertModel(goldenFolder + "tiny-gelu", join(temporary, "bare"));
  expect(
    readFileSync(join(target, "model.safetensors")).equals(readFileSync(join(temporary, "bare", "model.safetensors"))),
  ).toBe(true);
});

test.each(familyModelNames)(
  "%s is converted: half the size or less, the encoder's tensors alone, and readable",
  async (name) => {
    const target = join(temporary, name);
    await convertModel(goldenFolder + name, target);
    const converted = parseSafetensors(readFileSync(join(target, "model.safetensors")));
    const names = [...converted.entries.keys()];
    expect(
      names.filter((tensor) =>
        /^(?:bert|distilbert|albert|roberta|mpnet|electra)\.|pooler|lm_head|predictions|vocab_/.test(tensor),
      ),
    ).toEqual([]);
    const { weights, config } = await readModelFolder(target);
    const source = tinyModel(name).model;
    expect(config).toEqual(source.config);
    // Of half precision: 11 bits.
    const pairs = (model: EncoderModel) => [
      model.weights.wordEmbeddings,
      ...model.weights.layers.flatMap((layer) => [
        layer.queryKeyValue.weight,
        layer.output.bias,
        layer.outputLayerNorm.gamma,
      ]),
    ];
    const originals = pairs(source);
    pairs({ ...source, weights }).forEach((values, index) => {
      values.forEach((value, i) => {
        expect(Math.abs(value - originals[index][i])).toBeLessThanOrEqual(
          Math.abs(originals[index][i]) * 2 ** -11 + 2 ** -25,
        );
      });
    });
    expect(weights.relativeBias === undefined).toBe(!name.startsWith("family-mpnet"));
    expect(weights.embeddingProjection === undefined).toBe(!/albert|electra$/.test(name) || name.includes("distil"));
  },
);

test("a weight beyond fp16 is refused by name", async () => {
  const tensors = originalTensors.map((tensor) => ({ ...tensor, values: tensor.values.slice() }));
  const broken = tensors.find(({ name }) => name === "encoder.layer.1.output.dense.bias")!;
  broken.values[3] = 65520;
  await expect(wordedLater(convertModel(folderWith("overflow", tensors), join(temporary, "never")))).rejects.toThrow(
    '"encoder.layer.1.output.dense.bias" holds 65520 at position 3, beyond fp16\'s ±65504.',
  );
});

test("a missing tensor and a wrong shape are refused by name", async () => {
  const missing = originalTensors.filter(({ name }) => name !== "embeddings.LayerNorm.bias");
  await expect(wordedLater(convertModel(folderWith("missing", missing), join(temporary, "never")))).rejects.toThrow(
    'no tensor named "embeddings.LayerNorm.bias"',
  );
  const turned = originalTensors.map((tensor) =>
    tensor.name.endsWith("intermediate.dense.weight") ? { ...tensor, shape: [...tensor.shape].reverse() } : tensor,
  );
  await expect(wordedLater(convertModel(folderWith("turned", turned), join(temporary, "never")))).rejects.toThrow(
    "has the shape [12, 20]; the configuration asks for [20, 12]",
  );
});

test("the command says how it is used, and what is wrong with a folder, in one line", () => {
  const script = fileURLToPath(new URL("../../../scripts/convert-model.ts", import.meta.url));
  const tsx = fileURLToPath(new URL("../../../node_modules/tsx/dist/cli.mjs", import.meta.url));
  const run = (...args: string[]) => {
    try {
      return {
        status: 0,
        text: execFileSync(process.execPath, [tsx, script, ...args], { encoding: "utf8", stdio: "pipe" }),
      };
    } catch (error) {
      const { status, stderr } = error as { status: number; stderr: string };
      return { status, text: stderr };
    }
  };
  expect(run()).toEqual({
    status: 2,
    text: "Usage: npx tsx scripts/convert-model.ts <model folder> <output folder>\n",
  });
  const pickled = mkdtempSync(join(temporary, "pickled-"));
  writeFileSync(join(pickled, "pytorch_model.bin"), "never read");
  const refused = run(pickled, join(temporary, "never"));
  expect(refused.status).toBe(1);
  expect(refused.text).toMatch(/model\.safetensors does not exist\. Only safetensors are read.*\n$/);
});
