/** The names of the backends, apart from their code, so that the page can name them without loading TensorFlow.js. */
export type BackendName = "webgpu" | "wasm" | "webgl" | "cpu";

/** Fastest first; WebGPU only on a hardware adapter. */
export const backendOrder: readonly BackendName[] = ["webgpu", "wasm", "webgl", "cpu"];

/** What a backend runs on. */
export type BackendDevice =
  /** A graphics adapter, by the name that the browser gives it; empty where it gives none. */
  | { readonly kind: "adapter"; readonly name: string }
  | { readonly kind: "wasm"; readonly hasSimd: boolean }
  | { readonly kind: "javascript" };
