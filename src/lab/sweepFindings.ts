/** What the runs of a sweep say about accuracy and isotropy. Pure. */
import { isDefined, type Measure } from "../geometry/measure.ts";
import { groupBy } from "./groupBy.ts";
import { holm, meanAndDeviation, spearmanWithin, type MeanAndDeviation } from "./statistics.ts";

/** Below this many runs a rank correlation says nothing. */
const fewestRuns = { all: 10, below: 6, above: 6 } as const;
/** What holds for one seed alone may be that seed's. */
const fewestSeeds = 2;
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
  readonly seed: number;
  readonly accuracy: number;
  readonly isoScore: Measure;
  readonly twoNN: Measure;
}

/** Over all λ, or on one side of 0, which belongs to both. */
export type SweepSide = "all" | "below" | "above";

/** Accuracy against the quantity among some of the runs; `rho` is Spearman's within the seeds, `p` as Holm adjusts it. */
export interface SweepTrend {
  readonly side: SweepSide;
  /** Runs with a lower, or a higher, value do better; or it may be chance. */
  readonly kind: "none" | "lower" | "higher";
  readonly rho: number;
  readonly p: number;
  readonly runs: number;
}

export interface SweepFinding {
  /** `sides`: not one trend over all λ, but something on one side of 0 or on both. `few`: too few runs for a test. */
  readonly verdict: "few" | "none" | "lower" | "higher" | "sides";
  /** Seeds whose runs are compared with each other. */
  readonly seeds: number;
  /** Those that can be tested. */
  readonly trends: readonly SweepTrend[];
}

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

const sides: readonly { readonly side: SweepSide; readonly holds: (lambda: number) => boolean }[] = [
  { side: "all", holds: () => true },
  { side: "below", holds: (lambda) => lambda <= 0 },
  { side: "above", holds: (lambda) => lambda >= 0 },
];

/**
 * Accuracy against isotropy (or dimension) over all λ and on either side of 0. Runs of one seed begin with the same head
 * and are measured on the same rows, so they are compared with each other alone. Where a side contradicts the trend over
 * all λ, as where accuracy is best in the middle, the sides are told instead.
 */
export function sweepFinding(results: readonly SweptRun[], quantity: SweepQuantity): SweepFinding {
  const runs = definedRuns(results, quantity);
  const seeds = new Set(runs.map(({ result }) => result.seed)).size;
  const tested = sides.flatMap(({ side, holds }) => {
    const own = runs.filter(({ lambda }) => holds(lambda));
    const blocks = groupBy(own, ({ result }) => result.seed);
    if (own.length < fewestRuns[side] || blocks.size < fewestSeeds) return [];
    const { rho, p } = spearmanWithin(
      Array.from(blocks.values(), (block) => ({
        x: block.map(({ value }) => value),
        y: block.map(({ accuracy }) => accuracy),
      })),
    );
    return Number.isNaN(rho) ? [] : [{ side, rho, p, runs: own.length }];
  });
  const adjusted = holm(tested.map(({ p }) => p));
  const trends = tested.map((trend, i) => ({ ...trend, p: adjusted[i], kind: kindOf(trend.rho, adjusted[i]) }));
  return { verdict: verdictOf(trends), seeds, trends };
}

function kindOf(rho: number, p: number): SweepTrend["kind"] {
  if (p >= significance) return "none";
  return rho < 0 ? "lower" : "higher";
}

function verdictOf(trends: readonly SweepTrend[]): SweepFinding["verdict"] {
  const all = trends.find(({ side }) => side === "all");
  if (all === undefined) return "few";
  if (all.kind !== "none" && trends.every(({ rho }) => rho * all.rho >= 0)) return all.kind;
  return trends.some(({ side, kind }) => side !== "all" && kind !== "none") ? "sides" : "none";
}
