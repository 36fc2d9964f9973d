/** The names of the backends, apart from their code, so that the page can name them without loading TensorFlow.js. */
export type BackendName = "webgpu" | "wasm" | "webgl" | "cpu";

/** Fastest first. WebGPU stands here only for a hardware adapter. */
export const backendOrder: readonly BackendName[] = ["webgpu", "wasm", "webgl", "cpu"];
