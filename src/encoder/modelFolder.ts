/** Reads a model from a folder on disk. Node only; the browser downloads with modelDownload.ts. */
import { readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { EncoderError } from "./encoderError.ts";
import { readModel, type EncoderModel } from "./model.ts";
import { missingTokenizer } from "./tokenizerJson.ts";

/**
 * Reads the model in a folder that holds config.json, tokenizer.json and model.safetensors.
 * @throws EncoderError `tokenizer-missing`; `download-failed` if another file can't be read; else what readModel throws.
 */
export async function readModelFolder(folder: string): Promise<EncoderModel> {
  const read = async (name: string): Promise<Uint8Array> => {
    try {
      return await readFile(join(folder, name));
    } catch (cause) {
      throw new EncoderError("download-failed", `${join(folder, name)} can't be read.`, { cause });
    }
  };
  const names = await readdir(folder).catch((): string[] => []);
  if (names.length > 0 && !names.includes("tokenizer.json")) throw missingTokenizer(names);
  return readModel(basename(folder), {
    "config.json": await read("config.json"),
    "tokenizer.json": await read("tokenizer.json"),
    "model.safetensors": await read("model.safetensors"),
  });
}
