/** Starts one TensorFlow.js backend. Only its own package is loaded. */
import * as tf from "@tensorflow/tfjs-core";
import { registerWasmKernels } from "../encoder/wasmKernels/registerWasmKernels.ts";
import { BackendError } from "./backendError.ts";
import type { BackendDevice, BackendName } from "./backendName.ts";
import { startWebgpu } from "./backendWebgpu.ts";

/** A running backend. */
export interface Backend {
  readonly name: BackendName;
  readonly device: BackendDevice;
  /** Aborts, with a BackendError as reason, when the device is lost or reports an error. What was computed since is
   * worthless: TensorFlow.js itself would hand out garbage. */
  readonly failure: AbortSignal;
  /** Stops the backend and frees its memory. It can be started again. */
  dispose(): void;
}

/** URLs (browser) or paths (Node) of the wasm backend's binaries. */
export interface WasmFiles {
  readonly simd: string;
  readonly plain: string;
}

/**
 * Starts a backend and makes it the current one.
 * @throws BackendError `not-available`, `software-adapter` or `start-failed`.
 */
export async function startBackend(
  name: BackendName,
  { wasmFiles, allowSoftwareAdapter }: { wasmFiles: WasmFiles; allowSoftwareAdapter: boolean },
): Promise<Backend> {
  const failure = new AbortController();
  let device: BackendDevice;
  let closeDevice = (): void => undefined;
  switch (name) {
    case "webgpu": {
      const webgpu = await startWebgpu({
        allowSoftwareAdapter,
        onFailure: (error) => {
          failure.abort(error);
        },
      });
      device = { kind: "adapter", name: webgpu.adapter };
      closeDevice = webgpu.close;
      break;
    }
    case "wasm":
      device = await startWasm(wasmFiles);
      break;
    case "webgl":
      device = await startWebgl((error) => {
        failure.abort(error);
      });
      break;
    case "cpu":
      await import("@tensorflow/tfjs-backend-cpu");
      await activate("cpu");
      device = { kind: "javascript" };
      break;
  }
  const dispose = () => {
    stop(name);
    closeDevice();
  };
  return { name, device, failure: failure.signal, dispose };
}

async function startWasm({ simd, plain }: WasmFiles): Promise<BackendDevice> {
  const { setWasmPaths } = await import("@tensorflow/tfjs-backend-wasm");
  // The threaded build needs cross-origin isolation, which static hosts don't grant, and fails when minified.
  tf.env().set("WASM_HAS_MULTITHREAD_SUPPORT", false);
  setWasmPaths({
    "tfjs-backend-wasm.wasm": plain,
    "tfjs-backend-wasm-simd.wasm": simd,
    "tfjs-backend-wasm-threaded-simd.wasm": simd,
  });
  const hasSimd = Boolean(await tf.env().getAsync("WASM_HAS_SIMD_SUPPORT"));
  if (hasSimd) registerWasmKernels();
  await activate("wasm");
  return { kind: "wasm", hasSimd };
}

async function startWebgl(onFailure: (error: BackendError) => void): Promise<BackendDevice> {
  // Node has no canvas at all; asked for its WebGL version there, TensorFlow.js prints a page of errors.
  if (typeof OffscreenCanvas === "undefined" && typeof document === "undefined")
    throw new BackendError("not-available", { detail: "no-webgl" });
  const { MathBackendWebGL } = await import("@tensorflow/tfjs-backend-webgl");
  if (tf.env().getNumber("WEBGL_VERSION") === 0)
    throw new BackendError("not-available", { detail: "no-webgl-version" });
  await activate("webgl");
  const backend = tf.backend();
  if (!(backend instanceof MathBackendWebGL)) throw new BackendError("start-failed", { detail: "webgl-not-started" });
  const { gl } = backend.getGPGPUContext();
  gl.canvas.addEventListener("webglcontextlost", () => {
    onFailure(new BackendError("device-lost", { detail: "webgl-context-lost" }));
  });
  return { kind: "adapter", name: String(gl.getParameter(gl.RENDERER)) };
}

/** Makes a registered backend the current one. */
async function activate(name: BackendName): Promise<void> {
  let started: boolean;
  try {
    started = await tf.setBackend(name);
  } catch (cause) {
    throw new BackendError("start-failed", { detail: "not-started", backend: name }, { cause });
  }
  if (!started) throw new BackendError("start-failed", { detail: "not-started", backend: name });
}

/** TensorFlow.js forgets how to make a backend that it removes, so it is told again. */
function stop(name: BackendName): void {
  const factory = tf.findBackendFactory(name);
  if (factory === null || factory === undefined) return;
  tf.removeBackend(name);
  tf.registerBackend(name, factory);
}
