/** Reads a model from wherever the page says that it is. */
import type { EncoderModel } from "../encoder/model.ts";
import { downloadModel } from "../encoder/modelDownload.ts";
import type { ModelSource } from "./modelProtocol.ts";
import type { ReadOptions } from "./modelSwitch.ts";

/** @throws EncoderError if the model can't be had or read; the signal's reason when aborted. */
export function readModelSource(source: ModelSource, { signal, onProgress }: ReadOptions): Promise<EncoderModel> {
  return downloadModel(source.url, { signal, onProgress: (received, total) => onProgress("download", received, total) });
}
