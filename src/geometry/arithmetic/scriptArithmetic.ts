import { GROUP, LANES, type Arithmetic, type IntegerRows, type Panel, type RowRange } from "./arithmetic.ts";

/** The loops in TypeScript. */
export function createScriptArithmetic(): Arithmetic {
  return {
    float64: (length) => new Float64Array(length),
    float32: (length) => new Float32Array(length),
    int16: (length) => new Int16Array(length),
    int32: (length) => new Int32Array(length),
    uint32: (length) => new Uint32Array(length),
    addProducts,
    nearPairs,
    squaredDistances,
    project,
    updateAndMultiply,
    rotateRows,
    reflectRows,
  };
}

function addProducts(
  panelA: Panel,
  panelB: Panel,
  c: Float64Array,
  stride: number,
  start = 0,
  upperOnly = false,
): void {
  const a = panelA.values;
  const b = panelB.values;
  const step = panelA.depth * GROUP;
  for (let groupA = 0; groupA < panelA.groups; groupA++) {
    for (let groupB = upperOnly ? groupA : 0; groupB < panelB.groups; groupB++) {
      let p = groupA * step;
      let q = groupB * step;
      let c00 = 0,
        c01 = 0,
        c02 = 0,
        c03 = 0;
      let c10 = 0,
        c11 = 0,
        c12 = 0,
        c13 = 0;
      let c20 = 0,
        c21 = 0,
        c22 = 0,
        c23 = 0;
      let c30 = 0,
        c31 = 0,
        c32 = 0,
        c33 = 0;
      for (const end = p + step; p < end; p += GROUP, q += GROUP) {
        const b0 = b[q],
          b1 = b[q + 1],
          b2 = b[q + 2],
          b3 = b[q + 3];
        const a0 = a[p],
          a1 = a[p + 1],
          a2 = a[p + 2],
          a3 = a[p + 3];
        c00 += a0 * b0;
        c01 += a0 * b1;
        c02 += a0 * b2;
        c03 += a0 * b3;
        c10 += a1 * b0;
        c11 += a1 * b1;
        c12 += a1 * b2;
        c13 += a1 * b3;
        c20 += a2 * b0;
        c21 += a2 * b1;
        c22 += a2 * b2;
        c23 += a2 * b3;
        c30 += a3 * b0;
        c31 += a3 * b1;
        c32 += a3 * b2;
        c33 += a3 * b3;
      }
      let o = start + groupA * GROUP * stride + groupB * GROUP;
      c[o] += c00;
      c[o + 1] += c01;
      c[o + 2] += c02;
      c[o + 3] += c03;
      o += stride;
      c[o] += c10;
      c[o + 1] += c11;
      c[o + 2] += c12;
      c[o + 3] += c13;
      o += stride;
      c[o] += c20;
      c[o + 1] += c21;
      c[o + 2] += c22;
      c[o + 3] += c23;
      o += stride;
      c[o] += c30;
      c[o + 1] += c31;
      c[o + 2] += c32;
      c[o + 3] += c33;
    }
  }
}

function nearPairs(rows: IntegerRows, a: RowRange, b: RowRange, found: Int32Array): number {
  const { values, depth, squaredLengths, limits } = rows;
  let count = 0;
  for (let group = 0; group < a.count; group += 4) {
    for (let j = 0; j < b.count; j++) {
      for (let i = group; i < group + 4; i++) {
        let p = startOfRow(a.from + i, depth);
        let q = startOfRow(b.from + j, depth);
        let product = 0;
        for (const end = p + depth * GROUP; p < end; p += LANES * GROUP, q += LANES * GROUP) {
          for (let lane = 0; lane < LANES; lane++) product += values[p + lane] * values[q + lane];
        }
        const key = squaredLengths[a.from + i] + squaredLengths[b.from + j] - 2 * product;
        if (key > limits[a.from + i] && key > limits[b.from + j]) continue;
        found[2 * count] = i * 2 ** 16 + j;
        found[2 * count + 1] = key;
        count++;
      }
    }
  }
  return count;
}

function startOfRow(row: number, depth: number): number {
  return (row - (row % GROUP)) * depth + (row % GROUP) * LANES;
}

function squaredDistances(
  values: Float32Array | Float64Array,
  d: number,
  row: number,
  others: Uint32Array,
  count: number,
  squares: Float64Array,
): void {
  for (let c = 0; c < count; c++) {
    let p = row * d;
    let q = others[c] * d;
    const end = p + d;
    // Four sums, so that an addition need not wait for the one before.
    let s0 = 0,
      s1 = 0,
      s2 = 0,
      s3 = 0;
    for (; p + 3 < end; p += 4, q += 4) {
      s0 += (values[p] - values[q]) ** 2;
      s1 += (values[p + 1] - values[q + 1]) ** 2;
      s2 += (values[p + 2] - values[q + 2]) ** 2;
      s3 += (values[p + 3] - values[q + 3]) ** 2;
    }
    for (; p < end; p++, q++) s0 += (values[p] - values[q]) ** 2;
    squares[c] = s0 + s1 + (s2 + s3);
  }
}

function project(
  values: Float32Array | Float64Array,
  rows: number,
  d: number,
  centre: Float64Array,
  axes: Float64Array,
  count: number,
  _pair: Float64Array,
  coordinates: Float64Array,
): void {
  const depth = d + (d % 2);
  for (let i = 0; i < rows; i++) {
    for (let c = 0; c < count; c++) {
      const row = i * d;
      let a = (c - (c % GROUP)) * depth + (c % GROUP) * 2;
      let even = 0;
      let odd = 0;
      for (let j = 0; j < depth; j += 2, a += 2 * GROUP) {
        even += (values[row + j] - centre[j]) * axes[a];
        odd += (values[row + j + 1] - centre[j + 1]) * axes[a + 1];
      }
      coordinates[i * count + c] = even + odd;
    }
  }
}

function updateAndMultiply(
  a: Float64Array,
  stride: number,
  k: number,
  u: Float64Array,
  w: Float64Array,
  v: Float64Array,
  product: Float64Array,
): void {
  product.fill(0, 0, k);
  for (let i = 0; i < k; i++) {
    const row = i * stride;
    const ui = u[i];
    const wi = w[i];
    const vi = v[i];
    // Two sums, of even and of odd columns, as the two lanes of a SIMD register hold them.
    let even = 0;
    let odd = 0;
    let j = 0;
    for (; j + 1 < i; j += 2) {
      const first = a[row + j] - ui * w[j] - wi * u[j];
      const second = a[row + j + 1] - ui * w[j + 1] - wi * u[j + 1];
      a[row + j] = first;
      a[row + j + 1] = second;
      even += first * v[j];
      odd += second * v[j + 1];
      product[j] += first * vi;
      product[j + 1] += second * vi;
    }
    let sum = even + odd;
    if (j < i) {
      const entry = a[row + j] - ui * w[j] - wi * u[j];
      a[row + j] = entry;
      sum += entry * v[j];
      product[j] += entry * vi;
    }
    const diagonal = a[row + i] - 2 * ui * wi;
    a[row + i] = diagonal;
    product[i] = product[i] + sum + diagonal * vi;
  }
}

function rotateRows(
  matrix: Float64Array,
  count: number,
  low: number,
  length: number,
  cosines: Float64Array,
  sines: Float64Array,
): void {
  for (let r = length - 1; r >= 0; r--) {
    const c = cosines[r];
    const s = sines[r];
    const upper = (low + r) * count;
    const lower = upper + count;
    for (let j = 0; j < count; j++) {
      const y0 = matrix[upper + j];
      const y1 = matrix[lower + j];
      matrix[upper + j] = c * y0 - s * y1;
      matrix[lower + j] = s * y0 + c * y1;
    }
  }
}

function reflectRows(matrix: Float64Array, count: number, v: Float64Array, k: number, products: Float64Array): void {
  products.fill(0, 0, count);
  for (let i = 0; i < k; i++) {
    for (let j = 0; j < count; j++) products[j] += v[i] * matrix[i * count + j];
  }
  for (let i = 0; i < k; i++) {
    for (let j = 0; j < count; j++) matrix[i * count + j] -= v[i] * products[j];
  }
}
