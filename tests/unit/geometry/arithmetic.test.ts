import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Arithmetic } from "../../../src/geometry/arithmetic/arithmetic.ts";
import { kernelSource } from "../../../src/geometry/arithmetic/kernelBytes.ts";
import { createScriptArithmetic } from "../../../src/geometry/arithmetic/scriptArithmetic.ts";
import { createWasmArithmetic } from "../../../src/geometry/arithmetic/wasmArithmetic.ts";
import { createRandom } from "../../../src/geometry/random.ts";

function both(run: (arithmetic: Arithmetic) => ArrayLike<number>): void {
  const wasm = createWasmArithmetic(1e6);
  expect(wasm).toBeDefined();
  expect(Array.from(run(wasm!))).toEqual(Array.from(run(createScriptArithmetic())));
}

function fill(target: Float64Array | Int16Array, seed: number, scale = 1): typeof target {
  const random = createRandom(seed);
  for (let i = 0; i < target.length; i++) target[i] = random.normal() * scale;
  return target;
}

describe("WebAssembly and TypeScript agree bit for bit", () => {
  test.each([[1, 1, 1, false], [3, 5, 17, false], [4, 4, 33, true]])("on products of %i and %i groups of depth %i", (groupsA, groupsB, depth, upperOnly) => {
    both((arithmetic) => {
      const a = { values: fill(arithmetic.float64(groupsA * 4 * depth), 1) as Float64Array, groups: groupsA, depth };
      const b = { values: fill(arithmetic.float64(groupsB * 4 * depth), 2) as Float64Array, groups: groupsB, depth };
      const c = fill(arithmetic.float64(8 + groupsA * 4 * groupsB * 4), 3) as Float64Array;
      arithmetic.addProducts(a, b, c, groupsB * 4, 8, upperOnly);
      return c;
    });
  });

  test("on inner products of integers, up to the largest that fit", () => {
    both((arithmetic) => {
      const values = fill(arithmetic.int16(24 * 40), 4, 5000) as Int16Array;
      values.fill(32767, 0, 2);
      values.fill(-32767, 40, 42);
      const products = arithmetic.int32(8 * 12);
      arithmetic.innerProducts({ values, depth: 40, from: 0, rows: 8 }, { values, depth: 40, from: 12, rows: 12 }, products, 12);
      return products;
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

describe("WebAssembly and TypeScript agree bit for bit on eigenvectors' rows", () => {
  test.each([[7, 2], [9, 6]])("rotated and reflected, %i of %i columns", (n, count) => {
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
          sum += values[(Math.floor(i / 4) * depth + r) * 4 + (i % 4)] * values[(Math.floor(j / 4) * depth + r) * 4 + (j % 4)];
        }
        expect(c[i * 8 + j]).toBeCloseTo(sum, 13);
      }
    }
  });

  test("for integers, in exact arithmetic", () => {
    const arithmetic = createScriptArithmetic();
    const values = fill(arithmetic.int16(8 * 16), 10, 9000) as Int16Array;
    const products = arithmetic.int32(16);
    arithmetic.innerProducts({ values, depth: 16, from: 0, rows: 4 }, { values, depth: 16, from: 4, rows: 4 }, products, 4);
    for (let i = 0; i < 4; i++) {
      for (let j = 0; j < 4; j++) {
        let sum = 0n;
        for (let r = 0; r < 16; r++) sum += BigInt(values[i * 16 + r]) * BigInt(values[(4 + j) * 16 + r]);
        expect(BigInt(products[i * 4 + j])).toBe(sum);
      }
    }
  });
});

test("the WebAssembly was compiled from the source beside it", () => {
  const source = readFileSync(new URL("../../../src/geometry/arithmetic/kernels.as", import.meta.url));
  expect(createHash("sha256").update(source).digest("hex")).toBe(kernelSource);
});

test("an operand of another store is refused, and so is one array too many", () => {
  const arithmetic = createWasmArithmetic(4096)!;
  const foreign = new Float64Array(16);
  expect(() => arithmetic.addProducts({ values: foreign, groups: 1, depth: 1 }, { values: foreign, groups: 1, depth: 1 }, foreign, 4)).toThrow(/outside the store/);
  expect(() => arithmetic.float64(1e6)).toThrow(/asked of a store/);
});
