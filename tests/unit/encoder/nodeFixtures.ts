/** Golden files and the default model, read from the disk. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { ModelFiles } from "../../../src/encoder/model.ts";
import { readTinyModel, tinyModelFiles, type TinyModel } from "../../golden/encoder/tinyModel.ts";

export const goldenFolder = fileURLToPath(new URL("../../golden/encoder/", import.meta.url));
export const modelFolder = fileURLToPath(new URL("../../../public/models/all-MiniLM-L6-v2", import.meta.url));

export function readGolden(name: string): Uint8Array {
  return readFileSync(goldenFolder + name);
}

export function readGoldenJson(name: string): unknown {
  return JSON.parse(new TextDecoder().decode(readGolden(name)));
}

export function tinyModel(name: string): TinyModel {
  const files = Object.fromEntries(tinyModelFiles.map((file) => [file, readGolden(`${name}/${file}`)]));
  return readTinyModel(name, files as unknown as ModelFiles & { "expected.safetensors": Uint8Array });
}
