/** Dense layers. */
import { at, multiplyAdd } from "./vector";

/** Rows of x that pass over all the weights together; they stay in the cache meanwhile. */
const ROW_BLOCK: i32 = 40;

/**
 * out (rows × outputs) = x (rows × inputs) · weight + bias. `panels` holds the weights in panels of 8 outputs, each of
 * 1 + inputs rows of 8: the biases, then the weights of each input; the last is filled up with zeros. `spare` has room
 * for 5 × 8 values.
 */
export function dense(x: usize, panels: usize, out: usize, spare: usize, rows: i32, inputs: i32, outputs: i32): void {
  for (let first = 0; first < rows; first += ROW_BLOCK) {
    const last = min(first + ROW_BLOCK, rows);
    for (let column = 0; column < outputs; column += 8) {
      const panel = at(panels, column * (inputs + 1));
      const whole = column + 8 <= outputs;
      for (let row = first; row < last; row += 5) {
        if (whole && row + 5 <= last) {
          tile5x8(at(x, row * inputs), inputs, panel, at(out, row * outputs + column), outputs, inputs);
          continue;
        }
        // At the edges a tile is made apart and what is wanted of it copied. The tile's last rows may be those before.
        const start = max(0, min(row, rows - 5));
        if (rows >= 5) tile5x8(at(x, start * inputs), inputs, panel, spare, 8, inputs);
        const columns = <usize>min(8, outputs - column) << 2;
        for (let r = row; r < min(row + 5, last); r++) {
          if (rows < 5) tile1x8(at(x, r * inputs), panel, spare, inputs);
          memory.copy(at(out, r * outputs + column), at(spare, rows < 5 ? 0 : (r - start) * 8), columns);
        }
      }
    }
  }
}

/**
 * 5 × 8 outputs of a dense layer: rows of xStride and outStride floats. Exported to keep the compiler from inlining it:
 * within the loops above V8 runs out of registers (24 GFLOP/s in place of 38; 48 with fused multiply-add).
 */
export function tile5x8(x: usize, xStride: i32, panel: usize, out: usize, outStride: i32, inputs: i32): void {
  const x1 = at(x, xStride);
  const x2 = at(x, 2 * xStride);
  const x3 = at(x, 3 * xStride);
  const x4 = at(x, 4 * xStride);
  const bias0 = v128.load(panel);
  const bias1 = v128.load(panel, 16);
  let c00 = bias0, c01 = bias1, c10 = bias0, c11 = bias1, c20 = bias0, c21 = bias1, c30 = bias0, c31 = bias1, c40 = bias0, c41 = bias1;
  let row = panel + 32;
  const end = row + (<usize>inputs << 5);
  let k: usize = 0;
  while (row < end) {
    const w0 = v128.load(row);
    const w1 = v128.load(row, 16);
    const v0 = v128.load_splat<f32>(x + k);
    c00 = multiplyAdd(v0, w0, c00);
    c01 = multiplyAdd(v0, w1, c01);
    const v1 = v128.load_splat<f32>(x1 + k);
    c10 = multiplyAdd(v1, w0, c10);
    c11 = multiplyAdd(v1, w1, c11);
    const v2 = v128.load_splat<f32>(x2 + k);
    c20 = multiplyAdd(v2, w0, c20);
    c21 = multiplyAdd(v2, w1, c21);
    const v3 = v128.load_splat<f32>(x3 + k);
    c30 = multiplyAdd(v3, w0, c30);
    c31 = multiplyAdd(v3, w1, c31);
    const v4 = v128.load_splat<f32>(x4 + k);
    c40 = multiplyAdd(v4, w0, c40);
    c41 = multiplyAdd(v4, w1, c41);
    row += 32;
    k += 4;
  }
  v128.store(out, c00);
  v128.store(out, c01, 16);
  const out1 = at(out, outStride);
  v128.store(out1, c10);
  v128.store(out1, c11, 16);
  const out2 = at(out, 2 * outStride);
  v128.store(out2, c20);
  v128.store(out2, c21, 16);
  const out3 = at(out, 3 * outStride);
  v128.store(out3, c30);
  v128.store(out3, c31, 16);
  const out4 = at(out, 4 * outStride);
  v128.store(out4, c40);
  v128.store(out4, c41, 16);
}

/** One row of 8 outputs of a dense layer, for fewer than 5 rows in all. */
function tile1x8(x: usize, panel: usize, out: usize, inputs: i32): void {
  let c0 = v128.load(panel);
  let c1 = v128.load(panel, 16);
  for (let k = 0; k < inputs; k++) {
    const row = panel + (<usize>(k + 1) << 5);
    const value = v128.load_splat<f32>(at(x, k));
    c0 = multiplyAdd(value, v128.load(row), c0);
    c1 = multiplyAdd(value, v128.load(row, 16), c1);
  }
  v128.store(out, c0);
  v128.store(out, c1, 16);
}
