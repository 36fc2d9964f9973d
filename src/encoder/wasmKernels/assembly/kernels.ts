/**
 * The encoder's own WebAssembly kernels, in AssemblyScript with 128-bit SIMD. They run on the memory of TensorFlow.js'
 * wasm backend, which has no LayerNorm, a scalar erf, attention products ten times slower than its dense ones, and dense
 * ones without fused multiply-add. All pointers are byte offsets of float32 values.
 * scripts/build-wasm-kernels.mjs compiles this twice, with and without relaxed SIMD.
 */

/** Elements of one v128. */
const LANES: i32 = 4;

// @ts-ignore: decorator
@inline
function at(base: usize, index: i32): usize {
  return base + (<usize>index << 2);
}

// @ts-ignore: decorator
@inline
function horizontalSum(v: v128): f32 {
  return (
    f32x4.extract_lane(v, 0) + f32x4.extract_lane(v, 1) + (f32x4.extract_lane(v, 2) + f32x4.extract_lane(v, 3))
  );
}

// @ts-ignore: decorator
@inline
function multiplyAdd(a: v128, b: v128, c: v128): v128 {
  return ASC_FEATURE_RELAXED_SIMD ? f32x4.relaxed_madd(a, b, c) : f32x4.add(f32x4.mul(a, b), c);
}

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

/**
 * eˣ for x ≤ 0: x = n·ln 2 + r with |r| ≤ ln 2 / 2; eʳ by its Taylor series to the seventh power (relative error below
 * 1e-8), 2ⁿ by its exponent bits. Below −87 the result is that of −87, about 1.6e-38.
 */
// @ts-ignore: decorator
@inline
function exponential(x: v128): v128 {
  const clamped = f32x4.max(x, f32x4.splat(-87.0));
  const n = f32x4.nearest(f32x4.mul(clamped, f32x4.splat(1.4426950408889634)));
  // ln 2 in two parts, the first exact in few bits, so that n·ln 2 loses nothing.
  let r = f32x4.sub(clamped, f32x4.mul(n, f32x4.splat(0.693359375)));
  r = f32x4.add(r, f32x4.mul(n, f32x4.splat(2.12194440054690583e-4)));
  let sum = f32x4.splat(1.0 / 5040.0);
  sum = multiplyAdd(sum, r, f32x4.splat(1.0 / 720.0));
  sum = multiplyAdd(sum, r, f32x4.splat(1.0 / 120.0));
  sum = multiplyAdd(sum, r, f32x4.splat(1.0 / 24.0));
  sum = multiplyAdd(sum, r, f32x4.splat(1.0 / 6.0));
  sum = multiplyAdd(sum, r, f32x4.splat(0.5));
  sum = multiplyAdd(sum, r, f32x4.splat(1.0));
  sum = multiplyAdd(sum, r, f32x4.splat(1.0));
  const exponent = i32x4.add(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(127));
  return f32x4.mul(sum, i32x4.shl(exponent, 23));
}

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

/** Floats of scratch that attention needs: queries, transposed keys, values, a block of scores and one of output. */
export function attentionScratch(length: i32, headSize: i32): i32 {
  const padded = paddedTo(headSize, 8);
  const keys = paddedTo(length, 8);
  return paddedTo(length, 4) * padded + padded * keys + keys * padded + 4 * keys + 4 * padded;
}

// @ts-ignore: decorator
@inline
function paddedTo(size: i32, multiple: i32): i32 {
  return (size + multiple - 1) & ~(multiple - 1);
}

/**
 * Self-attention. qkv: sentences·length rows of 3d (queries, keys, values); out: sentences·length rows of d; lengths: the
 * i32 number of tokens of each sentence, of which only those are attended to. Rows of padding are set to 0.
 * Each head is copied to scratch: keys in panels of 8 tokens, values in panels of 8 dimensions, so that products read on
 * end, and padded with zeros, so that they have no edge cases.
 */
export function attention(qkv: usize, out: usize, lengths: usize, scratch: usize, sentences: i32, length: i32, heads: i32, headSize: i32): void {
  const d = heads * headSize;
  const padded = paddedTo(headSize, 8);
  const scale: f32 = <f32>1 / sqrt<f32>(<f32>headSize);
  for (let sentence = 0; sentence < sentences; sentence++) {
    const used = load<i32>(lengths + (<usize>sentence << 2));
    const firstRow = sentence * length;
    const keyCount = paddedTo(used, 8);
    const queryCount = paddedTo(used, 4);
    const queries = scratch;
    const keys = at(queries, queryCount * padded);
    const values = at(keys, padded * keyCount);
    const scores = at(values, keyCount * padded);
    const context = at(scores, 4 * keyCount);
    for (let head = 0; head < heads; head++) {
      const column = head * headSize;
      memory.fill(queries, 0, <usize>(queryCount * padded + 2 * keyCount * padded) << 2);
      for (let token = 0; token < used; token++) {
        const row = at(qkv, (firstRow + token) * 3 * d + column);
        for (let i = 0; i < headSize; i++) {
          store<f32>(at(queries, token * padded + i), load<f32>(at(row, i)) * scale);
          store<f32>(at(keys, (token & ~7) * padded + i * 8 + (token & 7)), load<f32>(at(row, d + i)));
          store<f32>(at(values, (i & ~7) * keyCount + token * 8 + (i & 7)), load<f32>(at(row, 2 * d + i)));
        }
      }
      for (let query = 0; query < used; query += 4) {
        scoresOf(at(queries, query * padded), keys, scores, padded, keyCount);
        for (let r = 0; r < 4; r++) softmax(at(scores, r * keyCount), used, keyCount);
        contextOf(scores, values, context, padded, keyCount);
        const rows = min(4, used - query);
        for (let r = 0; r < rows; r++) {
          memory.copy(at(out, (firstRow + query + r) * d + column), at(context, r * padded), <usize>headSize << 2);
        }
      }
    }
    memory.fill(at(out, (firstRow + used) * d), 0, <usize>((length - used) * d) << 2);
  }
}

/** scores (4 × keyCount) = queries (4 × size) · keys (panels of size × 8). */
function scoresOf(queries: usize, keys: usize, scores: usize, size: i32, keyCount: i32): void {
  for (let j = 0; j < keyCount; j += 8) {
    product4x8(queries, size, at(keys, j * size), at(scores, j), keyCount, size);
  }
}

/** context (4 × size) = weights (4 × keyCount) · values (panels of keyCount × 8). */
function contextOf(weights: usize, values: usize, context: usize, size: i32, keyCount: i32): void {
  for (let j = 0; j < size; j += 8) {
    product4x8(weights, keyCount, at(values, j * keyCount), at(context, j), size, keyCount);
  }
}

/**
 * A 4 × 8 block of a product: a has rows of aStride floats, out of outStride, b of 8; `inner` terms are summed.
 * Exported for the reason that tile5x8 is.
 */
export function product4x8(a: usize, aStride: i32, b: usize, out: usize, outStride: i32, inner: i32): void {
  const a1 = at(a, aStride);
  const a2 = at(a, 2 * aStride);
  const a3 = at(a, 3 * aStride);
  let c00 = f32x4.splat(0), c01 = f32x4.splat(0);
  let c10 = f32x4.splat(0), c11 = f32x4.splat(0);
  let c20 = f32x4.splat(0), c21 = f32x4.splat(0);
  let c30 = f32x4.splat(0), c31 = f32x4.splat(0);
  let row = b;
  for (let k = 0; k < inner; k++) {
    const b0 = v128.load(row);
    const b1 = v128.load(row, 16);
    row += 32;
    const x0 = v128.load_splat<f32>(at(a, k));
    c00 = multiplyAdd(x0, b0, c00);
    c01 = multiplyAdd(x0, b1, c01);
    const x1 = v128.load_splat<f32>(at(a1, k));
    c10 = multiplyAdd(x1, b0, c10);
    c11 = multiplyAdd(x1, b1, c11);
    const x2 = v128.load_splat<f32>(at(a2, k));
    c20 = multiplyAdd(x2, b0, c20);
    c21 = multiplyAdd(x2, b1, c21);
    const x3 = v128.load_splat<f32>(at(a3, k));
    c30 = multiplyAdd(x3, b0, c30);
    c31 = multiplyAdd(x3, b1, c31);
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
}

/** Softmax of the first `used` scores in place; those after them, up to keyCount, become 0. */
function softmax(scores: usize, used: i32, keyCount: i32): void {
  const whole = used & ~3;
  for (let i = used; i < keyCount; i++) store<f32>(at(scores, i), <f32>-Infinity);
  let maxima = f32x4.splat(<f32>-Infinity);
  for (let i = 0; i < keyCount; i += LANES) maxima = f32x4.max(maxima, v128.load(at(scores, i)));
  const largest = f32x4.splat(
    max(
      max(f32x4.extract_lane(maxima, 0), f32x4.extract_lane(maxima, 1)),
      max(f32x4.extract_lane(maxima, 2), f32x4.extract_lane(maxima, 3)),
    ),
  );
  for (let i = 0; i < keyCount; i += LANES) {
    v128.store(at(scores, i), exponential(f32x4.sub(v128.load(at(scores, i)), largest)));
  }
  for (let i = used; i < keyCount; i++) store<f32>(at(scores, i), 0);
  let sums = f32x4.splat(0);
  for (let i = 0; i < keyCount; i += LANES) sums = f32x4.add(sums, v128.load(at(scores, i)));
  const factor = f32x4.splat(<f32>1 / horizontalSum(sums));
  for (let i = 0; i < whole + 4 && i < keyCount; i += LANES) {
    v128.store(at(scores, i), f32x4.mul(v128.load(at(scores, i)), factor));
  }
}
