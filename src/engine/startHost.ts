/** Starts an encoder in the browser, telling the page how far it is and what it runs on. */
import type { EncoderModel } from "../encoder/model.ts";
import type { BackendName } from "./backendName.ts";
import { wasmFiles } from "./backendWasmFiles.ts";
import type { StartStage } from "./backend.ts";
import { EncoderHost } from "./encoderHost.ts";
import type { EngineEvent } from "./protocol/protocol.ts";

const startStages: readonly StartStage[] = ["start-backend", "upload-weights", "self-check"];

/** @throws BackendError `no-backend`. */
export function startHost(
  model: EncoderModel,
  backend: BackendName | undefined,
  emit: (event: EngineEvent) => void,
): Promise<EncoderHost> {
  const options = {
    requested: backend,
    wasmFiles,
    onStage: (stage: StartStage) =>
      emit({ kind: "progress", stage: "start", done: startStages.indexOf(stage), total: startStages.length }),
  };
  return EncoderHost.start(model, options, ({ backend: running, skipped, encoder }) => {
    const { name, revision, config, sentences } = encoder.model;
    emit({
      kind: "ready",
      backend: {
        name: running.name,
        device: running.device,
        skipped,
      },
      model: {
        name,
        ...(revision !== undefined && { revision }),
        layers: config.layers,
        d: config.hiddenSize,
        maximumTokens: config.maximumTokens,
        ...(sentences && { sentences }),
      },
    });
  });
}
