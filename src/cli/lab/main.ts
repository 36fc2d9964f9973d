/** The lab command's whole life: arguments in, reports out, an exit status. */
import { meanAndDeviation, spearman } from "../../lab/statistics.ts";
import type { Messages } from "../../messages/messages.ts";
import type { Streams } from "../main.ts";
import { createProgress } from "../progress.ts";
import { badInputText } from "../badInputText.ts";
import { parseLabArguments } from "./arguments.ts";
import { formatRun, type RunReport } from "./report.ts";
import { makeRuns } from "./run.ts";

/** Exit status of input that can't be used. */
const badInput = 2;

/**
 * Runs the command.
 *
 * @param messages Words of the language to speak.
 * @param argv The arguments after the program's name.
 * @returns The exit status: 0, or 2 for bad input, after one line on the error stream.
 * @throws whatever else goes wrong: a fault of the program or of the machine, not of the input.
 */
export async function main(
  messages: Messages,
  argv: readonly string[],
  { input, output, errors }: Streams,
): Promise<number> {
  const progress = createProgress(messages, errors);
  // The engine's pauses between two slices of work don't keep Node's event loop open; this timer does.
  const keepAlive = setInterval(() => undefined, 2 ** 30);
  try {
    const args = parseLabArguments(argv);
    if (args.kind === "help") {
      output.write(messages.commandLab.usage);
      return 0;
    }
    const reports: RunReport[] = [];
    for await (const report of makeRuns(args, input, progress)) {
      reports.push(report);
      progress.clear();
      output.write(args.json ? `${JSON.stringify(report)}\n` : formatRun(messages, report));
    }
    if (!args.json) output.write(formatSummary(messages, reports));
    return 0;
  } catch (error) {
    const sentence = badInputText(messages, error);
    if (sentence !== undefined) {
      progress.notice(sentence);
      return badInput;
    }
    throw error;
  } finally {
    clearInterval(keepAlive);
    progress.clear();
  }
}

/** Fewest runs whose rank correlation is worth a line. */
const fewestRuns = 10;

/** Mean ± standard deviation of each λ, and the rank correlation over all runs. */
function formatSummary(messages: Messages, reports: readonly RunReport[]): string {
  const scored = reports.flatMap(({ settings, final }) =>
    final.isoScore === null ? [] : [{ lambda: settings.lambda, accuracy: final.accuracy, isoScore: final.isoScore }],
  );
  const lambdas = [...new Set(scored.map(({ lambda }) => lambda))].sort((a, b) => a - b);
  const lines = lambdas.map((lambda) => {
    const own = scored.filter((run) => run.lambda === lambda);
    const figure = (values: number[]) => {
      const { mean, deviation } = meanAndDeviation(values);
      return `${mean.toFixed(4)} ± ${deviation.toFixed(4)}`;
    };
    const accuracy = figure(own.map((run) => run.accuracy));
    const isoScore = figure(own.map((run) => run.isoScore));
    return `${messages.commandLab.summary(String(lambda).padStart(4), own.length, accuracy, isoScore)}\n`;
  });
  if (scored.length >= fewestRuns) {
    const { rho, p } = spearman(
      scored.map(({ isoScore }) => isoScore),
      scored.map(({ accuracy }) => accuracy),
    );
    lines.push(`${messages.commandLab.correlation(scored.length, rho.toFixed(3), p.toFixed(4))}\n`);
  }
  return `\n${lines.join("")}`;
}
