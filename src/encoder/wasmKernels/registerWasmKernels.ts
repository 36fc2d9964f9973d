/** Offers the encoder's own kernels to TensorFlow.js' wasm backend. They work on the backend's memory, in place of copies. */
import * as tf from "@tensorflow/tfjs-core";
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm/dist/backend_wasm";
import type { BatchShape } from "../attention.ts";
import { fusedKernels, type FusedKernel } from "../fusedKernels.ts";
import { relaxedSimdBinary, simdBinary } from "./binary.ts";

/** What assembly/kernels.ts exports; all pointers are byte offsets into the backend's memory. */
interface WasmKernels {
  dense(x: number, panels: number, out: number, spare: number, rows: number, inputs: number, outputs: number): void;
  gelu(x: number, out: number, count: number): void;
  addLayerNorm(
    x: number,
    residual: number,
    gamma: number,
    beta: number,
    out: number,
    rows: number,
    d: number,
    epsilon: number,
  ): void;
  attentionScratch(length: number, headSize: number): number;
  attention(
    queryKeyValue: number,
    out: number,
    lengths: number,
    scratch: number,
    sentences: number,
    length: number,
    heads: number,
    headSize: number,
    relativeBias: number,
    biasStride: number,
    positions: number,
  ): void;
}

type Inputs = Readonly<Record<string, tf.TensorInfo | undefined>>;
type KernelFunction = (
  kernels: WasmKernels,
  backend: BackendWasm,
  inputs: Inputs,
  attributes: unknown,
) => tf.TensorInfo;

const implementations: Readonly<Record<FusedKernel, KernelFunction>> = {
  [fusedKernels.dense]: (kernels, backend, { x, panels }, attributes) => {
    const { outputs } = attributes as { outputs: number };
    const [rows, inputs] = x!.shape;
    const out = backend.makeOutput([rows, outputs], "float32");
    const spare = backend.makeOutput([5, 8], "float32");
    kernels.dense(
      pointer(backend, x!),
      pointer(backend, panels!),
      pointer(backend, out),
      pointer(backend, spare),
      rows,
      inputs,
      outputs,
    );
    backend.disposeData(spare.dataId);
    return out;
  },
  [fusedKernels.gelu]: (kernels, backend, { x }) => {
    const out = backend.makeOutput(x!.shape, "float32");
    kernels.gelu(pointer(backend, x!), pointer(backend, out), tf.util.sizeFromShape(x!.shape));
    return out;
  },
  [fusedKernels.addLayerNorm]: (kernels, backend, { x, residual, gamma, beta }, attributes) => {
    const { epsilon } = attributes as { epsilon: number };
    const [rows, d] = x!.shape;
    const out = backend.makeOutput(x!.shape, "float32");
    const added = residual === undefined ? 0 : pointer(backend, residual);
    kernels.addLayerNorm(
      pointer(backend, x!),
      added,
      pointer(backend, gamma!),
      pointer(backend, beta!),
      pointer(backend, out),
      rows,
      d,
      epsilon,
    );
    return out;
  },
  [fusedKernels.selfAttention]: (kernels, backend, { queryKeyValue, relativeBias }, attributes) => {
    const { sentences, length, lengths, heads, positions } = attributes as BatchShape & {
      heads: number;
      positions: number;
    };
    const d = queryKeyValue!.shape[1] / 3;
    const headSize = d / heads;
    const out = backend.makeOutput([sentences * length, d], "float32");
    const used = backend.makeOutput([sentences], "int32", undefined, lengths);
    const scratch = backend.makeOutput([kernels.attentionScratch(length, headSize)], "float32");
    kernels.attention(
      pointer(backend, queryKeyValue!),
      pointer(backend, out),
      pointer(backend, used),
      pointer(backend, scratch),
      sentences,
      length,
      heads,
      headSize,
      relativeBias === undefined ? 0 : pointer(backend, relativeBias),
      relativeBias?.shape[1] ?? 0,
      positions,
    );
    backend.disposeData(used.dataId);
    backend.disposeData(scratch.dataId);
    return out;
  },
};

function pointer(backend: BackendWasm, { dataId }: tf.TensorInfo): number {
  return backend.getMemoryOffset(dataId);
}

let registered = false;

/** Registers the kernels. Call it before the wasm backend starts, and only where WebAssembly has SIMD. */
export function registerWasmKernels(): void {
  if (registered) return;
  registered = true;
  const instances = new WeakMap<BackendWasm, WasmKernels>();
  for (const [kernelName, run] of Object.entries(implementations)) {
    tf.registerKernel({
      kernelName,
      backendName: "wasm",
      kernelFunc: ({ inputs, backend, attrs }) => {
        const wasm = backend as BackendWasm;
        let kernels = instances.get(wasm);
        if (kernels === undefined) instances.set(wasm, (kernels = instantiate(wasm)));
        return run(kernels, wasm, inputs as Inputs, attrs);
      },
    });
  }
}

function instantiate(backend: BackendWasm): WasmKernels {
  const { asm } = backend.wasm as unknown as { asm: { memory: WebAssembly.Memory } };
  const relaxed = bytesOf(relaxedSimdBinary);
  const module = new WebAssembly.Module(WebAssembly.validate(relaxed) ? relaxed : bytesOf(simdBinary));
  return new WebAssembly.Instance(module, { env: { memory: asm.memory } }).exports as unknown as WasmKernels;
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
