/**
 * How many independent points a cloud is worth for its covariance. Tokens of one sentence share what their sentence is
 * about, and a line that occurs three times says nothing new: the covariance of such points scatters as that of fewer
 * independent ones. For isotropic Gaussian points with the correlation ρ within each sentence and w_l copies of each
 * distinct sentence l of n_l points, to leading order
 *
 *     n_e = n² / Σ_l w_l² (n_l + n_l (n_l − 1) ρ²)
 */
import type { ClusterSums } from "./clusterSums.ts";
import { distinctRows } from "./distinctRows.ts";
import type { TokenContext } from "./measures/definition.ts";
import type { PointCloud } from "./pointCloud.ts";

/**
 * @param tokens where the points are tokens: equal sentences, those of the same words, count once. Points of their own
 *   count once where they coincide.
 * @returns n_e, in [1, n]; n for independent points of which no two are the same, 0 for none.
 */
export function effectivePoints(cloud: PointCloud, tokens: TokenContext | undefined, sums: ClusterSums): number {
  const { n } = cloud;
  if (n === 0) return 0;
  const squaredCorrelation = correlationWithin(sums) ** 2;
  let scatter = 0;
  for (const { points, copies } of tokens === undefined ? kindsOfRows(cloud) : kindsOfSentences(tokens))
    scatter += copies ** 2 * (points + points * (points - 1) * squaredCorrelation);
  return Math.max(1, n ** 2 / scatter);
}

/** Of points that are worth `effective` of n independent ones, how much a random choice of `size` is worth. */
export function effectiveOfChoice(size: number, n: number, effective: number): number {
  return effective >= n ? size : 1 / (1 / size + 1 / effective - 1 / n);
}

/** The correlation ρ of two points of one cluster, in [0, 1]: mean inner product over mean squared length. */
function correlationWithin({ sizes: [, n, n2], scalars }: ClusterSums): number {
  const pairs = n2 - n;
  if (pairs === 0 || !(scalars.trace > 0)) return 0;
  const correlation = (scalars.squaredLength - scalars.trace) / pairs / (scalars.trace / n);
  return Math.min(1, Math.max(0, correlation));
}

interface Kind {
  readonly points: number;
  readonly copies: number;
}

function kindsOfRows(cloud: PointCloud): Kind[] {
  const { first, kind } = distinctRows(cloud);
  const copies = new Uint32Array(first.length);
  for (const index of kind) copies[index]++;
  return Array.from(copies, (count) => ({ points: 1, copies: count }));
}

function kindsOfSentences({ sentence, word }: TokenContext): Kind[] {
  const kinds = new Map<string, { points: number; copies: number }>();
  for (let from = 0, to; from < sentence.length; from = to) {
    to = from + 1;
    while (to < sentence.length && sentence[to] === sentence[from]) to++;
    const words = word.subarray(from, to).join();
    const kind = kinds.get(words);
    if (kind === undefined) kinds.set(words, { points: to - from, copies: 1 });
    else kind.copies++;
  }
  return [...kinds.values()];
}
