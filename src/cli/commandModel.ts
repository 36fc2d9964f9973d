/** The model that a command is asked for: the built-in one, a folder on disk, or a name on the Hugging Face Hub. */
import { stat } from "node:fs/promises";
import { totalmem } from "node:os";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { EncoderModel } from "../encoder/model.ts";
import { folderStore, usersModelFolder } from "../models/folderStore.ts";
import { publicHub, readHubModel } from "../models/hubAddress.ts";
import { loadHubModel } from "../models/hubModel.ts";
import { ModelError } from "../models/modelFault.ts";
import { readModelFolder } from "../models/modelFolder.ts";
import { callersFolder } from "./input.ts";
import type { Progress } from "./progress.ts";
import { UsageError } from "./usageError.ts";

const builtInModel = fileURLToPath(new URL("../../public/models/all-MiniLM-L6-v2", import.meta.url));

/**
 * Reads it. A name may carry a revision, organisation/name@revision; its files are kept in the user's folder for caches.
 * The environment's HF_ENDPOINT names a mirror.
 * @throws UsageError if it can't be loaded, EncoderError if it can't be read.
 */
export async function readCommandModel(argument: string | undefined, progress: Progress): Promise<EncoderModel> {
  progress.report(progress.messages.command.loadingModel, 0, 1);
  try {
    if (argument === undefined) return await readModelFolder(builtInModel);
    const path = resolve(callersFolder(), argument);
    if (await isFolder(path)) return await readModelFolder(path);
    return await fromHub(argument, progress);
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    const { fault } = error;
    throw new UsageError(({ command, models }) => command.badModel(argument ?? "", fault.code, models.fault(fault)));
  }
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (entry) => entry.isDirectory(),
    () => false,
  );
}

function fromHub(argument: string, progress: Progress): Promise<EncoderModel> {
  const [name, revision] = argument.split("@", 2);
  const model = readHubModel({
    name: name!,
    baseUrl: process.env.HF_ENDPOINT || publicHub,
    ...(revision !== undefined && { revision }),
  });
  return loadHubModel(model, {
    store: folderStore(usersModelFolder()),
    signal: new AbortController().signal,
    memory: { limit: totalmem(), hiddenStates: 0 },
    onProgress: (received, total) =>
      progress.report(progress.messages.command.downloading(model.name), received, total ?? 0),
  });
}
