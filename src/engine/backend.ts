/**
 * Which TensorFlow.js backend runs the encoder. Nothing is trusted: an adapter is probed before WebGPU is started, and
 * the encoder's first work is a self-check against plain float64 arithmetic; a backend that fails it is dropped.
 */
import { Encoder } from "../encoder/encoder.ts";
import type { EncoderModel } from "../encoder/model.ts";
import { selfCheck } from "../encoder/selfCheck.ts";
import { BackendError, type BackendErrorCode } from "./backendError.ts";
import { backendOrder, type BackendName } from "./backendName.ts";
import { startBackend, type Backend, type WasmFiles } from "./backendStart.ts";

/** Why a backend that comes earlier in the order, or was asked for, is not the one in use. */
export interface BackendNotice {
  readonly backend: BackendName;
  readonly code: BackendErrorCode;
  readonly message: string;
}

/** What happens while an encoder is started, for a progress line. */
export type StartStage = "start-backend" | "upload-weights" | "self-check";

export interface StartOptions {
  /** Tried first, software adapter or not; the others follow if it fails. Undefined: the order above. */
  readonly requested?: BackendName | undefined;
  /** Where the wasm backend's binaries are: see backendWasmFiles.ts (browser) and backendNode.ts. */
  readonly wasmFiles: WasmFiles;
  readonly onStage?: (stage: StartStage, backend: BackendName) => void;
  /** Checked between stages. */
  readonly signal?: AbortSignal;
}

/** An encoder that passed its self-check, on the backend that it runs on. */
export interface StartedEncoder {
  readonly encoder: Encoder;
  readonly backend: Backend;
  /** One for each backend that was passed over. */
  readonly notices: readonly BackendNotice[];
}

/**
 * Starts the first backend that works and puts the encoder on it. Pass `backend.failure` to each encode, beside the
 * run's own signal: AbortSignal.any([run, backend.failure]). After a failure, call stopEncoder and this again; the
 * weights come from the model's host copies.
 * @throws BackendError `no-backend` if none works, with the notices in its message; the signal's reason when aborted.
 */
export async function startEncoder(model: EncoderModel, options: StartOptions): Promise<StartedEncoder> {
  const { requested, signal } = options;
  const candidates =
    requested === undefined ? backendOrder : [requested, ...backendOrder.filter((name) => name !== requested)];
  const notices: BackendNotice[] = [];
  for (const name of candidates) {
    signal?.throwIfAborted();
    try {
      return { ...(await startOn(name, model, options)), notices };
    } catch (error) {
      signal?.throwIfAborted();
      notices.push(notice(name, error));
    }
  }
  throw new BackendError(
    "no-backend",
    `No backend works here. ${notices.map(({ backend, message }) => `${backend}: ${message}`).join(" ")}`,
  );
}

/** Frees the weights on the device and the backend with them. */
export function stopEncoder({ encoder, backend }: Pick<StartedEncoder, "encoder" | "backend">): void {
  encoder.dispose();
  backend.dispose();
}

async function startOn(
  name: BackendName,
  model: EncoderModel,
  options: StartOptions,
): Promise<Omit<StartedEncoder, "notices">> {
  const { onStage, signal, requested, wasmFiles } = options;
  onStage?.("start-backend", name);
  const backend = await startBackend(name, { wasmFiles, allowSoftwareAdapter: requested === name });
  let encoder: Encoder | undefined;
  try {
    signal?.throwIfAborted();
    onStage?.("upload-weights", name);
    encoder = new Encoder(model);
    onStage?.("self-check", name);
    const stop = signal === undefined ? backend.failure : AbortSignal.any([signal, backend.failure]);
    const { passed, deviation, tolerance } = await selfCheck(encoder, stop);
    if (passed) return { encoder, backend };
    throw new BackendError(
      "self-check-failed",
      `Its results differ from the reference by ${deviation.toExponential(1)} of the largest value; at most ${tolerance} is accepted.`,
    );
  } catch (error) {
    encoder?.dispose();
    backend.dispose();
    throw error;
  }
}

function notice(backend: BackendName, error: unknown): BackendNotice {
  if (error instanceof BackendError) return { backend, code: error.code, message: error.message };
  return { backend, code: "start-failed", message: error instanceof Error ? error.message : String(error) };
}
