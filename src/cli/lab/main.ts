/** The lab command's whole life: arguments in, reports out, an exit status. */
import type { Messages } from "../../messages/messages.ts";
import type { Streams } from "../main.ts";
import { createProgress } from "../progress.ts";
import { badInputText } from "../badInputText.ts";
import { parseLabArguments } from "./arguments.ts";
import { formatRun, type RunReport } from "./report.ts";
import { makeRuns } from "./run.ts";
import { formatSummary } from "./summary.ts";

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
    for await (const { report, isNew } of makeRuns(args, input, progress)) {
      reports.push(report);
      if (!isNew) continue;
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
