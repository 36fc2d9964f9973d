import type { WebGPUProgram } from "@tensorflow/tfjs-backend-webgpu/dist/webgpu_program";
import { flatProgram, workgroupSize } from "./flatProgram.ts";

/** γ·(s − mean)/√(variance + ε) + β with s = x + residual (or x alone): one workgroup a row. */
export function addLayerNormProgram(rows: number, d: number, hasResidual: boolean): WebGPUProgram {
  const value = hasResidual ? "x[start + i] + residual[start + i]" : "x[start + i]";
  return flatProgram({
    name: `IsoscopeAddLayerNorm_${hasResidual}`,
    outputShape: [rows, d],
    workgroups: rows,
    variables: ["x", "gamma", "beta", ...(hasResidual ? ["residual"] : [])],
    uniforms: "rows : i32, d : i32, epsilon : f32,",
    // No invocation may leave before a barrier, so the spare workgroups compute the last row again and don't write it.
    code: `
      var<workgroup> partial : array<f32, ${workgroupSize}>;

      fn sumOverWorkgroup(lane : i32, value : f32) -> f32 {
        partial[lane] = value;
        workgroupBarrier();
        for (var half = ${workgroupSize / 2}; half > 0; half = half / 2) {
          if (lane < half) { partial[lane] = partial[lane] + partial[lane + half]; }
          workgroupBarrier();
        }
        let sum = partial[0];
        workgroupBarrier();
        return sum;
      }

      fn main(index : i32) {
        let lane = i32(localId.x);
        let row = index / ${workgroupSize};
        let start = min(row, uniforms.rows - 1) * uniforms.d;
        var sum = 0.0;
        for (var i = lane; i < uniforms.d; i = i + ${workgroupSize}) { sum = sum + (${value}); }
        let mean = sumOverWorkgroup(lane, sum) / f32(uniforms.d);
        var squares = 0.0;
        for (var i = lane; i < uniforms.d; i = i + ${workgroupSize}) {
          let centred = ${value} - mean;
          squares = squares + centred * centred;
        }
        let scale = 1.0 / sqrt(sumOverWorkgroup(lane, squares) / f32(uniforms.d) + uniforms.epsilon);
        if (row >= uniforms.rows) { return; }
        for (var i = lane; i < uniforms.d; i = i + ${workgroupSize}) {
          result[start + i] = (${value} - mean) * scale * gamma[i] + beta[i];
        }
      }
    `,
  });
}
