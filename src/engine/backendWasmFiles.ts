/** The wasm backend's binaries as the bundler serves them. For Node see backendNode.ts. */
import plain from "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url";
import simd from "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url";
import type { WasmFiles } from "./backendStart.ts";

export const wasmFiles: WasmFiles = { simd, plain };
