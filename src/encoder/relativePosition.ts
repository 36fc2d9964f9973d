/**
 * The bias that MPNet adds to an attention score for the distance between the two tokens: distances fall into buckets,
 * and each bucket has a trained value for each head. Raffel et al. 2020 (T5, arXiv 1910.10683), section 2.1; Song et al.
 * 2020 (MPNet, arXiv 2004.09297).
 */

/** Buckets in all: half for tokens before, half for tokens after. */
export const relativeBuckets = 32;

/** From this distance on, all tokens fall into one bucket. */
const largestDistance = 128;

/**
 * The bucket of a token `distance` places after (negative: before) the one that attends. Small distances have a bucket
 * each, larger ones share buckets whose width grows with the logarithm.
 */
export function relativeBucket(distance: number): number {
  const half = relativeBuckets / 2;
  const exact = half / 2;
  const offset = distance > 0 ? half : 0;
  const places = Math.abs(distance);
  if (places < exact) return offset + places;
  // In float32, step by step, as transformers computes it: at a bucket's edge the rounding decides.
  const ratio = Math.fround(
    Math.fround(Math.log(Math.fround(places / exact))) / Math.fround(Math.log(largestDistance / exact)),
  );
  return offset + Math.min(half - 1, exact + Math.trunc(Math.fround(ratio * (half - exact))));
}

/** The bias of each head for each distance. */
export interface RelativeBias {
  /** heads × stride: entry `positions − 1 + distance` of a row is the bias of that distance. */
  readonly values: Float32Array;
  /** Entries of a row, with room behind for kernels that read in blocks. */
  readonly stride: number;
  /** Most tokens of a sentence. */
  readonly positions: number;
}

/** Entries that a kernel may read past the last distance. */
const spareEntries = 8;

/**
 * Spreads the trained table over all distances.
 * @param table buckets × heads, row-major.
 * @param positions most tokens of a sentence.
 */
export function relativeBias(table: Float32Array, heads: number, positions: number): RelativeBias {
  const stride = 2 * positions - 1 + spareEntries;
  const values = new Float32Array(heads * stride);
  for (let distance = 1 - positions; distance < positions; distance++) {
    const bucket = relativeBucket(distance);
    for (let head = 0; head < heads; head++)
      values[head * stride + positions - 1 + distance] = table[bucket * heads + head];
  }
  return { values, stride, positions };
}
