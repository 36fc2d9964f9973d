/**
 * A model from the Hub: the list of its files, then config.json and tokenizer.json, which may already refuse it, then the
 * weights, whose header is looked at as soon as it is there. Everything stays in a store, and a model that is kept there
 * whole is read without a word to the network.
 */
import { EncoderError } from "../encoder/encoderError.ts";
import { readModelHead, readModelWeights, type EncoderModel } from "../encoder/model.ts";
import { parseSafetensorsHeader, safetensorsHeaderBytes } from "../encoder/safetensors.ts";
import { canHash, sha256 } from "../encoder/sha256.ts";
import { defaultRevision, fileUrl, type HubModel } from "./hubAddress.ts";
import { readListing, type HubListing } from "./hubListing.ts";
import { fetchFile } from "./fetchFile.ts";
import type { FileStore } from "./fileStore.ts";
import { folderOf, readRecord, storedName, writeRecord, type FileRecord, type ModelRecord } from "./keptModels.ts";
import { checkFileSize, checkMemory, weightsIn, type MemoryBudget } from "./memoryNeed.ts";
import { ModelError } from "./modelFault.ts";
import { largestJson } from "./modelFiles.ts";
import { readSentenceFiles } from "./sentenceFiles.ts";
import { spillingStore } from "./spillingStore.ts";
import { shardsIn, singleWeights, weightsAmong, weightsIndex } from "./weightFiles.ts";

export interface HubModelOptions {
  readonly store: FileStore;
  readonly signal: AbortSignal;
  readonly memory: MemoryBudget;
  /** Bytes received; `total` is undefined while the server has not told it. */
  readonly onProgress: (received: number, total: number | undefined) => void;
}

/** As people are told of it. */
function nameOf({ name, revision }: HubModel): string {
  return revision === defaultRevision ? name : `${name}@${revision}`;
}

/**
 * Loads a model, from the store if it is kept there.
 * @throws ModelError, EncoderError; the signal's reason when aborted. What has come by then is kept, and the next try goes on from there.
 */
export async function loadHubModel(model: HubModel, options: HubModelOptions): Promise<EncoderModel> {
  const record = await readRecord(options.store, model);
  if (record?.complete === true) {
    // What the store has lost or damaged is fetched again.
    const kept = await readKept(record, options).catch((error: unknown) => {
      if (error instanceof EncoderError) return undefined;
      throw error;
    });
    if (kept !== undefined) return kept;
  }
  return new HubDownload(model, record, options).run();
}

/** A kept model; undefined if the store has lost a part of it. */
async function readKept(
  record: ModelRecord,
  { store, memory, onProgress }: HubModelOptions,
): Promise<EncoderModel | undefined> {
  const read = async (file: string): Promise<Uint8Array | undefined> => {
    const bytes = await store.read(folderOf(record), storedName(file));
    const known = record.files[file];
    if (bytes === undefined || bytes.length !== known?.size) return undefined;
    // A disk may have changed what it was given, and damaged weights give figures like any others.
    return known.sha256 !== undefined && canHash() && (await sha256(bytes)) !== known.sha256 ? undefined : bytes;
  };
  const [config, tokenizer] = [await read("config.json"), await read("tokenizer.json")];
  if (config === undefined || tokenizer === undefined) return undefined;
  const { tokenizerConfig, sentences } = await readSentenceFiles(async (file) => {
    if (record.files[file] === undefined) return undefined;
    const bytes = await read(file);
    // As if the model were not kept: it is fetched again.
    if (bytes === undefined) throw new EncoderError("file-corrupted", { detail: "not-json", file });
    return bytes;
  });
  const head = readModelHead({ "config.json": config, "tokenizer.json": tokenizer }, tokenizerConfig, sentences);
  const names = Object.keys(record.files)
    .filter((file) => file.endsWith(".safetensors"))
    .sort();
  const total = names.reduce((sum, file) => sum + (record.files[file]?.size ?? 0), 0);
  const weights: Uint8Array[] = [];
  let count = 0;
  let done = 0;
  for (const file of names) {
    const bytes = await read(file);
    if (bytes === undefined) return undefined;
    weights.push(bytes);
    count += weightsIn(
      parseSafetensorsHeader(bytes.subarray(0, safetensorsHeaderBytes(bytes, bytes.length)), bytes.length),
    );
    onProgress((done += bytes.length), total);
  }
  checkMemory(nameOf(record), { files: total, weights: count }, head.config, memory);
  const revision = record.commit ?? record.revision;
  return {
    name: nameOf(record),
    revision,
    ...head,
    weights: readModelWeights(weights, head.config),
    ...(sentences && { sentences }),
  };
}

class HubDownload {
  private readonly model: HubModel;
  private readonly options: HubModelOptions;
  private readonly store: ReturnType<typeof spillingStore>;
  private readonly before: ModelRecord | undefined;
  private files: Record<string, FileRecord>;
  private commit: string | undefined;
  private received = 0;
  private total: number | undefined;

  constructor(model: HubModel, before: ModelRecord | undefined, options: HubModelOptions) {
    this.model = model;
    this.options = options;
    this.before = before;
    this.files = { ...before?.files };
    this.store = spillingStore(options.store);
  }

  async run(): Promise<EncoderModel> {
    const { model, options } = this;
    const name = nameOf(model);
    const listing = await readListing(model, options.signal);
    this.commit = listing?.commit;
    const layout = listing === undefined ? undefined : weightsAmong(name, [...listing.files.keys()]);

    const config = await this.json("config.json", listing);
    const tokenizer = await this.json("tokenizer.json", listing);
    const { tokenizerConfig, sentences } = await readSentenceFiles((file) => this.optional(file, listing));
    const head = readModelHead({ "config.json": config, "tokenizer.json": tokenizer }, tokenizerConfig, sentences);
    const shards = await this.weightNames(layout, listing);
    for (const file of shards) checkFileSize(file, listing?.files.get(file)?.size);
    this.total = this.totalOf(shards, listing);

    const weights: Uint8Array[] = [];
    let count = 0;
    for (const [index, file] of shards.entries()) {
      const inspect = (bytes: Uint8Array, size: number | undefined): number => {
        checkFileSize(file, size);
        if (size === undefined) return 0;
        if (bytes.length < 8) return 8;
        const end = safetensorsHeaderBytes(bytes, size);
        if (bytes.length < end) return end;
        const entries = parseSafetensorsHeader(bytes.subarray(0, end), size);
        checkMemory(name, { files: size, weights: count + weightsIn(entries) }, head.config, options.memory);
        return 0;
      };
      const bytes = await this.fetch(file, listing, inspect, index === shards.length - 1);
      weights.push(bytes);
      count += weightsIn(
        parseSafetensorsHeader(bytes.subarray(0, safetensorsHeaderBytes(bytes, bytes.length)), bytes.length),
      );
    }
    checkMemory(
      name,
      { files: weights.reduce((sum, { length }) => sum + length, 0), weights: count },
      head.config,
      options.memory,
    );
    const revision = this.commit ?? model.revision;
    const read: EncoderModel = {
      name,
      revision,
      ...head,
      weights: readModelWeights(weights, head.config),
      ...(sentences && { sentences }),
    };
    // Only a model that could be read is worth keeping, and only one that is there as a whole.
    if (this.store.spilled()) await options.store.remove(folderOf(model)).catch(() => undefined);
    else await this.writeRecord(true);
    return read;
  }

  private async weightNames(
    layout: ReturnType<typeof weightsAmong> | undefined,
    listing: HubListing | undefined,
  ): Promise<string[]> {
    if (layout?.kind === "single") return [layout.file];
    if (layout?.kind === "sharded") return shardsIn(await this.json(weightsIndex, listing));
    // A server without a list is asked for the one file, then for the other.
    try {
      return shardsIn(await this.json(weightsIndex, undefined));
    } catch (error) {
      if (isMissing(error)) return [singleWeights];
      throw error;
    }
  }

  private totalOf(shards: readonly string[], listing: HubListing | undefined): number | undefined {
    let total = this.received;
    for (const file of shards) {
      const size = listing?.files.get(file)?.size;
      if (size === undefined) return undefined;
      total += size;
    }
    return total;
  }

  /** A small file that not every model has. A server without a list is asked for it. */
  private async optional(file: string, listing: HubListing | undefined): Promise<Uint8Array | undefined> {
    if (listing !== undefined && !listing.files.has(file)) return undefined;
    try {
      return await this.json(file, listing);
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  private async json(file: string, listing: HubListing | undefined): Promise<Uint8Array> {
    checkFileSize(file, listing?.files.get(file)?.size, largestJson);
    return this.fetch(file, listing, (_, size) => {
      checkFileSize(file, size, largestJson);
      return 0;
    });
  }

  private async fetch(
    file: string,
    listing: HubListing | undefined,
    inspect: (bytes: Uint8Array, size: number | undefined) => number,
    isLast = false,
  ): Promise<Uint8Array> {
    const { model, options } = this;
    const before = this.received;
    // All files of one commit, though the branch may move on meanwhile.
    const url = fileUrl({ ...model, revision: this.commit ?? model.revision }, file);
    const usable = this.before?.commit === this.commit ? this.before?.files[file] : undefined;
    let bytes: Uint8Array;
    try {
      bytes = await fetchFile(
        { model, file, url, signal: options.signal },
        {
          store: this.store,
          folder: folderOf(model),
          before: usable,
          listed: listing?.files.get(file),
          inspect,
          onRecord: (record) => {
            this.files[file] = record;
            return this.writeRecord(false);
          },
          onProgress: (received, size) => {
            const total = this.total ?? (isLast && size !== undefined ? before + size : undefined);
            options.onProgress(before + received, total);
          },
        },
      );
    } catch (error) {
      if (isMissing(error) && file === singleWeights) throw await this.withoutSafetensors(error);
      throw error;
    }
    const known = this.files[file]!;
    const checksum = known.sha256 ?? (canHash() ? await sha256(bytes) : undefined);
    this.files[file] = { ...known, size: bytes.length, sha256: checksum };
    this.received = before + bytes.length;
    return bytes;
  }

  /** Where there is no list, whether the weights are there in the old format has to be asked for. */
  private async withoutSafetensors(missing: unknown): Promise<unknown> {
    const found = "pytorch_model.bin";
    const { model, options } = this;
    try {
      const response = await fetch(fileUrl(model, found), {
        signal: options.signal,
        credentials: "omit",
        referrerPolicy: "no-referrer",
        headers: { Range: "bytes=0-0" },
      });
      await response.body?.cancel();
      if (response.ok) return new ModelError({ code: "no-safetensors", name: nameOf(model), found });
    } catch {
      options.signal.throwIfAborted();
    }
    return missing;
  }

  private async writeRecord(complete: boolean): Promise<void> {
    await writeRecord(this.store, { ...this.model, commit: this.commit, complete, files: this.files });
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof ModelError && error.fault.code === "file-missing";
}
