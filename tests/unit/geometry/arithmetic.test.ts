import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Arithmetic, IntegerRows } from "../../../src/geometry/arithmetic/arithmetic.ts";
import { kernelSource } from "../../../src/geometry/arithmetic/kernelBytes.ts";
import { createScriptArithmetic } from "../../../src/geometry/arithmetic/scriptArithmetic.ts";
import { createWasmArithmetic } from "../../../src/geometry/arithmetic/wasmArithmetic.ts";
import { createRandom } from "../../../src/geometry/random.ts";

function both(run: (arithmetic: Arithmetic) => ArrayLike<number>): void {
  const wasm = createWasmArithmetic(1e6);
  expect(wasm).toBeDefined();
  expect(Array.from(run(wasm!))).toEqual(Array.from(run(createScriptArithmetic())));
}

function fill(target: Float64Array | Float32Array, seed: number, scale = 1): typeof target {
  const random = createRandom(seed);
  for (let i = 0; i < target.length; i++) target[i] = random.normal() * scale;
  return target;
}

function slot(row: number, j: number, depth: number): number {
  return (Math.floor(row / 4) * depth + Math.floor(j / 8) * 8) * 4 + (row % 4) * 8 + (j % 8);
}

function setRow({ values, depth, squaredLengths }: IntegerRows, row: number, entry: (j: number) => number): void {
  squaredLengths[row] = 0;
  for (let j = 0; j < depth; j++) {
    values[slot(row, j, depth)] = entry(j);
    squaredLengths[row] += values[slot(row, j, depth)] ** 2;
  }
}

function integerRows(arithmetic: Arithmetic, count: number, depth: number, scale: number): IntegerRows {
  const random = createRandom(4);
  const rows = {
    values: arithmetic.int16(count * depth),
    depth,
    squaredLengths: arithmetic.int32(count),
    limits: arithmetic.int32(count),
  };
  for (let row = 0; row < count; row++) setRow(rows, row, () => random.normal() * scale);
  return rows;
}

describe("WebAssembly and TypeScript agree bit for bit", () => {
  test.each([
    [1, 1, 1, false],
    [3, 5, 17, false],
    [4, 4, 33, true],
  ])("on products of %i and %i groups of depth %i", (groupsA, groupsB, depth, upperOnly) => {
    both((arithmetic) => {
      const a = { values: fill(arithmetic.float64(groupsA * 4 * depth), 1) as Float64Array, groups: groupsA, depth };
      const b = { values: fill(arithmetic.float64(groupsB * 4 * depth), 2) as Float64Array, groups: groupsB, depth };
      const c = fill(arithmetic.float64(8 + groupsA * 4 * groupsB * 4), 3) as Float64Array;
      arithmetic.addProducts(a, b, c, groupsB * 4, 8, upperOnly);
      return c;
    });
  });

  test.each([-1, 9e8, 2 ** 31 - 1])(
    "on pairs of integer rows within %i, up to the largest lengths that fit",
    (limit) => {
      both((arithmetic) => {
        const rows = integerRows(arithmetic, 24, 40, 3000);
        // A row as long as they may be, its opposite, and one that hears of nothing.
        for (const [row, value] of [
          [0, 23170],
          [1, -23170],
        ] as const)
          setRow(rows, row, (j) => (j === 3 ? value : 0));
        rows.limits.fill(limit);
        rows.limits[5] = -1;
        const found = arithmetic.int32(2 * 12 * 16);
        const count = arithmetic.nearPairs(rows, { from: 0, count: 12 }, { from: 8, count: 16 }, found);
        return [count, ...found.subarray(0, 2 * count)];
      });
    },
  );

  test.each([
    [Float32Array, 4],
    [Float32Array, 21],
    [Float64Array, 8],
    [Float64Array, 31],
    [Float64Array, 2],
  ])("on distances of %o rows of %i", (Type, d) => {
    both((arithmetic) => {
      const values = Type === Float32Array ? arithmetic.float32(9 * d) : arithmetic.float64(9 * d);
      fill(values, 15, 1e3);
      const others = arithmetic.uint32(5);
      others.set([8, 0, 3, 4, 3]);
      const squares = arithmetic.float64(5);
      arithmetic.squaredDistances(values, d, 3, others, 4, squares);
      return squares;
    });
  });

  test.each([1, 2, 5, 8, 13])("on the pass of a tridiagonal reduction over %i rows", (k) => {
    both((arithmetic) => {
      const a = fill(arithmetic.float64(15 * 15), 5) as Float64Array;
      const [u, w, v] = [6, 7, 8].map((seed) => fill(arithmetic.float64(15), seed) as Float64Array);
      const product = arithmetic.float64(15);
      arithmetic.updateAndMultiply(a, 15, k, u, w, v, product);
      return [...a, ...product];
    });
  });
});

test.each([
  [Float32Array, 5, 8, 4],
  [Float32Array, 4, 7, 8],
  [Float64Array, 3, 9, 4],
  [Float64Array, 1, 6, 12],
])("both project %o rows on axes alike: %i rows of %i on %i axes", (Type, rows, d, count) => {
  both((arithmetic) => {
    const values = Type === Float32Array ? arithmetic.float32(rows * d + 1) : arithmetic.float64(rows * d + 1);
    fill(values, 17, 10);
    const depth = d + (d % 2);
    const centre = arithmetic.float64(depth);
    fill(centre.subarray(0, d), 18);
    const axes = fill(arithmetic.float64(depth * count), 19) as Float64Array;
    const coordinates = arithmetic.float64(rows * count);
    arithmetic.project(values, rows, d, centre, axes, count, arithmetic.float64(2 * depth), coordinates);
    return coordinates;
  });
});

describe("WebAssembly and TypeScript agree bit for bit on eigenvectors' rows", () => {
  test.each([
    [7, 2],
    [9, 6],
  ])("rotated and reflected, %i of %i columns", (n, count) => {
    both((arithmetic) => {
      const matrix = fill(arithmetic.float64(n * count), 11) as Float64Array;
      const [cosines, sines, v] = [12, 13, 14].map((seed) => fill(arithmetic.float64(n), seed) as Float64Array);
      arithmetic.rotateRows(matrix, count, 2, n - 3, cosines, sines);
      arithmetic.reflectRows(matrix, count, v, n - 1, arithmetic.float64(count));
      return matrix;
    });
  });
});

describe("the script arithmetic follows its definitions", () => {
  test("for products", () => {
    const arithmetic = createScriptArithmetic();
    const depth = 6;
    const values = fill(arithmetic.float64(8 * depth), 9) as Float64Array;
    const panel = { values, groups: 2, depth };
    const c = arithmetic.float64(64);
    arithmetic.addProducts(panel, panel, c, 8);
    for (let i = 0; i < 8; i++) {
      for (let j = 0; j < 8; j++) {
        let sum = 0;
        for (let r = 0; r < depth; r++) {
          sum +=
            values[(Math.floor(i / 4) * depth + r) * 4 + (i % 4)] *
            values[(Math.floor(j / 4) * depth + r) * 4 + (j % 4)];
        }
        expect(c[i * 8 + j]).toBeCloseTo(sum, 13);
      }
    }
  });

  test("for pairs, in exact arithmetic", () => {
    const arithmetic = createScriptArithmetic();
    const rows = integerRows(arithmetic, 8, 16, 4000);
    const found = arithmetic.int32(2 * 16);
    const median = 5e8;
    rows.limits.fill(-1);
    rows.limits[2] = rows.limits[4] = median;
    const count = arithmetic.nearPairs(rows, { from: 0, count: 4 }, { from: 4, count: 4 }, found);
    const pairs = new Map(Array.from({ length: count }, (_, pair) => [found[2 * pair], found[2 * pair + 1]]));
    for (let i = 0; i < 4; i++) {
      for (let j = 0; j < 4; j++) {
        let sum = 0n;
        for (let r = 0; r < 16; r++) sum += BigInt(rows.values[slot(i, r, 16)] - rows.values[slot(4 + j, r, 16)]) ** 2n;
        const near = (i === 2 || j === 0) && sum <= BigInt(median);
        expect(pairs.get(i * 2 ** 16 + j)).toBe(near ? Number(sum) : undefined);
      }
    }
    expect(count).toBeGreaterThan(0);
    expect(count).toBeLessThan(7);
  });

  test("for distances", () => {
    const arithmetic = createScriptArithmetic();
    const values = fill(arithmetic.float64(3 * 7), 16) as Float64Array;
    const squares = arithmetic.float64(2);
    arithmetic.squaredDistances(values, 7, 2, Uint32Array.of(0, 2), 2, squares);
    expect(squares[0]).toBeCloseTo(
      Math.hypot(...values.subarray(0, 7).map((value, j) => value - values[14 + j])) ** 2,
      13,
    );
    expect(squares[1]).toBe(0);
  });
});

test("the WebAssembly was compiled from the source beside it", () => {
  const source = readFileSync(new URL("../../../src/geometry/arithmetic/kernels.as", import.meta.url));
  expect(createHash("sha256").update(source).digest("hex")).toBe(kernelSource);
});

test("an operand of another store is refused, and so is one array too many", () => {
  const arithmetic = createWasmArithmetic(4096)!;
  const foreign = new Float64Array(16);
  expect(() =>
    arithmetic.addProducts(
      { values: foreign, groups: 1, depth: 1 },
      { values: foreign, groups: 1, depth: 1 },
      foreign,
      4,
    ),
  ).toThrow(/outside the store/);
  expect(() => arithmetic.float64(1e6)).toThrow(/asked of a store/);
});
