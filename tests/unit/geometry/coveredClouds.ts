/** The clouds on which intervals are held to their level. */
import { createRandom, sampleWithoutReplacement } from "../../../src/geometry/random.ts";
import { LAYER_ROWS, readLayerRows } from "../../golden/geometry/layerRows.ts";
import type { DrawnCloud } from "./coverage.ts";
import { gaussianCloud } from "./gaussianCloud.ts";

export const independentClouds = {
  "200 isotropic points in 20 dimensions": (seed) => ({ cloud: gaussianCloud(200, 20, seed) }),
  "300 points in 32 dimensions, variances 1 / j": (seed) => ({ cloud: gaussianCloud(300, 32, seed, powerLaw(32)) }),
  "40 points in 100 dimensions, variances 1 / j": (seed) => ({ cloud: gaussianCloud(40, 100, seed, powerLaw(100)) }),
  "30 sentences of a real layer, chosen at random": (seed) =>
    layerRows(sampleWithoutReplacement(sentences, 30, createRandom(seed)).sort()),
} satisfies Record<string, (seed: number) => DrawnCloud>;

/** A passage of a real layer: 30 sentences one after another. */
export function realPassage(seed: number, isInOrder: boolean): DrawnCloud {
  const from = Math.floor(createRandom(seed).uniform() * (sentences - 29));
  return { ...layerRows(Uint32Array.from({ length: 30 }, (_, index) => from + index)), isInOrder };
}

/**
 * A passage of 200 sentences of 3 tokens each, in 12 dimensions: what a sentence is about comes by half from the one
 * before, and its tokens share half of their variance.
 */
export function drivenPassage(seed: number, isInOrder: boolean): DrawnCloud {
  const [count, tokens, d] = [200, 3, 12];
  const random = createRandom(seed);
  const deviations = powerLaw(d);
  const values = new Float64Array(count * tokens * d);
  const topic = Float64Array.from({ length: d }, () => random.normal());
  for (let i = 0; i < count * tokens; i++) {
    if (i % tokens === 0) topic.forEach((before, j) => (topic[j] = 0.5 * before + Math.sqrt(0.75) * random.normal()));
    for (let j = 0; j < d; j++) values[i * d + j] = (topic[j] + random.normal()) * deviations[j];
  }
  const clusters = Uint32Array.from({ length: count * tokens }, (_, i) => Math.floor(i / tokens));
  return { cloud: { values, n: count * tokens, d }, clusters, isInOrder };
}

/** 200 points of Student's t with 3 degrees of freedom: Gaussian ones, each divided by the root of its own χ²₃ / 3. */
export function studentCloud(seed: number): DrawnCloud {
  const [n, d] = [200, 20];
  const { values } = gaussianCloud(n, d, seed);
  const random = createRandom(1000 + seed);
  for (let i = 0; i < n; i++) {
    const squares = random.normal() ** 2 + random.normal() ** 2 + random.normal() ** 2;
    for (let j = 0; j < d; j++) values[i * d + j] /= Math.sqrt(squares / 3);
  }
  return { cloud: { values, n, d } };
}

function powerLaw(d: number): Float64Array {
  return Float64Array.from({ length: d }, (_, j) => (1 + j) ** -0.5);
}

const { tokensEach, dimensions } = LAYER_ROWS;
const rows = readLayerRows();
const each = tokensEach * dimensions;
const sentences = rows.length / each;

function layerRows(chosen: Uint32Array): DrawnCloud {
  const values = new Float64Array(chosen.length * each);
  chosen.forEach((sentence, at) => values.set(rows.subarray(sentence * each, (sentence + 1) * each), at * each));
  const clusters = Uint32Array.from({ length: chosen.length * tokensEach }, (_, i) => Math.floor(i / tokensEach));
  return { cloud: { values, n: chosen.length * tokensEach, d: dimensions }, clusters };
}
