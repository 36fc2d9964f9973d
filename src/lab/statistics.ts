/** The few statistics that a sweep is read with. */
import { createRandom, sampleWithoutReplacement } from "../geometry/random.ts";

export interface MeanAndDeviation {
  readonly mean: number;
  /** Sample standard deviation, dividing by n − 1; 0 for a single value. */
  readonly deviation: number;
}

/** @param values at least one. */
export function meanAndDeviation(values: readonly number[]): MeanAndDeviation {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, deviation: values.length < 2 ? 0 : Math.sqrt(squares / (values.length - 1)) };
}

export interface RankCorrelation {
  /** Spearman's ρ in [−1, 1]; NaN if one of the two is constant. */
  readonly rho: number;
  /** Two-sided: the share of random pairings whose |ρ| is at least as large. */
  readonly p: number;
}

/** Random pairings that the p-value is taken from; it is known to about ±0.004 at 0.05. */
const permutations = 9999;
const permutationSeed = 1;

/**
 * Spearman's rank correlation with a permutation test, which needs no assumption about ties or distributions.
 * @throws RangeError if the two differ in length.
 */
export function spearman(x: readonly number[], y: readonly number[]): RankCorrelation {
  if (x.length !== y.length) throw new RangeError(`${x.length} values cannot be paired with ${y.length}`);
  const a = standardised(ranks(x));
  const b = standardised(ranks(y));
  const rho = a.reduce((sum, value, i) => sum + value * b[i], 0);
  if (Number.isNaN(rho)) return { rho, p: 1 };
  const random = createRandom(permutationSeed);
  let asLarge = 1;
  for (let turn = 0; turn < permutations; turn++) {
    const order = sampleWithoutReplacement(b.length, b.length, random);
    let product = 0;
    for (let i = 0; i < a.length; i++) product += a[i] * b[order[i]];
    // Equal up to rounding counts as equal: with ties many pairings are.
    if (Math.abs(product) >= Math.abs(rho) - 1e-12) asLarge += 1;
  }
  return { rho: Math.max(-1, Math.min(1, rho)), p: asLarge / (permutations + 1) };
}

/** Ranks from 1; equal values share the mean of theirs. */
function ranks(values: readonly number[]): number[] {
  const order = Array.from(values.keys()).sort((a, b) => values[a] - values[b]);
  const rank = new Array<number>(values.length);
  for (let start = 0; start < order.length;) {
    let end = start;
    while (end < order.length && values[order[end]] === values[order[start]]) end++;
    for (let i = start; i < end; i++) rank[order[i]] = (start + end + 1) / 2;
    start = end;
  }
  return rank;
}

/** Centred and of length 1, so that a product of two is their correlation. */
function standardised(values: readonly number[]): number[] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const length = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0));
  return values.map((value) => (value - mean) / length);
}
