/** The lab command's whole life: arguments in, reports out, an exit status. */
import { InputError } from "../../corpora/inputError.ts";
import { EncoderError } from "../../encoder/encoderError.ts";
import { LabError } from "../../lab/labError.ts";
import { meanAndDeviation, spearman } from "../../lab/statistics.ts";
import type { Messages } from "../../messages/messages.ts";
import type { Streams } from "../main.ts";
import { createProgress } from "../progress.ts";
import { UsageError } from "../usageError.ts";
import { parseLabArguments, usage } from "./arguments.ts";
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
      output.write(usage);
      return 0;
    }
    const reports: RunReport[] = [];
    for await (const report of makeRuns(args, input, progress)) {
      reports.push(report);
      progress.clear();
      output.write(args.json ? `${JSON.stringify(report)}\n` : formatRun(report));
    }
    if (!args.json) output.write(formatSummary(reports));
    return 0;
  } catch (error) {
    if (
      error instanceof UsageError ||
      error instanceof InputError ||
      error instanceof EncoderError ||
      error instanceof LabError
    ) {
      progress.notice(error.message);
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
function formatSummary(reports: readonly RunReport[]): string {
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
    return `λ ${String(lambda).padStart(4)}   ${own.length} runs   accuracy ${figure(own.map(({ accuracy }) => accuracy))}   IsoScore ${figure(own.map(({ isoScore }) => isoScore))}\n`;
  });
  if (scored.length >= fewestRuns) {
    const { rho, p } = spearman(
      scored.map(({ isoScore }) => isoScore),
      scored.map(({ accuracy }) => accuracy),
    );
    lines.push(
      `Accuracy against IsoScore over ${scored.length} runs: Spearman ρ ${rho.toFixed(3)}, p ${p.toFixed(4)}\n`,
    );
  }
  return `\n${lines.join("")}`;
}
