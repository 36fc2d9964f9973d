/** What a sweep's runs say, in numbers and in one plain sentence. Pure. */
import type { Messages } from "../../messages/messages.ts";
import type { SweepResult } from "../../engine/protocol/lab.ts";
import { isDefined } from "../../geometry/measure.ts";
import { meanAndDeviation, spearman, type MeanAndDeviation } from "../../lab/statistics.ts";

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

interface Finding {
  readonly text: string;
}

/** The runs that have a value of the quantity. */
export function definedRuns(results: readonly SweepResult[], quantity: SweepQuantity) {
  return results.flatMap((result) => {
    const value = result[quantity];
    return isDefined(value) ? [{ result, lambda: result.lambda, accuracy: result.accuracy, value }] : [];
  });
}

/** Mean and standard deviation over seeds, for each λ. */
export function groupByLambda(results: readonly SweepResult[], quantity: SweepQuantity): LambdaGroup[] {
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

/** The rank correlation of accuracy and isotropy (or dimension) over all runs, and what it allows to be said. */
export function sweepFindings(messages: Messages, results: readonly SweepResult[], quantity: SweepQuantity): Finding {
  const words = messages.lab.sweep;
  const runs = definedRuns(results, quantity);
  const correlation =
    runs.length < fewestRuns
      ? null
      : spearman(
          runs.map(({ value }) => value),
          runs.map(({ accuracy }) => accuracy),
        );
  if (correlation === null || !Number.isFinite(correlation.rho)) return { text: words.verdict.few };
  const verdict =
    correlation.p >= significance
      ? words.verdict[quantity].none
      : words.verdict[quantity][correlation.rho < 0 ? "lower" : "higher"];
  return {
    text: `${verdict} ${words.correlation(messages.formats.number(correlation.rho), messages.formats.number(correlation.p), runs.length)}.`,
  };
}
