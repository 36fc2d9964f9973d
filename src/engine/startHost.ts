/** Downloads the model into the browser and starts its encoder, telling the page how far it is. */
import { downloadModel } from "../encoder/modelDownload.ts";
import { wasmFiles } from "./backendWasmFiles.ts";
import type { StartStage } from "./backend.ts";
import { EncoderHost } from "./encoderHost.ts";
import type { EngineEvent, EngineRequest } from "./protocol.ts";

const startStages: readonly StartStage[] = ["start-backend", "upload-weights", "self-check"];

/** @throws EncoderError if the model can't be had; BackendError `no-backend`. */
export async function startHost(request: Extract<EngineRequest, { kind: "start" }>, emit: (event: EngineEvent) => void): Promise<EncoderHost> {
  const model = await downloadModel(request.modelUrl, {
    onProgress: (received, total) => {
      if (total !== undefined) emit({ kind: "progress", stage: "download", done: received, total });
    },
  });
  const options = {
    requested: request.backend,
    wasmFiles,
    onStage: (stage: StartStage) => emit({ kind: "progress", stage: "start", done: startStages.indexOf(stage), total: startStages.length }),
  };
  return EncoderHost.start(model, options, ({ backend, notices }) => {
    const { config } = model;
    emit({
      kind: "ready",
      backend: {
        name: backend.name,
        description: backend.description,
        passedOver: notices.map(({ backend: name, code, message }) => ({ name, code, detail: message })),
      },
      model: { name: model.name, layers: config.layers, d: config.hiddenSize, maximumTokens: config.maximumTokens },
    });
  });
}
