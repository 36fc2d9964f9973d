/** What all runs of a call say together. */
import { groupBy } from "../../lab/groupBy.ts";
import { meanAndDeviation, spearmanWithin } from "../../lab/statistics.ts";
import type { Messages } from "../../messages/messages.ts";
import type { RunReport } from "./report.ts";

/** Fewest runs whose rank correlation is worth a line. */
const fewestRuns = 10;

/**
 * A line for each number of training rows and each λ, and the rank correlation among the runs of each number of training
 * rows: more rows raise accuracy whatever the isotropy.
 */
export function formatSummary(messages: Messages, reports: readonly RunReport[]): string {
  const bySize = groupBy(reports, ({ data }) => data.training);
  const lines = ascending(bySize).flatMap(([training, ofSize]) => [
    ...ascending(groupBy(ofSize, ({ settings }) => settings.lambda)).map(([lambda, own]) =>
      lineOf(messages, training, lambda, own),
    ),
    ...correlationOf(messages, training, ofSize),
  ]);
  return `\n${lines.map((line) => `${line}\n`).join("")}`;
}

function ascending<Value>(groups: ReadonlyMap<number, Value>): [number, Value][] {
  return [...groups].sort(([a], [b]) => a - b);
}

function lineOf({ commandLab }: Messages, training: number, lambda: number, runs: readonly RunReport[]): string {
  const accuracy = figure(runs.map(({ final }) => final.accuracy));
  const isoScore = figure(runs.flatMap(({ final }) => final.isoScore ?? []));
  return commandLab.summary(String(lambda).padStart(4), training, runs.length, accuracy, isoScore);
}

/** Mean ± standard deviation; a single value has no deviation. */
function figure(values: readonly number[]): string {
  if (values.length === 0) return "–";
  const { mean, deviation } = meanAndDeviation(values);
  return values.length === 1 ? mean.toFixed(4) : `${mean.toFixed(4)} ± ${deviation.toFixed(4)}`;
}

/** Runs of one seed are trained and measured on the same rows: they are compared with each other alone. */
function correlationOf({ commandLab }: Messages, training: number, reports: readonly RunReport[]): string[] {
  const runs = reports.flatMap(({ settings, final }) =>
    final.isoScore === null ? [] : [{ seed: settings.seed, accuracy: final.accuracy, isoScore: final.isoScore }],
  );
  if (runs.length < fewestRuns) return [];
  const seeds = groupBy(runs, ({ seed }) => seed);
  const { rho, p } = spearmanWithin(
    Array.from(seeds.values(), (own) => ({
      x: own.map(({ isoScore }) => isoScore),
      y: own.map(({ accuracy }) => accuracy),
    })),
  );
  if (Number.isNaN(rho)) return [];
  return [commandLab.correlation(training, runs.length, seeds.size, rho.toFixed(3), p.toFixed(4))];
}
