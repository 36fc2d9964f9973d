/** What the runs of a sweep say about accuracy and isotropy. Pure. */
import { isDefined, type Measure } from "../geometry/measure.ts";
import { meanAndDeviation, spearman, type MeanAndDeviation } from "./statistics.ts";

/** Below this many runs a rank correlation says nothing. */
const fewestRuns = 10;
/** The usual bar, and no more than that. */
const significance = 0.05;

/** What accuracy is set against. */
export type SweepQuantity = "isoScore" | "twoNN";

export interface LambdaGroup {
  readonly lambda: number;
  readonly quantity: MeanAndDeviation;
  readonly accuracy: MeanAndDeviation;
}

/** What is known of a run that has ended. */
export interface SweptRun {
  readonly lambda: number;
  readonly accuracy: number;
  readonly isoScore: Measure;
  readonly twoNN: Measure;
}

/** What may be said of accuracy against the quantity; `rho` is Spearman's, `p` its two-sided significance. */
export type SweepFinding =
  | { readonly kind: "few" }
  | {
      readonly kind: "none" | "lower" | "higher";
      readonly rho: number;
      readonly p: number;
      readonly runs: number;
    };

/** The runs that have a value of the quantity. */
export function definedRuns<Run extends SweptRun>(results: readonly Run[], quantity: SweepQuantity) {
  return results.flatMap((result) => {
    const value = result[quantity];
    return isDefined(value) ? [{ result, lambda: result.lambda, accuracy: result.accuracy, value }] : [];
  });
}

/** Mean and standard deviation over seeds, for each λ. */
export function groupByLambda(results: readonly SweptRun[], quantity: SweepQuantity): LambdaGroup[] {
  const runs = definedRuns(results, quantity);
  const lambdas = [...new Set(runs.map(({ lambda }) => lambda))].sort((a, b) => a - b);
  return lambdas.map((lambda) => {
    const own = runs.filter((run) => run.lambda === lambda);
    return {
      lambda,
      quantity: meanAndDeviation(own.map(({ value }) => value)),
      accuracy: meanAndDeviation(own.map(({ accuracy }) => accuracy)),
    };
  });
}

/**
 * The rank correlation of accuracy and isotropy (or dimension) over all runs: `lower` where runs with a lower value do
 * better, `none` where the correlation may be chance, `few` where there are too few runs for one.
 */
export function sweepFinding(results: readonly SweptRun[], quantity: SweepQuantity): SweepFinding {
  const runs = definedRuns(results, quantity);
  if (runs.length < fewestRuns) return { kind: "few" };
  const { rho, p } = spearman(
    runs.map(({ value }) => value),
    runs.map(({ accuracy }) => accuracy),
  );
  if (!Number.isFinite(rho)) return { kind: "few" };
  const kind = p >= significance ? "none" : rho < 0 ? "lower" : "higher";
  return { kind, rho, p, runs: runs.length };
}
