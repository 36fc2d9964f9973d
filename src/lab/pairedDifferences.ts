/** Accuracy of each run of a sweep less that of the run of λ = 0 with the same seed and rows. Pure. */
import { meanAndDeviation } from "./statistics.ts";
import type { SweptRun } from "./sweepFindings.ts";

export interface PairedDifferences {
  readonly lambda: number;
  /** In the order of the seeds. */
  readonly bySeed: readonly { readonly seed: number; readonly difference: number }[];
  readonly mean: number;
  /** Of the differences; 0 of a single one. */
  readonly deviation: number;
}

/**
 * Runs of one seed begin with the same head and are measured on the same rows: what those share, and what makes one seed
 * easier than another, cancels in their difference.
 *
 * @returns in the order of λ, without λ = 0 and without those that have no run of λ = 0 beside them.
 */
export function pairedDifferences(results: readonly SweptRun[]): PairedDifferences[] {
  const plain = new Map(results.filter(({ lambda }) => lambda === 0).map(({ seed, accuracy }) => [seed, accuracy]));
  const lambdas = [...new Set(results.map(({ lambda }) => lambda))].filter((lambda) => lambda !== 0);
  return lambdas
    .sort((a, b) => a - b)
    .flatMap((lambda) => {
      const bySeed = results
        .filter((run) => run.lambda === lambda)
        .flatMap(({ seed, accuracy }) => {
          const beside = plain.get(seed);
          return beside === undefined ? [] : [{ seed, difference: accuracy - beside }];
        })
        .sort((a, b) => a.seed - b.seed);
      if (bySeed.length === 0) return [];
      return [{ lambda, bySeed, ...meanAndDeviation(bySeed.map(({ difference }) => difference)) }];
    });
}
