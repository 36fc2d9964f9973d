import { bytesFor, type Arithmetic } from "./arithmetic.ts";
import { kernelBytes } from "./kernelBytes.ts";

/** The functions of kernels.as. */
interface Kernels {
  readonly addProducts: (
    a: number,
    groupsA: number,
    b: number,
    groupsB: number,
    depth: number,
    c: number,
    stride: number,
    upperOnly: number,
  ) => void;
  readonly nearPairs: (
    a: number,
    lengthsA: number,
    limitsA: number,
    rowsA: number,
    b: number,
    lengthsB: number,
    limitsB: number,
    rowsB: number,
    depth: number,
    found: number,
  ) => number;
  readonly squaredDistances32: (
    values: number,
    d: number,
    row: number,
    others: number,
    count: number,
    squares: number,
  ) => void;
  readonly squaredDistances64: (
    values: number,
    d: number,
    row: number,
    others: number,
    count: number,
    squares: number,
  ) => void;
  readonly project32: (
    values: number,
    rows: number,
    d: number,
    centre: number,
    axes: number,
    count: number,
    depth: number,
    pair: number,
    coordinates: number,
  ) => void;
  readonly project64: (
    values: number,
    rows: number,
    d: number,
    centre: number,
    axes: number,
    count: number,
    depth: number,
    pair: number,
    coordinates: number,
  ) => void;
  readonly updateAndMultiply: (
    a: number,
    stride: number,
    k: number,
    u: number,
    w: number,
    v: number,
    product: number,
  ) => void;
  readonly rotateRows: (
    matrix: number,
    count: number,
    low: number,
    length: number,
    cosines: number,
    sines: number,
  ) => void;
  readonly reflectRows: (matrix: number, count: number, v: number, k: number, products: number) => void;
}

const PAGE = 65536;

/** undefined: not compiled yet; null: this machine cannot. */
let compiled: WebAssembly.Module | null | undefined;

/** The loops in WebAssembly, or undefined where it, its SIMD or the memory is not available. */
export function createWasmArithmetic(bytes: number): Arithmetic | undefined {
  if (compiled === undefined) compiled = compile();
  if (compiled === null) return undefined;
  let memory: WebAssembly.Memory;
  try {
    memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / PAGE) + 1 });
  } catch {
    return undefined;
  }
  // Its imports and exports are those of kernels.as, compiled into kernelBytes.
  const kernels = new WebAssembly.Instance(compiled, { env: { memory } }).exports as unknown as Kernels;
  let used = 0;

  function allocate(length: number, size: 2 | 4 | 8): number {
    const offset = used;
    used += bytesFor(length, size);
    if (used > memory.buffer.byteLength) throw new RangeError(`${used} bytes asked of a store made for ${bytes}`);
    return offset;
  }

  return {
    float64: (length) => new Float64Array(memory.buffer, allocate(length, 8), length),
    float32: (length) => new Float32Array(memory.buffer, allocate(length, 4), length),
    int16: (length) => new Int16Array(memory.buffer, allocate(length, 2), length),
    int32: (length) => new Int32Array(memory.buffer, allocate(length, 4), length),
    uint32: (length) => new Uint32Array(memory.buffer, allocate(length, 4), length),
    addProducts(a, b, c, stride, start = 0, upperOnly = false) {
      const target = offsetOf(c) + start * 8;
      kernels.addProducts(
        offsetOf(a.values),
        a.groups,
        offsetOf(b.values),
        b.groups,
        a.depth,
        target,
        stride,
        upperOnly ? 1 : 0,
      );
    },
    nearPairs({ values, depth, squaredLengths, limits }, a, b, found) {
      const [rows, lengths, limit] = [offsetOf(values), offsetOf(squaredLengths), offsetOf(limits)];
      return kernels.nearPairs(
        rows + a.from * depth * 2,
        lengths + a.from * 4,
        limit + a.from * 4,
        a.count,
        rows + b.from * depth * 2,
        lengths + b.from * 4,
        limit + b.from * 4,
        b.count,
        depth,
        offsetOf(found),
      );
    },
    squaredDistances(values, d, row, others, count, squares) {
      const run = values instanceof Float32Array ? kernels.squaredDistances32 : kernels.squaredDistances64;
      run(offsetOf(values), d, row, offsetOf(others), count, offsetOf(squares));
    },
    project(values, rows, d, centre, axes, count, pair, coordinates) {
      const run = values instanceof Float32Array ? kernels.project32 : kernels.project64;
      run(
        offsetOf(values),
        rows,
        d,
        offsetOf(centre),
        offsetOf(axes),
        count,
        d + (d % 2),
        offsetOf(pair),
        offsetOf(coordinates),
      );
    },
    updateAndMultiply(a, stride, k, u, w, v, product) {
      kernels.updateAndMultiply(offsetOf(a), stride, k, offsetOf(u), offsetOf(w), offsetOf(v), offsetOf(product));
    },
    rotateRows(matrix, count, low, length, cosines, sines) {
      kernels.rotateRows(offsetOf(matrix), count, low, length, offsetOf(cosines), offsetOf(sines));
    },
    reflectRows(matrix, count, v, k, products) {
      kernels.reflectRows(offsetOf(matrix), count, offsetOf(v), k, offsetOf(products));
    },
  };

  function offsetOf(array: ArrayBufferView): number {
    if (array.buffer !== memory.buffer) throw new RangeError("an operand lies outside the store of its arithmetic");
    return array.byteOffset;
  }
}

function compile(): WebAssembly.Module | null {
  try {
    return new WebAssembly.Module(Uint8Array.from(atob(kernelBytes), (character) => character.charCodeAt(0)));
  } catch {
    return null;
  }
}
