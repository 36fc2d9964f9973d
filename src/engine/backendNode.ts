/** Starts the encoder in Node, on the wasm backend or on plain JavaScript. */
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { EncoderModel } from "../encoder/model.ts";
import { startEncoder, type StartedEncoder, type StartOptions } from "./backend.ts";
import type { WasmFiles } from "./backendStart.ts";
import { EncoderHost } from "./encoderHost.ts";

/** Where the wasm backend's binaries lie among the installed packages. */
function nodeWasmFiles(): WasmFiles {
  const folder = dirname(createRequire(import.meta.url).resolve("@tensorflow/tfjs-backend-wasm"));
  return { simd: join(folder, "tfjs-backend-wasm-simd.wasm"), plain: join(folder, "tfjs-backend-wasm.wasm") };
}

/** startEncoder in Node. */
export async function startEncoderInNode(
  model: EncoderModel,
  options: Omit<StartOptions, "wasmFiles"> = {},
): Promise<StartedEncoder> {
  return withoutNewProcessListeners(() => startEncoder(model, { ...options, wasmFiles: nodeWasmFiles() }));
}

/** EncoderHost.start in Node. */
export async function startHostInNode(
  model: EncoderModel,
  onStarted: (started: StartedEncoder) => void,
): Promise<EncoderHost> {
  return withoutNewProcessListeners(() => EncoderHost.start(model, { wasmFiles: nodeWasmFiles() }, onStarted));
}

const processEvents = ["uncaughtException", "unhandledRejection"] as const;

/**
 * The wasm binary's JavaScript installs process-wide handlers of uncaught errors, which print its whole minified source
 * over any later error of the program. They are taken off again.
 */
async function withoutNewProcessListeners<T>(run: () => Promise<T>): Promise<T> {
  const listeners = (event: (typeof processEvents)[number]) => process.listeners(event as "uncaughtException");
  const before = processEvents.map(listeners);
  try {
    return await run();
  } finally {
    processEvents.forEach((event, index) => {
      for (const listener of listeners(event)) {
        if (!before[index].includes(listener)) process.removeListener(event, listener);
      }
    });
  }
}
