/** The page's end of the protocol: one worker, typed requests in, typed events out. */
import { heldUntilListening } from "./listeningWorker.ts";
import type { EngineEvent, EngineRequest } from "./protocol/protocol.ts";

export interface EngineClient {
  readonly post: (request: EngineRequest) => void;
  readonly dispose: () => void;
}

/**
 * Starts the engine worker. `onEvent` is called for each of its events; a worker that fails to load or throws
 * outside a run is reported as a failure too, so that the page never waits for an engine that is gone.
 */
export function startEngine(onEvent: (event: EngineEvent) => void): EngineClient {
  const worker = heldUntilListening(
    new Worker(new URL("./worker.ts", import.meta.url), { type: "module", name: "isoscope-engine" }),
  );
  worker.addEventListener("message", (message: MessageEvent<EngineEvent>) => onEvent(message.data));
  worker.addEventListener("error", (error) => {
    onEvent({ kind: "failed", failure: { code: "unexpected", detail: error.message } });
  });
  return {
    post: (request) => worker.postMessage(request),
    dispose: () => worker.terminate(),
  };
}
