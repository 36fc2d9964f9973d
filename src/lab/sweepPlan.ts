/** The runs of a sweep. */

/** What varies from run to run; all else is the same. */
export interface SweepPoint {
  readonly lambda: number;
  readonly seed: number;
  readonly trainingRows: number | "all";
}

/** The values of λ that the paper tries (arXiv 2305.19358, appendix), and 0. */
export const sweepLambdas = [-5, -3, -1, 0, 1, 3, 5] as const;

/** Every combination, seed by seed: however early a sweep is stopped, all λ have had nearly as many runs. */
export function sweepPlan(
  lambdas: readonly number[],
  seeds: readonly number[],
  trainingRows: readonly (number | "all")[],
): SweepPoint[] {
  return seeds.flatMap((seed) =>
    trainingRows.flatMap((rows) => lambdas.map((lambda) => ({ lambda, seed, trainingRows: rows }))),
  );
}

/** Equal for equal points. */
export function sweepPointKey({ lambda, seed, trainingRows }: SweepPoint): string {
  return `${lambda}/${seed}/${trainingRows}`;
}

/** The points of a plan that have no result yet. */
export function remainingOf(plan: readonly SweepPoint[], done: readonly SweepPoint[]): SweepPoint[] {
  const keys = new Set(done.map(sweepPointKey));
  return plan.filter((point) => !keys.has(sweepPointKey(point)));
}
