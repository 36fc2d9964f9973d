/**
 * A model in files that are at hand: dropped on the page, or in a folder on disk. They are read and go nowhere. The
 * weights' headers are read first, so that a model that does not fit is refused before memory is taken.
 */
import { EncoderError } from "../encoder/encoderError.ts";
import { readModelHead, readModelWeights, type EncoderModel } from "../encoder/model.ts";
import { parseSafetensorsHeader, safetensorsHeaderBytes } from "../encoder/safetensors.ts";
import { gitLfsPointer } from "../files/gitLfsPointer.ts";
import { streamOf, type ByteSource } from "../vectors/byteSource.ts";
import { checkFileSize, checkMemory, weightsIn, type MemoryBudget } from "./memoryNeed.ts";
import { ModelError } from "./modelFault.ts";
import { readSentenceFiles } from "./sentenceFiles.ts";
import { shardsIn, weightsAmong, weightsIndex } from "./weightFiles.ts";

export interface ReadFilesOptions {
  readonly signal: AbortSignal;
  readonly memory: MemoryBudget;
  /** Bytes read and of all files. */
  readonly onProgress: (done: number, total: number) => void;
}

/** More than any config.json or tokenizer.json. */
export const largestJson = 200_000_000;

/**
 * Reads a model.
 * @param sources the model's files among others; others are left alone.
 * @throws ModelError, EncoderError; the signal's reason when aborted.
 */
export async function readModelFiles(
  name: string,
  sources: readonly ByteSource[],
  options: ReadFilesOptions,
): Promise<EncoderModel> {
  const { signal, memory, onProgress } = options;
  const byName = new Map(sources.map((source) => [source.name, source]));
  const layout = weightsAmong(name, [...byName.keys()]);
  const sourceOf = (file: string): ByteSource => {
    const source = byName.get(file);
    if (source === undefined) throw new ModelError({ code: "file-missing", name, file });
    return source;
  };
  const json = async (file: string) => {
    const source = sourceOf(file);
    checkFileSize(file, source.size, largestJson);
    const bytes = await readPart(source, 0, source.size);
    refusePointer(file, bytes);
    return bytes;
  };
  const { tokenizerConfig, sentences } = await readSentenceFiles(async (file) =>
    byName.has(file) ? json(file) : undefined,
  );
  const head = readModelHead(
    { "config.json": await json("config.json"), "tokenizer.json": await json("tokenizer.json") },
    tokenizerConfig,
    sentences,
  );
  const weights = (layout.kind === "single" ? [layout.file] : shardsIn(await json(weightsIndex))).map(sourceOf);
  await checkHeaders(name, weights, head.config, memory);

  const total = weights.reduce((sum, { size }) => sum + size, 0);
  let done = 0;
  const files: Uint8Array[] = [];
  for (const source of weights) {
    const bytes = new Uint8Array(source.size);
    let position = 0;
    for await (const piece of readable(source)) {
      signal.throwIfAborted();
      bytes.set(piece, position);
      position += piece.length;
      done += piece.length;
      onProgress(done, total);
    }
    files.push(bytes);
  }
  return { name, ...head, weights: readModelWeights(files, head.config), ...(sentences && { sentences }) };
}

async function checkHeaders(
  name: string,
  weights: readonly ByteSource[],
  config: EncoderModel["config"],
  memory: MemoryBudget,
): Promise<void> {
  let count = 0;
  for (const source of weights) {
    checkFileSize(source.name, source.size);
    refusePointer(source.name, await readPart(source, 0, Math.min(256, source.size)));
    const end = safetensorsHeaderBytes(await readPart(source, 0, Math.min(8, source.size)), source.size);
    count += weightsIn(parseSafetensorsHeader(await readPart(source, 0, end), source.size));
  }
  checkMemory(name, { files: weights.reduce((sum, { size }) => sum + size, 0), weights: count }, config, memory);
}

/** @throws ModelError `git-lfs-pointer`. */
function refusePointer(file: string, head: Uint8Array): void {
  if (gitLfsPointer(head) !== undefined) throw new ModelError({ code: "git-lfs-pointer", file });
}

async function readPart(source: ByteSource, start: number, end: number): Promise<Uint8Array> {
  try {
    return await source.read(start, end);
  } catch (cause) {
    throw new ModelError({ code: "files-unreadable", file: source.name }, { cause });
  }
}

/** A source's bytes in pieces; a file that was changed or removed meanwhile is named. */
async function* readable(source: ByteSource): AsyncGenerator<Uint8Array, void, void> {
  try {
    yield* streamOf(source, 0, source.size);
  } catch (cause) {
    if (cause instanceof ModelError || cause instanceof EncoderError) throw cause;
    throw new ModelError({ code: "files-unreadable", file: source.name }, { cause });
  }
}
