/** The conversion behind scripts/convert-model.ts. */
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { readConfig, type EncoderConfig } from "../src/encoder/config.ts";
import { encodeFloat16 } from "../src/encoder/float16.ts";
import { decodeTensor, parseSafetensors, type SafetensorsFile } from "../src/encoder/safetensors.ts";
import { writeSafetensors, type TensorToWrite } from "../src/encoder/safetensorsWriter.ts";
import { readWeights, rootOf } from "../src/encoder/weights.ts";

/**
 * Converts the model in folder `source` into folder `target`, which is made if it is missing.
 * @returns a line of report for each file written.
 * @throws if a file is missing, the model is not one that the encoder reads, or a weight overflows fp16.
 */
export async function convertModel(source: string, target: string): Promise<string[]> {
  const weightsPath = join(source, "model.safetensors");
  if (!existsSync(weightsPath)) {
    throw new Error(
      `${weightsPath} does not exist. Only safetensors are read: save the model with save_pretrained(…, safe_serialization=True) first.`,
    );
  }
  const config = readConfig(JSON.parse(await readFile(join(source, "config.json"), "utf8")));
  const weights = convertWeights(parseSafetensors(await readFile(weightsPath)), config);

  await mkdir(target, { recursive: true });
  await writeFile(join(target, "model.safetensors"), weights);
  const copied = ["config.json", "tokenizer.json"];
  for (const name of copied) await copyFile(join(source, name), join(target, name));

  const names = ["model.safetensors", ...copied].sort();
  const sums = await Promise.all(names.map(async (name) => `${await sha256(join(target, name))}  ${name}\n`));
  await writeFile(join(target, "SHA256SUMS"), sums.join(""));
  return sums.map((line) => line.trimEnd());
}

/** The encoder's tensors of a file, in fp16, under their own names without a task head's prefix, sorted by name. */
export function convertWeights(file: SafetensorsFile, config: EncoderConfig): Uint8Array {
  const root = rootOf(file, config);
  const names: string[] = [];
  // Checks every name, shape and value against the configuration, and says which tensors a hidden state depends on.
  readWeights(file, config, (name) => names.push(name));
  const tensors = names.sort().map((name): TensorToWrite => {
    const entry = file.entries.get(name)!;
    const values = decodeTensor(file, name, entry);
    const halves = encodeFloat16(values);
    const overflow = halves.findIndex((half) => (half & 0x7c00) === 0x7c00);
    if (overflow !== -1)
      throw new Error(`"${name}" holds ${values[overflow]} at position ${overflow}, beyond fp16's ±65504.`);
    return { name: name.slice(root.length), dtype: "F16", shape: entry.shape, bytes: new Uint8Array(halves.buffer) };
  });
  return writeSafetensors(tensors, { format: "pt" });
}

async function sha256(path: string): Promise<string> {
  return createHash("sha256")
    .update(await readFile(path))
    .digest("hex");
}
