/** What the encoder's WebGPU programs share: one invocation, or one workgroup, for each of a flat range of items. */
import type { WebGPUProgram } from "@tensorflow/tfjs-backend-webgpu/dist/webgpu_program";

export const workgroupSize = 64;

/**
 * A program of TensorFlow.js' WebGPU backend that calls `main(index)` for index = 0 … at least workgroups · 64 − 1. More
 * invocations than asked for may run: past 65,535 workgroups the backend folds them into a square. So the code must
 * test its index: a write past the end of a buffer lands on its last element. (The backend's own softmax does not, and
 * spoils its last value.)
 */
export function flatProgram(options: {
  readonly name: string;
  readonly outputShape: number[];
  readonly workgroups: number;
  readonly variables: string[];
  /** Uniforms after those of the backend, such as "heads : i32, length : i32,". */
  readonly uniforms?: string;
  /** 4 to read and write vec4<f32>; all float inputs and the output then have that type. */
  readonly components?: { readonly output: number; readonly inputs: number[] };
  readonly code: string;
}): WebGPUProgram {
  const { name, outputShape, workgroups, variables, uniforms, components, code } = options;
  return {
    shaderKey: name,
    outputShape,
    variableNames: variables,
    dispatchLayout: { x: outputShape.map((_, axis) => axis) },
    dispatch: [workgroups, 1, 1],
    workgroupSize: [workgroupSize, 1, 1],
    ...(uniforms !== undefined && { uniforms }),
    ...(components !== undefined && { outputComponent: components.output, variableComponents: components.inputs }),
    getUserCode: () => code,
  };
}
