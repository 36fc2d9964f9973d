/** Layer normalisation with the residual before it. */
import { at, horizontalSum, LANES, multiplyAdd } from "./vector";

/** Row by row: γ·(s − mean)/√(variance + ε) + β with s = x + residual; no residual if it is 0. Any d. */
export function addLayerNorm(x: usize, residual: usize, gamma: usize, beta: usize, out: usize, rows: i32, d: i32, epsilon: f32): void {
  const whole = d & ~3;
  for (let row = 0; row < rows; row++) {
    const target = at(out, row * d);
    memory.copy(target, at(x, row * d), <usize>d << 2);
    if (residual != 0) addTo(target, at(residual, row * d), d);

    let sums = f32x4.splat(0);
    for (let i = 0; i < whole; i += LANES) sums = f32x4.add(sums, v128.load(at(target, i)));
    let sum = horizontalSum(sums);
    for (let i = whole; i < d; i++) sum += load<f32>(at(target, i));
    const mean = sum / <f32>d;

    const means = f32x4.splat(mean);
    let squares = f32x4.splat(0);
    for (let i = 0; i < whole; i += LANES) {
      const centred = f32x4.sub(v128.load(at(target, i)), means);
      squares = f32x4.add(squares, f32x4.mul(centred, centred));
    }
    let square = horizontalSum(squares);
    for (let i = whole; i < d; i++) {
      const centred = load<f32>(at(target, i)) - mean;
      square += centred * centred;
    }
    const scale = <f32>1 / sqrt<f32>(square / <f32>d + epsilon);

    const scales = f32x4.splat(scale);
    for (let i = 0; i < whole; i += LANES) {
      const normed = f32x4.mul(f32x4.sub(v128.load(at(target, i)), means), scales);
      v128.store(at(target, i), multiplyAdd(normed, v128.load(at(gamma, i)), v128.load(at(beta, i))));
    }
    for (let i = whole; i < d; i++) {
      const normed = (load<f32>(at(target, i)) - mean) * scale;
      store<f32>(at(target, i), normed * load<f32>(at(gamma, i)) + load<f32>(at(beta, i)));
    }
  }
}

/** target[i] += values[i] for i < count. */
function addTo(target: usize, values: usize, count: i32): void {
  let i = 0;
  for (; i <= count - LANES; i += LANES) {
    v128.store(at(target, i), f32x4.add(v128.load(at(target, i)), v128.load(at(values, i))));
  }
  for (; i < count; i++) store<f32>(at(target, i), load<f32>(at(target, i)) + load<f32>(at(values, i)));
}
