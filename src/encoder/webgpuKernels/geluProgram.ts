import type { WebGPUProgram } from "@tensorflow/tfjs-backend-webgpu/dist/webgpu_program";
import { flatProgram, workgroupSize } from "./flatProgram.ts";

/**
 * x·(1 + erf(x/√2))/2, one invocation an element. erf is odd and rational in the square of its argument, with the
 * minimax coefficients that XLA and Eigen use for float32 (absolute error below 2e-7 on [−4, 4]).
 */
export function geluProgram(shape: number[], elements: number): WebGPUProgram {
  return flatProgram({
    name: "IsoscopeGelu",
    outputShape: shape,
    workgroups: Math.ceil(elements / workgroupSize),
    variables: ["x"],
    uniforms: "elements : i32,",
    code: `
      fn main(index : i32) {
        if (index >= uniforms.elements) { return; }
        let value = x[index];
        let z = clamp(value * 0.7071067811865476, -4.0, 4.0);
        let t = z * z;
        var p = -2.72614225801306e-10;
        p = p * t + 2.77068142495902e-8;
        p = p * t - 2.10102402082508e-6;
        p = p * t - 5.69250639462346e-5;
        p = p * t - 7.34990630326855e-4;
        p = p * t - 2.95459980854025e-3;
        p = p * t - 1.60960333262415e-2;
        var q = -1.45660718464996e-5;
        q = q * t - 2.13374055278905e-4;
        q = q * t - 1.68282697438203e-3;
        q = q * t - 7.37332916720468e-3;
        q = q * t - 1.42647390514189e-2;
        result[index] = 0.5 * value * (1.0 + z * p / q);
      }
    `,
  });
}
