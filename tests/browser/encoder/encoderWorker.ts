/** A module worker that encodes a small checkpoint on the backend it is told, as the engine's worker does. */
import { encodeTexts } from "../../../src/encoder/encodeTexts.ts";
import { startEncoder, stopEncoder } from "../../../src/engine/backend.ts";
import type { BackendName } from "../../../src/engine/backendName.ts";
import { wasmFiles } from "../../../src/engine/backendWasmFiles.ts";
import { largestDeviation } from "../../golden/encoder/tinyModel.ts";
import { fetchTinyModel } from "./browserFixtures.ts";

export type WorkerAnswer =
  { readonly backend: string; readonly skipped: number; readonly deviation: number } | { readonly error: string };

async function encode(requested: BackendName | undefined, name: string): Promise<WorkerAnswer> {
  const { model, tokens, layers } = await fetchTinyModel(name);
  const started = await startEncoder(model, { requested, wasmFiles });
  const states = await encodeTexts(started.encoder, tokens, { signal: started.backend.failure });
  const deviation = Math.max(...layers.map((reference, layer) => largestDeviation(states.layers[layer], reference)));
  stopEncoder(started);
  return { backend: started.backend.name, skipped: started.skipped.length, deviation };
}

addEventListener("message", ({ data }: MessageEvent<{ backend: BackendName | undefined; model: string }>) => {
  encode(data.backend, data.model)
    .catch((error: unknown): WorkerAnswer => ({ error: String(error) }))
    .then((answer) => {
      postMessage(answer);
    })
    .catch(reportError);
});
