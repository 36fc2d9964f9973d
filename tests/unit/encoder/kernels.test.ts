/** The wasm kernels, each against float64 arithmetic, and the composed operations against the same. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import * as tf from "@tensorflow/tfjs-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { activate } from "../../../src/encoder/activations.ts";
import { selfAttention } from "../../../src/encoder/attention.ts";
import { dense, uploadDense } from "../../../src/encoder/dense.ts";
import { fusedKernels, runFusedKernel } from "../../../src/encoder/fusedKernels.ts";
import { addLayerNorm } from "../../../src/encoder/layerNorm.ts";
import { stopEncoder, type StartedEncoder } from "../../../src/engine/backend.ts";
import { startEncoderInNode } from "../../../src/engine/backendNode.ts";
import { sourceHash } from "../../../src/encoder/wasmKernels/binary.ts";
import { largestDeviation } from "../../golden/encoder/tinyModel.ts";
import { tinyModel } from "./nodeFixtures.ts";

test("the committed binaries were compiled from the committed sources", () => {
  const folder = new URL("../../../src/encoder/wasmKernels/assembly/", import.meta.url);
  const hash = createHash("sha256");
  for (const name of readdirSync(folder).sort()) hash.update(readFileSync(new URL(name, folder)));
  expect(hash.digest("hex")).toBe(sourceHash);
});

/** Values that look random and are the same everywhere. */
const noise = (length: number, scale = 1) =>
  Float32Array.from({ length }, (_, index) => scale * Math.sin(index * index * 0.37 + index) * 2);

/** erf in float64 by its Maclaurin series, which converges for all x and is exact enough for |x| ≤ 4. */
function erf(x: number): number {
  if (Math.abs(x) > 4) return Math.sign(x);
  let term = x;
  let sum = x;
  for (let n = 1; Math.abs(term) > 1e-18 * Math.abs(sum); n++) {
    term *= -(x * x) / n;
    sum += term / (2 * n + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
}

function referenceAttention(
  values: Float32Array,
  lengths: readonly number[],
  length: number,
  heads: number,
  d: number,
): Float64Array {
  const size = d / heads;
  const out = new Float64Array(lengths.length * length * d);
  lengths.forEach((used, sentence) => {
    const at = (token: number, column: number) => values[(sentence * length + token) * 3 * d + column];
    for (let head = 0; head < heads; head++) {
      for (let query = 0; query < used; query++) {
        const scores = Array.from({ length: used }, (_, key) => {
          let score = 0;
          for (let i = head * size; i < (head + 1) * size; i++) score += at(query, i) * at(key, d + i);
          return score / Math.sqrt(size);
        });
        const largest = Math.max(...scores);
        const weights = scores.map((score) => Math.exp(score - largest));
        const sum = weights.reduce((total, weight) => total + weight, 0);
        for (let i = head * size; i < (head + 1) * size; i++) {
          out[(sentence * length + query) * d + i] =
            weights.reduce((total, weight, key) => total + weight * at(key, 2 * d + i), 0) / sum;
        }
      }
    }
  });
  return out;
}

describe.each(["wasm", "cpu"] as const)("on %s", (requested) => {
  let started: StartedEncoder;
  beforeAll(async () => {
    started = await startEncoderInNode(tinyModel("tiny-relu").model, { requested });
  });
  afterAll(() => {
    stopEncoder(started);
  });

  test("wasm has our kernels, cpu composes", () => {
    const x = tf.tensor1d([1]);
    expect(runFusedKernel(fusedKernels.gelu, { x }) !== undefined).toBe(requested === "wasm");
  });

  test.each([
    [1, 1, 1],
    [4, 3, 8],
    [5, 7, 9],
    [6, 16, 17],
    [43, 12, 20],
    [41, 5, 8],
    [80, 33, 24],
  ])("a dense layer of %i rows, %i inputs and %i outputs", async (rows, inputs, outputs) => {
    const [x, weight, bias] = [noise(rows * inputs), noise(inputs * outputs + 1).slice(1), noise(outputs + 2).slice(2)];
    const expected = Float64Array.from({ length: rows * outputs }, (_, index) => {
      const [row, column] = [Math.floor(index / outputs), index % outputs];
      let sum = bias[column];
      for (let i = 0; i < inputs; i++) sum += x[row * inputs + i] * weight[i * outputs + column];
      return sum;
    });
    const tensors = uploadDense({ weight, bias, inputs, outputs });
    expect(tensors.layout).toBe(requested === "wasm" ? "panels" : "matrix");
    const y = await dense(tf.tensor2d(x, [rows, inputs]), tensors).data();
    expect(largestDeviation(y, expected)).toBeLessThan(1e-6);
  });

  test("GELU is x·Φ(x) to 3e-7 in every length of tail", async () => {
    for (const length of [1, 2, 3, 4, 5, 4001]) {
      const x = Float32Array.from({ length }, (_, index) => (length < 10 ? index - 1.5 : (index - 2000) / 200));
      const y = await activate(tf.tensor1d(x), "gelu").data();
      x.forEach((value, index) => {
        expect(Math.abs(y[index] - (value / 2) * (1 + erf(value * Math.SQRT1_2)))).toBeLessThan(
          3e-7 * Math.max(1, Math.abs(value)),
        );
      });
    }
    const extreme = await activate(tf.tensor1d([-1e30, -50, 0, 50, 1e30]), "gelu").data();
    expect([...extreme].map((value) => value + 0)).toEqual([0, 0, 0, 50, Math.fround(1e30)]);
  });

  test.each([1, 2, 3, 4, 5, 7, 8, 33])("LayerNorm of %i dimensions, with and without a residual", async (d) => {
    const [x, residual, gamma, beta] = [
      noise(5 * d, 3),
      noise(5 * d + 1).slice(1),
      noise(d + 2).slice(2),
      noise(d + 3).slice(3),
    ];
    for (const added of [residual, undefined]) {
      const epsilon = 1e-5;
      const expected = x.map((_, index) => {
        const first = index - (index % d);
        const row = Array.from({ length: d }, (_, i) => x[first + i] + (added?.[first + i] ?? 0));
        const mean = row.reduce((sum, value) => sum + value, 0) / d;
        const variance = row.reduce((sum, value) => sum + (value - mean) ** 2, 0) / d;
        return ((row[index % d] - mean) / Math.sqrt(variance + epsilon)) * gamma[index % d] + beta[index % d];
      });
      const tensors = { gamma: tf.tensor1d(gamma), beta: tf.tensor1d(beta) };
      const y = addLayerNorm(tf.tensor2d(x, [5, d]), added && tf.tensor2d(added, [5, d]), tensors, epsilon);
      expect(largestDeviation(await y.data(), expected)).toBeLessThan(2e-6);
    }
  });

  test.each([
    { heads: 1, d: 1, length: 1, lengths: [1] },
    { heads: 3, d: 9, length: 6, lengths: [6, 1, 5, 2] },
    { heads: 2, d: 8, length: 9, lengths: [9, 8, 4] },
    { heads: 2, d: 34, length: 17, lengths: [17, 16, 3] },
    { heads: 4, d: 128, length: 70, lengths: [70, 33] },
  ])(
    "attention with $heads heads of $d dimensions and sentences of $lengths tokens",
    async ({ heads, d, length, lengths }) => {
      const values = noise(lengths.length * length * 3 * d);
      // What stands in the padding must not matter, were it infinite.
      lengths.forEach((used, sentence) => {
        const padding = requested === "wasm" ? Infinity : 1e3;
        values.fill(padding, (sentence * length + used) * 3 * d, (sentence + 1) * length * 3 * d);
      });
      const batch = { sentences: lengths.length, length, lengths: Int32Array.from(lengths) };
      const y = await selfAttention(tf.tensor2d(values, [lengths.length * length, 3 * d]), batch, heads).data();
      const expected = referenceAttention(values, lengths, length, heads, d);
      lengths.forEach((used, sentence) => {
        const [start, end] = [sentence * length * d, (sentence * length + used) * d];
        expect(largestDeviation(y.slice(start, end), expected.slice(start, end))).toBeLessThan(3e-6);
      });
    },
  );

  test("attention holds for scores far apart", async () => {
    const values = noise(4 * 3 * 4, 30);
    const batch = { sentences: 1, length: 4, lengths: Int32Array.of(4) };
    const y = await selfAttention(tf.tensor2d(values, [4, 12]), batch, 1).data();
    expect(largestDeviation(y, referenceAttention(values, [4], 4, 1, 4))).toBeLessThan(3e-6);
  });
});
