/**
 * The inner loops of the geometry, in AssemblyScript, compiled to WebAssembly with 128-bit SIMD by
 * scripts/compile-kernels.mjs. scriptArithmetic.ts says the same in TypeScript; see there for the layout of operands.
 * All pointers are byte offsets into the instance's memory.
 */

const GROUP: usize = 4;
const FLOAT: usize = 8;

/** c[i, j] += Σ_r a_i[r] · b_j[r], by tiles of 4 × 4, each sum in the order of r. */
export function addProducts(
  a: usize,
  groupsA: usize,
  b: usize,
  groupsB: usize,
  depth: usize,
  c: usize,
  stride: usize,
  upperOnly: bool,
): void {
  const step = depth * GROUP * FLOAT;
  const rowBytes = stride * FLOAT;
  for (let groupA: usize = 0; groupA < groupsA; groupA++) {
    for (let groupB: usize = upperOnly ? groupA : 0; groupB < groupsB; groupB++) {
      let p = a + groupA * step;
      let q = b + groupB * step;
      const end = p + step;
      let c00 = f64x2.splat(0), c02 = f64x2.splat(0);
      let c10 = f64x2.splat(0), c12 = f64x2.splat(0);
      let c20 = f64x2.splat(0), c22 = f64x2.splat(0);
      let c30 = f64x2.splat(0), c32 = f64x2.splat(0);
      while (p < end) {
        const b0 = v128.load(q);
        const b2 = v128.load(q, 16);
        let x = v128.load64_splat(p);
        c00 = f64x2.add(c00, f64x2.mul(x, b0));
        c02 = f64x2.add(c02, f64x2.mul(x, b2));
        x = v128.load64_splat(p, 8);
        c10 = f64x2.add(c10, f64x2.mul(x, b0));
        c12 = f64x2.add(c12, f64x2.mul(x, b2));
        x = v128.load64_splat(p, 16);
        c20 = f64x2.add(c20, f64x2.mul(x, b0));
        c22 = f64x2.add(c22, f64x2.mul(x, b2));
        x = v128.load64_splat(p, 24);
        c30 = f64x2.add(c30, f64x2.mul(x, b0));
        c32 = f64x2.add(c32, f64x2.mul(x, b2));
        p += GROUP * FLOAT;
        q += GROUP * FLOAT;
      }
      let o = c + groupA * GROUP * rowBytes + groupB * GROUP * FLOAT;
      v128.store(o, f64x2.add(v128.load(o), c00));
      v128.store(o, f64x2.add(v128.load(o, 16), c02), 16);
      o += rowBytes;
      v128.store(o, f64x2.add(v128.load(o), c10));
      v128.store(o, f64x2.add(v128.load(o, 16), c12), 16);
      o += rowBytes;
      v128.store(o, f64x2.add(v128.load(o), c20));
      v128.store(o, f64x2.add(v128.load(o, 16), c22), 16);
      o += rowBytes;
      v128.store(o, f64x2.add(v128.load(o), c30));
      v128.store(o, f64x2.add(v128.load(o, 16), c32), 16);
    }
  }
}

@inline
function sumOfLanes(x: v128): i32 {
  return (
    i32x4.extract_lane(x, 0) + i32x4.extract_lane(x, 1) + i32x4.extract_lane(x, 2) + i32x4.extract_lane(x, 3)
  );
}

/** Inner products of rows of 16-bit integers: a block of rowsA (a multiple of 4) by rowsB (a multiple of 2). */
export function innerProducts(
  a: usize,
  rowsA: usize,
  b: usize,
  rowsB: usize,
  depth: usize,
  products: usize,
  stride: usize,
): void {
  const rowBytes = depth * 2;
  for (let i: usize = 0; i < rowsA; i += 4) {
    for (let j: usize = 0; j < rowsB; j += 2) {
      let a0 = a + i * rowBytes;
      let a1 = a0 + rowBytes;
      let a2 = a1 + rowBytes;
      let a3 = a2 + rowBytes;
      let b0 = b + j * rowBytes;
      let b1 = b0 + rowBytes;
      const end = a0 + rowBytes;
      let s00 = i32x4.splat(0), s01 = i32x4.splat(0);
      let s10 = i32x4.splat(0), s11 = i32x4.splat(0);
      let s20 = i32x4.splat(0), s21 = i32x4.splat(0);
      let s30 = i32x4.splat(0), s31 = i32x4.splat(0);
      while (a0 < end) {
        const y0 = v128.load(b0);
        const y1 = v128.load(b1);
        let x = v128.load(a0);
        s00 = i32x4.add(s00, i32x4.dot_i16x8_s(x, y0));
        s01 = i32x4.add(s01, i32x4.dot_i16x8_s(x, y1));
        x = v128.load(a1);
        s10 = i32x4.add(s10, i32x4.dot_i16x8_s(x, y0));
        s11 = i32x4.add(s11, i32x4.dot_i16x8_s(x, y1));
        x = v128.load(a2);
        s20 = i32x4.add(s20, i32x4.dot_i16x8_s(x, y0));
        s21 = i32x4.add(s21, i32x4.dot_i16x8_s(x, y1));
        x = v128.load(a3);
        s30 = i32x4.add(s30, i32x4.dot_i16x8_s(x, y0));
        s31 = i32x4.add(s31, i32x4.dot_i16x8_s(x, y1));
        a0 += 16; a1 += 16; a2 += 16; a3 += 16; b0 += 16; b1 += 16;
      }
      let o = products + (i * stride + j) * 4;
      store<i32>(o, sumOfLanes(s00));
      store<i32>(o, sumOfLanes(s01), 4);
      o += stride * 4;
      store<i32>(o, sumOfLanes(s10));
      store<i32>(o, sumOfLanes(s11), 4);
      o += stride * 4;
      store<i32>(o, sumOfLanes(s20));
      store<i32>(o, sumOfLanes(s21), 4);
      o += stride * 4;
      store<i32>(o, sumOfLanes(s30));
      store<i32>(o, sumOfLanes(s31), 4);
    }
  }
}

/** For the leading k rows of a lower triangle: A −= uwᵀ + wuᵀ, and product = A v for the new A. */
export function updateAndMultiply(
  a: usize,
  stride: usize,
  k: usize,
  u: usize,
  w: usize,
  v: usize,
  product: usize,
): void {
  for (let i: usize = 0; i < k; i++) store<f64>(product + i * FLOAT, 0);
  for (let i: usize = 0; i < k; i++) {
    const row = a + i * stride * FLOAT;
    const ui = load<f64>(u + i * FLOAT);
    const wi = load<f64>(w + i * FLOAT);
    const vi = load<f64>(v + i * FLOAT);
    const uSplat = f64x2.splat(ui);
    const wSplat = f64x2.splat(wi);
    const vSplat = f64x2.splat(vi);
    let sums = f64x2.splat(0);
    let j: usize = 0;
    const pairs = (i >> 1) * 2 * FLOAT;
    for (; j < pairs; j += 2 * FLOAT) {
      const entry = f64x2.sub(
        f64x2.sub(v128.load(row + j), f64x2.mul(uSplat, v128.load(w + j))),
        f64x2.mul(wSplat, v128.load(u + j)),
      );
      v128.store(row + j, entry);
      sums = f64x2.add(sums, f64x2.mul(entry, v128.load(v + j)));
      v128.store(product + j, f64x2.add(v128.load(product + j), f64x2.mul(entry, vSplat)));
    }
    let sum = f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1);
    if (i & 1) {
      const entry = load<f64>(row + j) - ui * load<f64>(w + j) - wi * load<f64>(u + j);
      store<f64>(row + j, entry);
      sum += entry * load<f64>(v + j);
      store<f64>(product + j, load<f64>(product + j) + entry * vi);
    }
    const diagonal = row + i * FLOAT;
    const entry = load<f64>(diagonal) - 2 * ui * wi;
    store<f64>(diagonal, entry);
    store<f64>(product + i * FLOAT, load<f64>(product + i * FLOAT) + sum + entry * vi);
  }
}

/** Applies plane rotations of rows (low + r, low + r + 1) to a matrix of an even number of columns, the last first. */
export function rotateRows(
  columns: usize,
  count: usize,
  low: usize,
  length: usize,
  cosines: usize,
  sines: usize,
): void {
  const rowBytes = count * FLOAT;
  for (let r: usize = length; r > 0; r--) {
    const c = v128.load64_splat(cosines + (r - 1) * FLOAT);
    const s = v128.load64_splat(sines + (r - 1) * FLOAT);
    let upper = columns + (low + r - 1) * rowBytes;
    const end = upper + rowBytes;
    while (upper < end) {
      const lower = upper + rowBytes;
      const y0 = v128.load(upper);
      const y1 = v128.load(lower);
      v128.store(upper, f64x2.sub(f64x2.mul(c, y0), f64x2.mul(s, y1)));
      v128.store(lower, f64x2.add(f64x2.mul(s, y0), f64x2.mul(c, y1)));
      upper += 2 * FLOAT;
    }
  }
}

/** Applies I − vvᵀ to the first k rows of a matrix of an even number of columns; `products` is working space. */
export function reflectRows(columns: usize, count: usize, v: usize, k: usize, products: usize): void {
  const rowBytes = count * FLOAT;
  for (let j: usize = 0; j < rowBytes; j += 2 * FLOAT) v128.store(products + j, f64x2.splat(0));
  let row = columns;
  for (let i: usize = 0; i < k; i++) {
    const weight = v128.load64_splat(v + i * FLOAT);
    for (let j: usize = 0; j < rowBytes; j += 2 * FLOAT) {
      v128.store(products + j, f64x2.add(v128.load(products + j), f64x2.mul(weight, v128.load(row + j))));
    }
    row += rowBytes;
  }
  row = columns;
  for (let i: usize = 0; i < k; i++) {
    const weight = v128.load64_splat(v + i * FLOAT);
    for (let j: usize = 0; j < rowBytes; j += 2 * FLOAT) {
      v128.store(row + j, f64x2.sub(v128.load(row + j), f64x2.mul(weight, v128.load(products + j))));
    }
    row += rowBytes;
  }
}
