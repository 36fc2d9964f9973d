/** Self-attention. */
import { at, horizontalSum, LANES, multiplyAdd } from "./vector";

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
 * bias: heads rows of biasStride floats, or 0 for none; entry positions − 1 + distance of a row is added to the scores of
 * keys that are distance tokens after their query. A row has 8 entries more than distances.
 */
export function attention(
  qkv: usize, out: usize, lengths: usize, scratch: usize, sentences: i32, length: i32, heads: i32, headSize: i32,
  bias: usize, biasStride: i32, positions: i32,
): void {
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
        const rows = min(4, used - query);
        if (bias != 0) {
          for (let r = 0; r < rows; r++) {
            addTo(at(scores, r * keyCount), at(bias, head * biasStride + positions - 1 - query - r), keyCount);
          }
        }
        for (let r = 0; r < 4; r++) softmax(at(scores, r * keyCount), used, keyCount);
        contextOf(scores, values, context, padded, keyCount);
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

/** Adds `count` values, a multiple of 4, to others in place. */
function addTo(sums: usize, values: usize, count: i32): void {
  for (let i = 0; i < count; i += LANES) v128.store(at(sums, i), f32x4.add(v128.load(at(sums, i)), v128.load(at(values, i))));
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
