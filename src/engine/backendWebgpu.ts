/** Starts the WebGPU backend on a device of our own, so that its errors and its loss are reported. */
import * as tf from "@tensorflow/tfjs-core";
import { registerWebgpuKernels } from "../encoder/webgpuKernels/registerWebgpuKernels.ts";
import { BackendError } from "./backendError.ts";

export interface StartWebgpuOptions {
  /** True also accepts a software adapter (SwiftShader, llvmpipe), which is far slower than wasm. */
  readonly allowSoftwareAdapter: boolean;
  /** Called once the device reports an error or is lost. */
  readonly onFailure: (error: BackendError) => void;
}

/**
 * Probes for an adapter, makes a device and makes a WebGPU backend on it the current one.
 * @returns the adapter's name, empty where it has none, and what closes the device in the end.
 * @throws BackendError `not-available` or `software-adapter`.
 */
export async function startWebgpu({
  allowSoftwareAdapter,
  onFailure,
}: StartWebgpuOptions): Promise<{ adapter: string; close: () => void }> {
  // Missing in Node, in older browsers and on pages without a secure context.
  const gpu = typeof navigator === "undefined" ? undefined : (navigator.gpu as GPU | undefined);
  if (gpu === undefined) throw new BackendError("not-available", { detail: "no-webgpu" });
  const adapter = await gpu.requestAdapter({ powerPreference: "high-performance" });
  if (adapter === null) throw new BackendError("not-available", { detail: "no-adapter" });
  const name = nameOf(adapter.info);
  if (!allowSoftwareAdapter && isSoftware(adapter.info)) {
    throw new BackendError("software-adapter", { detail: "software-adapter", adapter: name });
  }

  const device = await adapter.requestDevice({ requiredLimits: limitsOf(adapter) });
  device.addEventListener("uncapturederror", ({ error }) => {
    onFailure(new BackendError("device-error", { detail: "device-error", message: error.message }));
  });
  let closed = false;
  const close = () => {
    closed = true;
    device.destroy();
  };
  void device.lost.then(({ message }) => {
    if (!closed) onFailure(new BackendError("device-lost", { detail: "device-lost", message }));
  });

  const { WebGPUBackend } = await import("@tensorflow/tfjs-backend-webgpu");
  // Its own factory would ask for another device, out of our sight.
  if (tf.findBackendFactory("webgpu")) tf.removeBackend("webgpu");
  registerWebgpuKernels();
  tf.registerBackend("webgpu", () => new WebGPUBackend(device, adapter.info));
  if (!(await tf.setBackend("webgpu"))) throw new BackendError("start-failed", { detail: "webgpu-not-started" });
  return { adapter: name, close };
}

function isSoftware(info: GPUAdapterInfo): boolean {
  return info.isFallbackAdapter || /swiftshader|llvmpipe|lavapipe|warp|basic render/i.test(nameOf(info));
}

function nameOf({ vendor, architecture, device, description }: GPUAdapterInfo): string {
  return [vendor, architecture, device, description].filter((part) => part !== "").join(" ");
}

/** The adapter's own limits where they matter to the backend; the defaults are lower. */
function limitsOf({ limits }: GPUAdapter): Record<string, number> {
  return {
    maxComputeWorkgroupStorageSize: limits.maxComputeWorkgroupStorageSize,
    maxComputeWorkgroupsPerDimension: limits.maxComputeWorkgroupsPerDimension,
    maxStorageBufferBindingSize: limits.maxStorageBufferBindingSize,
    maxBufferSize: limits.maxBufferSize,
    maxComputeWorkgroupSizeX: limits.maxComputeWorkgroupSizeX,
    maxComputeInvocationsPerWorkgroup: limits.maxComputeInvocationsPerWorkgroup,
  };
}
