/** Offers the encoder's own kernels to TensorFlow.js' WebGPU backend. */
import * as tf from "@tensorflow/tfjs-core";
import type { WebGPUBackend } from "@tensorflow/tfjs-backend-webgpu";
import type { BatchShape } from "../attention.ts";
import { fusedKernels, type FusedKernel } from "../fusedKernels.ts";
import { addLayerNormProgram } from "./addLayerNormProgram.ts";
import { geluProgram } from "./geluProgram.ts";
import { selfAttentionProgram } from "./selfAttentionProgram.ts";

type Inputs = Readonly<Record<string, tf.TensorInfo | undefined>>;
type KernelFunction = (backend: WebGPUBackend, inputs: Inputs, attributes: unknown) => tf.TensorInfo;

/** The backend's own dense layer is good on a GPU. */
const implementations: Readonly<Record<Exclude<FusedKernel, typeof fusedKernels.dense>, KernelFunction>> = {
  [fusedKernels.gelu]: (backend, { x }) => {
    const elements = tf.util.sizeFromShape(x!.shape);
    return backend.runWebGPUProgram(geluProgram(x!.shape, elements), [x!], "float32", [int(elements)]);
  },
  [fusedKernels.addLayerNorm]: (backend, { x, residual, gamma, beta }, attributes) => {
    const [rows, d] = x!.shape;
    const { epsilon } = attributes as { epsilon: number };
    const inputs = [x!, gamma!, beta!, ...(residual === undefined ? [] : [residual])];
    const program = addLayerNormProgram(rows, d, residual !== undefined);
    return backend.runWebGPUProgram(program, inputs, "float32", [int(rows), int(d), float(epsilon)]);
  },
  [fusedKernels.selfAttention]: (backend, { queryKeyValue, relativeBias }, attributes) => {
    const { sentences, length, lengths, heads, positions } = attributes as BatchShape & {
      heads: number;
      positions: number;
    };
    const headSize = queryKeyValue!.shape[1] / 3 / heads;
    const used = backend.makeTensorInfo([sentences], "int32", lengths);
    const program = selfAttentionProgram(sentences, length, heads, headSize, relativeBias !== undefined);
    const uniforms = [
      int(sentences),
      int(length),
      int(heads),
      float(1 / Math.sqrt(headSize)),
      int(relativeBias?.shape[1] ?? 0),
      int(positions),
    ];
    const inputs = [queryKeyValue!, used, ...(relativeBias === undefined ? [] : [relativeBias])];
    const out = backend.runWebGPUProgram(program, inputs, "float32", uniforms);
    backend.disposeData(used.dataId);
    return out;
  },
};

const int = (value: number) => ({ type: "int32", data: [value] });
const float = (value: number) => ({ type: "float32", data: [value] });

let registered = false;

/** Registers the kernels. Call it before the WebGPU backend starts. */
export function registerWebgpuKernels(): void {
  if (registered) return;
  registered = true;
  for (const [kernelName, run] of Object.entries(implementations)) {
    tf.registerKernel({
      kernelName,
      backendName: "webgpu",
      kernelFunc: ({ inputs, backend, attrs }) => run(backend as WebGPUBackend, inputs as Inputs, attrs),
    });
  }
}
