/** A running wasm or cpu backend in Node. */
import { stopEncoder, type StartedEncoder } from "../../../src/engine/backend.ts";
import { startEncoderInNode } from "../../../src/engine/backendNode.ts";
import { tinyModel } from "../encoder/nodeFixtures.ts";

export async function startBackendInNode(requested: "wasm" | "cpu"): Promise<{ stop: () => void }> {
  const started: StartedEncoder = await startEncoderInNode(tinyModel("tiny-relu").model, { requested });
  if (started.backend.name !== requested) throw new Error(`${requested} did not start`);
  return {
    stop: () => {
      stopEncoder(started);
    },
  };
}
