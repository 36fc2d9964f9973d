/** The clouds of cases.json: the same matrices, bit for bit, as make_figures.py makes. */
import type { PointCloud } from "../../../src/geometry/pointCloud.ts";

/** How a cloud is made; see make_figures.py. */
export interface CloudCase {
  readonly name?: string;
  readonly n: number;
  readonly d: number;
  readonly seed: number;
  readonly rankOne?: boolean;
  readonly decay?: boolean;
  readonly mix?: boolean;
  readonly outlierColumns?: readonly number[];
  readonly offset?: number;
  readonly constantColumn?: number;
  readonly repeats?: number;
  readonly float32?: boolean;
}

/** `count` multiples of 2⁻²³ in [−1, 1), from a mixed counter (the finaliser of MurmurHash3). */
function uniforms(seed: number, count: number): Float64Array {
  return Float64Array.from({ length: count }, (_, index) => {
    let h = (Math.imul(index, 0x9e3779b9) + Math.imul(seed, 0x85ebca6b)) | 0;
    h ^= h >>> 16;
    h = Math.imul(h, 0x85ebca6b);
    h ^= h >>> 13;
    h = Math.imul(h, 0xc2b2ae35);
    h ^= h >>> 16;
    return (h >>> 8) / 2 ** 23 - 1;
  });
}

/** The cloud of a case, in float64. */
export function makeCloud(recipe: CloudCase): PointCloud & { readonly values: Float64Array } {
  const { n, d } = recipe;
  const values = recipe.rankOne ? outerProduct(recipe) : sumsOfThree(recipe);
  for (let i = 0; i < n; i++) {
    const row = values.subarray(i * d, (i + 1) * d);
    if (recipe.decay) for (let j = 0; j < d; j++) row[j] = row[j] / (1 + j);
    if (recipe.mix) for (let j = 1; j < d; j++) row[j] = row[j] + 0.5 * row[j - 1];
    for (const j of recipe.outlierColumns ?? []) row[j] = row[j] * 8 + 5;
    if (recipe.offset !== undefined) for (let j = 0; j < d; j++) row[j] = row[j] + recipe.offset;
    if (recipe.constantColumn !== undefined) row[recipe.constantColumn] = 7.25;
  }
  if (recipe.repeats !== undefined) values.copyWithin((n - recipe.repeats) * d, 0, recipe.repeats * d);
  return { values: recipe.float32 ? Float64Array.from(Float32Array.from(values)) : values, n, d };
}

/** The cloud that Σ_S is taken from. */
export function referenceCase({ d, seed }: CloudCase): CloudCase {
  return { n: Math.floor((3 * d) / 2) + 8, d, seed: seed + 1000, mix: true };
}

function outerProduct({ n, d, seed }: CloudCase): Float64Array {
  const u = uniforms(seed, n + d);
  return Float64Array.from({ length: n * d }, (_, index) => u[Math.floor(index / d)] * u[n + (index % d)]);
}

function sumsOfThree({ n, d, seed }: CloudCase): Float64Array {
  const u = uniforms(seed, 3 * n * d);
  return Float64Array.from({ length: n * d }, (_, index) => u[3 * index] + u[3 * index + 1] + u[3 * index + 2]);
}
