/**
 * Balanced half-samples (McCarthy 1969, "Pseudo-replication: half samples"): groups are parted into two halves in several
 * ways, such that each two groups are together about as often as they are apart. An estimate θ varies as the difference
 * of the two halves does:
 *
 *     var = mean over the ways of (m₁ m₂ / n²) (θ₁ − θ₂)²,      m₁ + m₂ = n the sizes of the halves
 *
 * For sums over points this is the jackknife's variance. For nearest neighbours it does not count again for each group
 * what a group means to the neighbours of others, as leaving groups out does, which makes a variance thrice too large.
 */

/** Something of either half. */
export type HalvesOf<Part> = readonly [Part, Part];

/** Primes of the form 4 m + 3, each with a Hadamard matrix of one row more. */
const PRIMES = [3, 7, 11, 19];

/**
 * The ways to part groups: rows of a Hadamard matrix (Paley 1933), cut off at the number of groups. For each way whether
 * each group is in the first half; neither half is empty.
 *
 * @param groups 3 to 20.
 */
export function balancedHalves(groups: number): boolean[][] {
  const prime = PRIMES.find((candidate) => candidate + 1 >= groups)!;
  const squares = new Set(Array.from({ length: prime - 1 }, (_, x) => (x + 1) ** 2 % prime));
  return Array.from({ length: prime }, (_, way) =>
    Array.from({ length: groups }, (__, group) => group === prime || squares.has((group - way + prime) % prime)),
  );
}

/** The variance of an estimate from those of halves of n points each. */
export function halvesVariance(halves: readonly HalvesOf<{ readonly n: number; readonly value: number }>[]): number {
  let sum = 0;
  for (const [a, b] of halves) sum += (a.n / (a.n + b.n)) * (b.n / (a.n + b.n)) * (a.value - b.value) ** 2;
  return sum / halves.length;
}
