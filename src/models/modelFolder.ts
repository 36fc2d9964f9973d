/** Reads a model from a folder on disk. Node only. */
import { open, readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { EncoderError } from "../encoder/encoderError.ts";
import type { EncoderModel } from "../encoder/model.ts";
import type { ByteSource } from "../vectors/byteSource.ts";
import { readModelFiles, type ReadFilesOptions } from "./modelFiles.ts";
import { moduleFiles, readSentenceModules } from "./sentenceModules.ts";

/** All that fits in the machine: who names a folder of their own is not stopped by a browser's bounds. */
const everything: ReadFilesOptions = {
  signal: new AbortController().signal,
  memory: { limit: Infinity, hiddenStates: 0 },
  onProgress: () => undefined,
};

/**
 * Reads the model in a folder that holds config.json, tokenizer.json and model.safetensors, or its shards; or a
 * folder of sentence-transformers that holds such a one.
 * @throws EncoderError `download-failed` if the folder can't be read; else what readModelFiles throws.
 */
export async function readModelFolder(folder: string, options: ReadFilesOptions = everything): Promise<EncoderModel> {
  const names = await namesIn(folder);
  const modules = names.includes("modules.json") ? await parsedJson(join(folder, "modules.json")) : undefined;
  const { encoderFolder } = readSentenceModules(modules, () => undefined);
  // Older folders have the encoder in one of its own; what is said of sentences stays beside it.
  const inside = encoderFolder !== "" && !names.includes("config.json");
  const encoder = inside ? join(folder, encoderFolder) : folder;
  const wanted = (inside ? await namesIn(encoder) : names).filter((name) =>
    /\.(json|safetensors|bin|h5|msgpack|onnx|txt|model)$/.test(name),
  );
  const beside = [...(inside ? ["modules.json"] : []), ...moduleFiles(modules)];
  const sources = await Promise.all([
    ...wanted.map((name) => diskSource(encoder, name)),
    ...beside.map((name) => diskSource(folder, name).catch(() => undefined)),
  ]);
  const found = sources.filter((source) => source !== undefined);
  return readModelFiles(basename(folder), found, options);
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (cause) {
    throw new EncoderError("download-failed", { detail: "folder-unreadable", folder }, { cause });
  }
}

/** Undefined where it can't be read; if it is needed, whoever reads the model says so. */
async function parsedJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch {
    return undefined;
  }
}

async function diskSource(folder: string, name: string): Promise<ByteSource> {
  const path = join(folder, name);
  const handle = await open(path);
  try {
    const { size } = await handle.stat();
    return { name, size, read: (start, end) => readPart(path, start, end) };
  } finally {
    await handle.close();
  }
}

async function readPart(path: string, start: number, end: number): Promise<Uint8Array> {
  const handle = await open(path);
  try {
    const bytes = new Uint8Array(end - start);
    let filled = 0;
    while (filled < bytes.length) {
      const { bytesRead } = await handle.read(bytes, filled, bytes.length - filled, start + filled);
      if (bytesRead === 0) throw new Error(`${path} ends before byte ${end}`);
      filled += bytesRead;
    }
    return bytes;
  } finally {
    await handle.close();
  }
}
