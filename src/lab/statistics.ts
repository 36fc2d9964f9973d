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

/** Values that belong together, such as the runs of one seed: paired, and comparable with each other alone. */
export interface Block {
  readonly x: readonly number[];
  /** As many as x. */
  readonly y: readonly number[];
}

export interface RankCorrelation {
  /** Spearman's ρ of the ranks within the blocks, in [−1, 1]; NaN if one of the two is constant in each block. */
  readonly rho: number;
  /** Two-sided: the share of all pairings within the blocks whose |ρ| is at least as large. */
  readonly p: number;
}

/** Of so many values all orders are gone through (5,040). */
const mostEnumerated = 7;
/** Random pairings that the p-value of larger blocks is taken from; it is known to about ±0.004 at 0.05. */
const permutations = 9999;
const permutationSeed = 1;

/**
 * Spearman's rank correlation within blocks, with a permutation test that pairs anew within each block (a stratified
 * permutation test: Good, "Permutation, Parametric and Bootstrap Tests of Hypotheses", 2005). It needs no assumption
 * about ties or distributions, and none that the blocks are alike. With blocks of at most seven the p-value is exact.
 */
export function spearmanWithin(blocks: readonly Block[]): RankCorrelation {
  const ranked = blocks.map(({ x, y }) => ({ a: centredRanks(x), b: centredRanks(y) }));
  const observed = ranked.reduce((sum, { a, b }) => sum + product(a, b), 0);
  const squares = (side: "a" | "b") => ranked.reduce((sum, block) => sum + product(block[side], block[side]), 0);
  const length = Math.sqrt(squares("a") * squares("b"));
  if (length === 0) return { rho: NaN, p: 1 };
  const isSmall = ranked.every(({ a }) => a.length <= mostEnumerated);
  return { rho: observed / length, p: (isSmall ? exactShare : sampledShare)(ranked, Math.abs(observed)) };
}

interface RankedBlock {
  readonly a: readonly number[];
  readonly b: readonly number[];
}

/** The share of all pairings whose product is at least as large: the blocks' distributions, added up one by one. */
function exactShare(blocks: readonly RankedBlock[], least: number): number {
  let shares: ReadonlyMap<number, number> = new Map([[0, 1]]);
  for (const block of blocks) {
    const next = new Map<number, number>();
    for (const [sum, share] of shares)
      for (const [own, part] of productShares(block)) next.set(sum + own, (next.get(sum + own) ?? 0) + share * part);
    shares = next;
  }
  let p = 0;
  for (const [sum, share] of shares) if (Math.abs(sum) >= least) p += share;
  return Math.min(1, p);
}

/** The products of one block over all orders of its second side, with the share of orders that have them. */
function productShares({ a, b }: RankedBlock): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  let orders = 0;
  const order = [...b];
  const place = (from: number, sum: number): void => {
    if (from === a.length) {
      orders += 1;
      counts.set(sum, (counts.get(sum) ?? 0) + 1);
      return;
    }
    for (let i = from; i < order.length; i++) {
      [order[from], order[i]] = [order[i], order[from]];
      place(from + 1, sum + a[from] * order[from]);
      [order[from], order[i]] = [order[i], order[from]];
    }
  };
  place(0, 0);
  return new Map(Array.from(counts, ([sum, count]) => [sum, count / orders]));
}

function sampledShare(blocks: readonly RankedBlock[], least: number): number {
  const random = createRandom(permutationSeed);
  let asLarge = 1;
  for (let turn = 0; turn < permutations; turn++) {
    let sum = 0;
    for (const { a, b } of blocks) {
      const order = sampleWithoutReplacement(b.length, b.length, random);
      for (let i = 0; i < a.length; i++) sum += a[i] * b[order[i]];
    }
    if (Math.abs(sum) >= least) asLarge += 1;
  }
  return asLarge / (permutations + 1);
}

function product(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * b[i], 0);
}

/** Twice the ranks, less their mean: whole numbers, so that equal products are equal. Equal values share their mean rank. */
function centredRanks(values: readonly number[]): number[] {
  const order = Array.from(values.keys()).sort((a, b) => values[a] - values[b]);
  const ranks = new Array<number>(values.length);
  for (let start = 0; start < order.length;) {
    let end = start;
    while (end < order.length && values[order[end]] === values[order[start]]) end++;
    for (let i = start; i < end; i++) ranks[order[i]] = start + end - values.length;
    start = end;
  }
  return ranks;
}

/**
 * p-values of tests made together, adjusted so that the chance of any false finding stays that of one (Holm, "A simple
 * sequentially rejective multiple test procedure", 1979).
 */
export function holm(values: readonly number[]): number[] {
  const adjusted = new Array<number>(values.length);
  let largest = 0;
  for (const [rank, index] of Array.from(values.keys())
    .sort((a, b) => values[a] - values[b])
    .entries()) {
    largest = Math.max(largest, Math.min(1, (values.length - rank) * values[index]));
    adjusted[index] = largest;
  }
  return adjusted;
}
