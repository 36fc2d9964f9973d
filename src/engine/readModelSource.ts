/** Reads a model from wherever the page says that it is, in the worker. */
import { downloadModel } from "../encoder/modelDownload.ts";
import type { EncoderModel } from "../encoder/model.ts";
import type { FileStore } from "../models/fileStore.ts";
import { loadHubModel } from "../models/hubModel.ts";
import { listKept, listUnfinished, removeKept } from "../models/keptModels.ts";
import { memoryLimitHere, type MemoryBudget } from "../models/memoryNeed.ts";
import { readModelFiles } from "../models/modelFiles.ts";
import { openOriginStore } from "../models/originStore.ts";
import { blobSource } from "../vectors/byteSource.ts";
import type { ModelSource } from "./protocol/models.ts";
import type { ReadOptions } from "./modelSwitch.ts";
import { hiddenStateBytes } from "./sentenceBudget.ts";
import type { KeptModelShelf } from "./handlers/models.ts";

let opened: Promise<FileStore> | undefined;

/** One store for the worker's life: where the browser has none, what is in memory stays at least until the tab is closed. */
function store(): Promise<FileStore> {
  opened ??= openOriginStore();
  return opened;
}

/** @throws ModelError or EncoderError if the model can't be loaded or read; the signal's reason when aborted. */
export async function readModelSource(source: ModelSource, { signal, onProgress }: ReadOptions): Promise<EncoderModel> {
  const memory: MemoryBudget = { limit: memoryLimitHere(), hiddenStates: hiddenStateBytes };
  const options = {
    signal,
    memory,
    onProgress: (done: number, total: number | undefined) => onProgress("download", done, total),
  };
  switch (source.from) {
    case "url":
      return downloadModel(source.url, options);
    case "hub":
      return loadHubModel(source.model, { ...options, store: await store() });
    case "files":
      return readModelFiles(
        source.name,
        [
          ...source.files.map((file) => blobSource(file.name, file)),
          ...Object.entries(source.inner).map(([path, file]) => blobSource(path, file)),
        ],
        options,
      );
  }
}

export const keptModelShelf: KeptModelShelf = {
  list: async () => ({ kept: await listKept(await store()), unfinished: await listUnfinished(await store()) }),
  remove: async (model) => removeKept(await store(), model),
};
