/** The activation function of the feed-forward network. */
import { at, LANES, multiplyAdd } from "./vector";

/**
 * x·Φ(x) = x·(1 + erf(x/√2))/2. erf is odd and rational in the square of its argument, with the minimax coefficients
 * that XLA and Eigen use for float32 (absolute error below 2e-7 on [−4, 4], beyond which erf rounds to ±1).
 */
// @ts-ignore: decorator
@inline
function geluOf(x: v128): v128 {
  const scaled = f32x4.mul(x, f32x4.splat(0.7071067811865476));
  const z = f32x4.max(f32x4.min(scaled, f32x4.splat(4.0)), f32x4.splat(-4.0));
  const t = f32x4.mul(z, z);
  let p = f32x4.splat(-2.72614225801306e-10);
  p = multiplyAdd(p, t, f32x4.splat(2.77068142495902e-8));
  p = multiplyAdd(p, t, f32x4.splat(-2.10102402082508e-6));
  p = multiplyAdd(p, t, f32x4.splat(-5.69250639462346e-5));
  p = multiplyAdd(p, t, f32x4.splat(-7.34990630326855e-4));
  p = multiplyAdd(p, t, f32x4.splat(-2.954599808540250e-3));
  p = multiplyAdd(p, t, f32x4.splat(-1.60960333262415e-2));
  let q = f32x4.splat(-1.45660718464996e-5);
  q = multiplyAdd(q, t, f32x4.splat(-2.13374055278905e-4));
  q = multiplyAdd(q, t, f32x4.splat(-1.68282697438203e-3));
  q = multiplyAdd(q, t, f32x4.splat(-7.37332916720468e-3));
  q = multiplyAdd(q, t, f32x4.splat(-1.42647390514189e-2));
  const erf = f32x4.div(f32x4.mul(z, p), q);
  return f32x4.mul(f32x4.mul(x, f32x4.splat(0.5)), f32x4.add(f32x4.splat(1.0), erf));
}

/** out[i] = gelu(x[i]) for i < count. */
export function gelu(x: usize, out: usize, count: i32): void {
  let i = 0;
  for (; i <= count - LANES; i += LANES) v128.store(at(out, i), geluOf(v128.load(at(x, i))));
  for (; i < count; i++) v128.store_lane<f32>(at(out, i), geluOf(v128.load_splat<f32>(at(x, i))), 0);
}
