/**
 * How much the vectors of a text's tokens depend on their context (Ethayarajh 2019, arXiv 1909.00512): whether the tokens
 * of one sentence point the same way, and whether one word points the same way wherever it stands. Both rise with the
 * average cosine of the whole cloud, so they are read beside it.
 */
import type { Measure } from "./measure.ts";
import type { PointCloud } from "./pointCloud.ts";

/**
 * Intra-sentence similarity: in each sentence the mean of cos(x_i, x̄), x̄ being the mean of its tokens' vectors; then the
 * mean over the sentences. In [−1, 1].
 *
 * @param sentence the sentence of each point, n of them, ascending. Points at the origin have no direction and are left
 *   out, as are sentences whose mean is at the origin.
 */
export function intraSentenceSimilarity({ values, n, d }: PointCloud, sentence: Uint32Array): Measure {
  if (n === 0) return { notDefined: "needs-two-points" };
  let sum = 0;
  let sentences = 0;
  for (let from = 0, to = 0; from < n; from = to) {
    while (to < n && sentence[to] === sentence[from]) to++;
    const mean = new Float64Array(d);
    for (let i = from; i < to; i++) for (let j = 0; j < d; j++) mean[j] += values[i * d + j];
    const cosine = meanCosine(values, d, from, to, mean);
    if (cosine === undefined) continue;
    sum += cosine;
    sentences++;
  }
  return sentences === 0 ? { notDefined: "zero-vectors" } : sum / sentences;
}

/** Mean cosine of rows [from, to) to a direction; undefined if no row, or not the direction, has one. */
function meanCosine(
  values: PointCloud["values"],
  d: number,
  from: number,
  to: number,
  direction: Float64Array,
): number | undefined {
  const length = Math.hypot(...direction);
  let sum = 0;
  let count = 0;
  for (let i = from; i < to; i++) {
    let squared = 0;
    let product = 0;
    for (let j = 0; j < d; j++) {
      const value = values[i * d + j];
      squared += value * value;
      product += value * direction[j];
    }
    if (squared === 0) continue;
    sum += product / Math.sqrt(squared);
    count++;
  }
  return count === 0 || length === 0 ? undefined : sum / (count * length);
}

/**
 * Self-similarity: for each word that occurs at least twice, the mean cosine over all pairs of its occurrences; then the
 * mean over the words. In [−1, 1]. With s the sum of a word's m unit vectors its mean is (‖s‖² − m) / (m (m − 1)).
 *
 * @param word the word (vocabulary entry) of each point, n of them. Points at the origin are left out.
 */
export function selfSimilarity({ values, n, d }: PointCloud, word: Uint32Array): Measure {
  const words = new Map<number, { readonly sum: Float64Array; count: number }>();
  const occurrences = new Map<number, number>();
  for (let i = 0; i < n; i++) occurrences.set(word[i], (occurrences.get(word[i]) ?? 0) + 1);
  for (let i = 0; i < n; i++) {
    // Most words occur once; they need no sum.
    if (occurrences.get(word[i]) === 1) continue;
    let squared = 0;
    for (let j = 0; j < d; j++) squared += values[i * d + j] ** 2;
    if (squared === 0) continue;
    let entry = words.get(word[i]);
    if (entry === undefined) words.set(word[i], (entry = { sum: new Float64Array(d), count: 0 }));
    const inverse = 1 / Math.sqrt(squared);
    for (let j = 0; j < d; j++) entry.sum[j] += values[i * d + j] * inverse;
    entry.count++;
  }
  let total = 0;
  let counted = 0;
  for (const { sum, count } of words.values()) {
    if (count < 2) continue;
    let squared = 0;
    for (let j = 0; j < d; j++) squared += sum[j] * sum[j];
    total += (squared - count) / (count * (count - 1));
    counted++;
  }
  return counted === 0 ? { notDefined: "needs-repeated-words" } : total / counted;
}
