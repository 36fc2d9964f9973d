/**
 * The encoder's own WebAssembly kernels, in AssemblyScript with 128-bit SIMD. They run on the memory of TensorFlow.js'
 * wasm backend, which has no LayerNorm, a scalar erf, attention products ten times slower than its dense ones, and dense
 * ones without fused multiply-add. All pointers are byte offsets of float32 values.
 * scripts/build-wasm-kernels.mjs compiles this twice, with and without relaxed SIMD.
 */
export { attention, attentionScratch, product4x8 } from "./attention";
export { dense, tile5x8 } from "./dense";
export { gelu } from "./gelu";
export { addLayerNorm } from "./layerNorm";
