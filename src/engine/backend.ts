/**
 * Which TensorFlow.js backend runs the encoder. Nothing is trusted: an adapter is probed before WebGPU is started, and
 * the encoder's first work is a self-check against plain float64 arithmetic; a backend that fails it is dropped.
 */
import { Encoder } from "../encoder/encoder.ts";
import { EncoderError } from "../encoder/encoderError.ts";
import type { EncoderModel } from "../encoder/model.ts";
import { selfCheck } from "../encoder/selfCheck.ts";
import { BackendError, type SkippedBackend } from "./backendError.ts";
import { backendOrder, type BackendName } from "./backendName.ts";
import { startBackend, type Backend, type WasmFiles } from "./backendStart.ts";

/** What happens while an encoder is started, for a progress line. */
export type StartStage = "start-backend" | "upload-weights" | "self-check";

export interface StartOptions {
  /** Tried first, software adapter or not; the others follow if it fails. Undefined: the order of backendName.ts. */
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
  /** Backends that come earlier in the order, or were asked for, and why they are not used. */
  readonly skipped: readonly SkippedBackend[];
}

/**
 * Starts the first backend that works and puts the encoder on it. Pass `backend.failure` to each encode, beside the
 * run's own signal: AbortSignal.any([run, backend.failure]). After a failure, call stopEncoder and this again; the
 * weights come from the model's host copies.
 * @throws BackendError `no-backend` if none works, with the reason of each; EncoderError `tensor-not-finite` if the
 *   weights are at fault; the signal's reason when aborted.
 */
export async function startEncoder(model: EncoderModel, options: StartOptions): Promise<StartedEncoder> {
  const { requested, signal } = options;
  const candidates =
    requested === undefined ? backendOrder : [requested, ...backendOrder.filter((name) => name !== requested)];
  const skipped: SkippedBackend[] = [];
  for (const name of candidates) {
    signal?.throwIfAborted();
    try {
      return { ...(await startOn(name, model, options)), skipped };
    } catch (error) {
      signal?.throwIfAborted();
      // Plain JavaScript adds and multiplies as it should: what is beyond float32 there, the weights have made so.
      if (name === "cpu" && leavesFloat32(error))
        throw new EncoderError("tensor-not-finite", { detail: "states-beyond-float32" }, { cause: error });
      skipped.push(skippedFor(name, error));
    }
  }
  throw new BackendError("no-backend", { detail: "none-works", backends: skipped });
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
): Promise<Omit<StartedEncoder, "skipped">> {
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
    throw new BackendError("self-check-failed", {
      detail: "deviation",
      deviation: deviation.toExponential(1),
      tolerance,
    });
  } catch (error) {
    encoder?.dispose();
    backend.dispose();
    throw error;
  }
}

/** True where the numbers leave float32. A deviation that is a number may be a kernel's fault, on plain JavaScript too. */
function leavesFloat32(error: unknown): boolean {
  if (error instanceof EncoderError) return error.code === "output-not-finite";
  if (!(error instanceof BackendError) || error.fault?.detail !== "deviation") return false;
  return !Number.isFinite(Number(error.fault.deviation));
}

function skippedFor(name: BackendName, error: unknown): SkippedBackend {
  if (error instanceof BackendError) return { name, code: error.code, fault: error.fault };
  const message = error instanceof Error ? error.message : String(error);
  return { name, code: "start-failed", fault: { detail: "foreign", message } };
}
