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

/** The sums of the lanes of four registers, as one register. */
@inline
function sumsOfLanes(s0: v128, s1: v128, s2: v128, s3: v128): v128 {
  const s01 = i32x4.add(v128.shuffle<i32>(s0, s1, 0, 4, 1, 5), v128.shuffle<i32>(s0, s1, 2, 6, 3, 7));
  const s23 = i32x4.add(v128.shuffle<i32>(s2, s3, 0, 4, 1, 5), v128.shuffle<i32>(s2, s3, 2, 6, 3, 7));
  return i32x4.add(v128.shuffle<i32>(s01, s23, 0, 1, 4, 5), v128.shuffle<i32>(s01, s23, 2, 3, 6, 7));
}

/** Writes pair (i + lane, j) and its key for each lane whose bit is set. */
function writePairs(lanes: i32, keys: v128, i: usize, j: usize, found: usize): usize {
  const pair = <i32>((i << 16) | j);
  if (lanes & 1) {
    store<i32>(found, pair);
    store<i32>(found, i32x4.extract_lane(keys, 0), 4);
    found += 8;
  }
  if (lanes & 2) {
    store<i32>(found, pair + (1 << 16));
    store<i32>(found, i32x4.extract_lane(keys, 1), 4);
    found += 8;
  }
  if (lanes & 4) {
    store<i32>(found, pair + (2 << 16));
    store<i32>(found, i32x4.extract_lane(keys, 2), 4);
    found += 8;
  }
  if (lanes & 8) {
    store<i32>(found, pair + (3 << 16));
    store<i32>(found, i32x4.extract_lane(keys, 3), 4);
    found += 8;
  }
  return found;
}

/** Squared distances of rows of 16-bit integers: of rowsA (a multiple of 4) to rowsB (a multiple of 2) those within limits. */
export function nearPairs(
  a: usize,
  lengthsA: usize,
  limitsA: usize,
  rowsA: usize,
  b: usize,
  lengthsB: usize,
  limitsB: usize,
  rowsB: usize,
  depth: usize,
  found: usize,
): usize {
  const groupBytes = depth * 2 * GROUP;
  const start = found;
  for (let i: usize = 0; i < rowsA; i += GROUP) {
    const lengths = v128.load(lengthsA + i * 4);
    const limits = v128.load(limitsA + i * 4);
    for (let j: usize = 0; j < rowsB; j += 2) {
      let p = a + (i / GROUP) * groupBytes;
      // The first or the second two rows of a group.
      let q = b + (j / GROUP) * groupBytes + (j & 2) * 16;
      const end = p + groupBytes;
      let s00 = i32x4.splat(0), s01 = i32x4.splat(0);
      let s10 = i32x4.splat(0), s11 = i32x4.splat(0);
      let s20 = i32x4.splat(0), s21 = i32x4.splat(0);
      let s30 = i32x4.splat(0), s31 = i32x4.splat(0);
      // Not unrolled: with more loads in flight the compilers of the browsers run out of registers.
      while (p < end) {
        const y0 = v128.load(q);
        const y1 = v128.load(q, 16);
        let x = v128.load(p);
        s00 = i32x4.add(s00, i32x4.dot_i16x8_s(x, y0));
        s01 = i32x4.add(s01, i32x4.dot_i16x8_s(x, y1));
        x = v128.load(p, 16);
        s10 = i32x4.add(s10, i32x4.dot_i16x8_s(x, y0));
        s11 = i32x4.add(s11, i32x4.dot_i16x8_s(x, y1));
        x = v128.load(p, 32);
        s20 = i32x4.add(s20, i32x4.dot_i16x8_s(x, y0));
        s21 = i32x4.add(s21, i32x4.dot_i16x8_s(x, y1));
        x = v128.load(p, 48);
        s30 = i32x4.add(s30, i32x4.dot_i16x8_s(x, y0));
        s31 = i32x4.add(s31, i32x4.dot_i16x8_s(x, y1));
        p += 64;
        q += 64;
      }
      const keys0 = i32x4.sub(
        i32x4.add(lengths, v128.load32_splat(lengthsB + j * 4)),
        i32x4.shl(sumsOfLanes(s00, s10, s20, s30), 1),
      );
      const keys1 = i32x4.sub(
        i32x4.add(lengths, v128.load32_splat(lengthsB + j * 4, 4)),
        i32x4.shl(sumsOfLanes(s01, s11, s21, s31), 1),
      );
      const near0 = i32x4.le_s(keys0, i32x4.max_s(limits, v128.load32_splat(limitsB + j * 4)));
      const near1 = i32x4.le_s(keys1, i32x4.max_s(limits, v128.load32_splat(limitsB + j * 4, 4)));
      if (v128.any_true(v128.or(near0, near1))) {
        found = writePairs(i32x4.bitmask(near0), keys0, i, j, found);
        found = writePairs(i32x4.bitmask(near1), keys1, i, j + 1, found);
      }
    }
  }
  return (found - start) >> 3;
}

/** Two numbers of 32 or 64 bits, as float64. */
@inline
function pairAt<Float>(p: usize): v128 {
  return sizeof<Float>() == 4 ? f64x2.promote_low_f32x4(v128.load64_zero(p)) : v128.load(p);
}

@inline
function sumOfPair(x: v128): f64 {
  return f64x2.extract_lane(x, 0) + f64x2.extract_lane(x, 1);
}

/** Squared distances of one row to `count` others, in float64: four sums, of every fourth dimension. */
@inline
function squaredDistances<Float>(
  values: usize,
  d: usize,
  row: usize,
  others: usize,
  count: usize,
  squares: usize,
): void {
  const size = sizeof<Float>();
  const rowBytes = d * size;
  const from = values + row * rowBytes;
  const end = from + (d >> 2) * 4 * size;
  for (let c: usize = 0; c < count; c++) {
    let p = from;
    let q = values + <usize>load<u32>(others + c * 4) * rowBytes;
    let low = f64x2.splat(0);
    let high = f64x2.splat(0);
    while (p < end) {
      let difference = f64x2.sub(pairAt<Float>(p), pairAt<Float>(q));
      low = f64x2.add(low, f64x2.mul(difference, difference));
      difference = f64x2.sub(pairAt<Float>(p + 2 * size), pairAt<Float>(q + 2 * size));
      high = f64x2.add(high, f64x2.mul(difference, difference));
      p += 4 * size;
      q += 4 * size;
    }
    let first = f64x2.extract_lane(low, 0);
    while (p < from + rowBytes) {
      const difference = <f64>load<Float>(p) - <f64>load<Float>(q);
      first += difference * difference;
      p += size;
      q += size;
    }
    store<f64>(squares + c * FLOAT, first + f64x2.extract_lane(low, 1) + sumOfPair(high));
  }
}

/** squaredDistances of rows of 32-bit floats. */
export function squaredDistances32(
  values: usize,
  d: usize,
  row: usize,
  others: usize,
  count: usize,
  squares: usize,
): void {
  squaredDistances<f32>(values, d, row, others, count, squares);
}

/** squaredDistances of rows of 64-bit floats. */
export function squaredDistances64(
  values: usize,
  d: usize,
  row: usize,
  others: usize,
  count: usize,
  squares: usize,
): void {
  squaredDistances<f64>(values, d, row, others, count, squares);
}

/**
 * Inner products of rows less a centre with axes, by two rows and four axes; each as two sums, of every other number.
 * `pair` is working space for two rows of float64.
 */
@inline
function project<Float>(
  values: usize,
  rows: usize,
  d: usize,
  centre: usize,
  axes: usize,
  count: usize,
  depth: usize,
  pair: usize,
  coordinates: usize,
): void {
  const rowBytes = d * sizeof<Float>();
  const groupBytes = depth * GROUP * FLOAT;
  for (let i: usize = 0; i < rows; i += 2) {
    // The last of an odd number of rows is taken twice, and lands in the same place.
    const other: usize = i + 1 < rows ? i + 1 : i;
    let source = values + i * rowBytes;
    let otherSource = values + other * rowBytes;
    for (let j: usize = 0; j < depth * FLOAT; j += 2 * FLOAT) {
      const mean = v128.load(centre + j);
      v128.store(pair + 2 * j, f64x2.sub(pairAt<Float>(source), mean));
      v128.store(pair + 2 * j, f64x2.sub(pairAt<Float>(otherSource), mean), 16);
      source += 2 * sizeof<Float>();
      otherSource += 2 * sizeof<Float>();
    }
    for (let c: usize = 0; c < count; c += GROUP) {
      let p = pair;
      let a = axes + (c / GROUP) * groupBytes;
      const end = a + groupBytes;
      let s0 = f64x2.splat(0), s1 = f64x2.splat(0), s2 = f64x2.splat(0), s3 = f64x2.splat(0);
      let t0 = f64x2.splat(0), t1 = f64x2.splat(0), t2 = f64x2.splat(0), t3 = f64x2.splat(0);
      while (a < end) {
        const x = v128.load(p);
        const y = v128.load(p, 16);
        let axis = v128.load(a);
        s0 = f64x2.add(s0, f64x2.mul(x, axis));
        t0 = f64x2.add(t0, f64x2.mul(y, axis));
        axis = v128.load(a, 16);
        s1 = f64x2.add(s1, f64x2.mul(x, axis));
        t1 = f64x2.add(t1, f64x2.mul(y, axis));
        axis = v128.load(a, 32);
        s2 = f64x2.add(s2, f64x2.mul(x, axis));
        t2 = f64x2.add(t2, f64x2.mul(y, axis));
        axis = v128.load(a, 48);
        s3 = f64x2.add(s3, f64x2.mul(x, axis));
        t3 = f64x2.add(t3, f64x2.mul(y, axis));
        p += 4 * FLOAT;
        a += 2 * GROUP * FLOAT;
      }
      let o = coordinates + (i * count + c) * FLOAT;
      store<f64>(o, sumOfPair(s0));
      store<f64>(o, sumOfPair(s1), 8);
      store<f64>(o, sumOfPair(s2), 16);
      store<f64>(o, sumOfPair(s3), 24);
      o = coordinates + (other * count + c) * FLOAT;
      store<f64>(o, sumOfPair(t0));
      store<f64>(o, sumOfPair(t1), 8);
      store<f64>(o, sumOfPair(t2), 16);
      store<f64>(o, sumOfPair(t3), 24);
    }
  }
}

/** project for rows of 32-bit floats. */
export function project32(
  values: usize,
  rows: usize,
  d: usize,
  centre: usize,
  axes: usize,
  count: usize,
  depth: usize,
  pair: usize,
  coordinates: usize,
): void {
  project<f32>(values, rows, d, centre, axes, count, depth, pair, coordinates);
}

/** project for rows of 64-bit floats. */
export function project64(
  values: usize,
  rows: usize,
  d: usize,
  centre: usize,
  axes: usize,
  count: usize,
  depth: usize,
  pair: usize,
  coordinates: usize,
): void {
  project<f64>(values, rows, d, centre, axes, count, depth, pair, coordinates);
}

/**
 * For the leading k rows of a lower triangle: A −= uwᵀ + wuᵀ, and product = A v for the new A. Two rows at a time share
 * what is loaded of u, w, v and the product, and neither waits for the other's sum.
 */
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
  const even = k & ~1;
  for (let i: usize = 0; i < even; i += 2) {
    const upper = a + i * stride * FLOAT;
    const lower = upper + stride * FLOAT;
    const at = i * FLOAT;
    const u0 = v128.load64_splat(u + at);
    const w0 = v128.load64_splat(w + at);
    const v0 = v128.load64_splat(v + at);
    const u1 = v128.load64_splat(u + at, 8);
    const w1 = v128.load64_splat(w + at, 8);
    const v1 = v128.load64_splat(v + at, 8);
    let sums0 = f64x2.splat(0);
    let sums1 = f64x2.splat(0);
    for (let j: usize = 0; j < at; j += 2 * FLOAT) {
      const uj = v128.load(u + j);
      const wj = v128.load(w + j);
      const vj = v128.load(v + j);
      const entry0 = f64x2.sub(f64x2.sub(v128.load(upper + j), f64x2.mul(u0, wj)), f64x2.mul(w0, uj));
      const entry1 = f64x2.sub(f64x2.sub(v128.load(lower + j), f64x2.mul(u1, wj)), f64x2.mul(w1, uj));
      v128.store(upper + j, entry0);
      v128.store(lower + j, entry1);
      sums0 = f64x2.add(sums0, f64x2.mul(entry0, vj));
      sums1 = f64x2.add(sums1, f64x2.mul(entry1, vj));
      const sum = f64x2.add(v128.load(product + j), f64x2.mul(entry0, v0));
      v128.store(product + j, f64x2.add(sum, f64x2.mul(entry1, v1)));
    }
    finishRow(upper + at, u + at, w + at, v + at, product + at, sums0, 0);
    // The entry below the diagonal has no partner.
    const vi = load<f64>(v + at, 8);
    const entry = load<f64>(lower + at) - load<f64>(u + at, 8) * load<f64>(w + at) - load<f64>(w + at, 8) * load<f64>(u + at);
    store<f64>(lower + at, entry);
    const alone = entry * load<f64>(v + at);
    store<f64>(product + at, load<f64>(product + at) + entry * vi);
    finishRow(lower + at + FLOAT, u + at + FLOAT, w + at + FLOAT, v + at + FLOAT, product + at + FLOAT, sums1, alone);
  }
  if (k & 1) {
    const at = even * FLOAT;
    const row = a + even * stride * FLOAT;
    const ui = v128.load64_splat(u + at);
    const wi = v128.load64_splat(w + at);
    const vi = v128.load64_splat(v + at);
    let sums = f64x2.splat(0);
    for (let j: usize = 0; j < at; j += 2 * FLOAT) {
      const entry = f64x2.sub(
        f64x2.sub(v128.load(row + j), f64x2.mul(ui, v128.load(w + j))),
        f64x2.mul(wi, v128.load(u + j)),
      );
      v128.store(row + j, entry);
      sums = f64x2.add(sums, f64x2.mul(entry, v128.load(v + j)));
      v128.store(product + j, f64x2.add(v128.load(product + j), f64x2.mul(entry, vi)));
    }
    finishRow(row + at, u + at, w + at, v + at, product + at, sums, 0);
  }
}

/** The diagonal entry of a row: its update, and the row's own product. */
@inline
function finishRow(diagonal: usize, u: usize, w: usize, v: usize, product: usize, sums: v128, alone: f64): void {
  const entry = load<f64>(diagonal) - 2 * load<f64>(u) * load<f64>(w);
  store<f64>(diagonal, entry);
  const sum = f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1) + alone;
  store<f64>(product, load<f64>(product) + sum + entry * load<f64>(v));
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
