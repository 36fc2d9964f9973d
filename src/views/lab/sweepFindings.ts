/** What a sweep's runs say, in numbers and in one plain sentence. Pure. */
import type { SweepResult } from "../../engine/labProtocol.ts";
import { formatNumber } from "../../charts/format.ts";
import { isDefined } from "../../geometry/measure.ts";
import { meanAndDeviation, spearman, type MeanAndDeviation } from "../../lab/statistics.ts";
import { english } from "../../messages/english.ts";

/** Below this many runs a rank correlation says nothing. */
const fewestRuns = 10;
/** The usual bar, and no more than that. */
const significance = 0.05;

export interface LambdaGroup {
  readonly lambda: number;
  readonly isoScore: MeanAndDeviation;
  readonly accuracy: MeanAndDeviation;
}

interface Finding {
  readonly text: string;
}

function defined(results: readonly SweepResult[]) {
  return results.flatMap(({ lambda, accuracy, isoScore }) => (isDefined(isoScore) ? [{ lambda, accuracy, isoScore }] : []));
}

/** Mean and standard deviation over seeds, for each λ. */
export function groupByLambda(results: readonly SweepResult[]): LambdaGroup[] {
  const runs = defined(results);
  const lambdas = [...new Set(runs.map(({ lambda }) => lambda))].sort((a, b) => a - b);
  return lambdas.map((lambda) => {
    const own = runs.filter((run) => run.lambda === lambda);
    return { lambda, isoScore: meanAndDeviation(own.map(({ isoScore }) => isoScore)), accuracy: meanAndDeviation(own.map(({ accuracy }) => accuracy)) };
  });
}

/** The rank correlation of accuracy and isotropy over all runs, and what it allows to be said. */
export function sweepFindings(results: readonly SweepResult[]): Finding {
  const words = english.lab.sweep;
  const runs = defined(results);
  const correlation = runs.length < fewestRuns ? null : spearman(runs.map(({ isoScore }) => isoScore), runs.map(({ accuracy }) => accuracy));
  if (correlation === null || !Number.isFinite(correlation.rho)) return { text: words.verdict.few };
  const verdict = correlation.p >= significance ? words.verdict.none : correlation.rho < 0 ? words.verdict.lower : words.verdict.higher;
  return { text: `${verdict} ${words.correlation(formatNumber(correlation.rho), formatNumber(correlation.p), runs.length)}.` };
}
