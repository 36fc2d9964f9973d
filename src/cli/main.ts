/** The command's whole life: arguments in, report out, an exit status. */
import type { Readable, Writable } from "node:stream";
import { parseArguments, type MeasureArguments } from "./arguments.ts";
import { badInputText } from "./badInputText.ts";
import { compareTexts } from "./compareTexts.ts";
import type { Messages } from "../messages/messages.ts";
import { layersAsCsv } from "../report/csv.ts";
import { formatComparison, type ComparisonReport } from "../report/comparisonTable.ts";
import type { MeasureReport } from "../report/measureReport.ts";
import { measureText } from "./measureText.ts";
import { measureVectors } from "./measureVectors.ts";
import { createProgress } from "./progress.ts";
import { formatTable } from "../report/table.ts";

export interface Streams {
  readonly input: Readable & { readonly isTTY?: boolean };
  readonly output: Writable;
  readonly errors: Writable & { readonly isTTY?: boolean };
}

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
    const args = parseArguments(argv);
    if (args.kind === "help") {
      output.write(messages.command.usage);
      return 0;
    }
    if (args.file === "-" && input.isTTY === true) {
      progress.notice(messages.command.readingStandardInput(args.kind));
    }
    if (args.kind === "text" && args.compare !== undefined) {
      const comparison = await compareTexts(args, input, progress);
      progress.clear();
      output.write(comparisonText(messages, args.output, comparison));
      return 0;
    }
    const report =
      args.kind === "text" ? await measureText(args, input, progress) : await measureVectors(args, input, progress);
    progress.clear();
    output.write(reportText(messages, args.output, report));
    return 0;
  } catch (error) {
    const sentence = badInputText(messages, error);
    if (sentence !== undefined) {
      progress.notice(sentence);
      return badInput;
    }
    if (error instanceof RangeError && /alloc|array length/i.test(error.message)) {
      progress.notice(progress.messages.command.outOfMemory);
      return badInput;
    }
    throw error;
  } finally {
    clearInterval(keepAlive);
    progress.clear();
  }
}

type Output = Exclude<MeasureArguments, { kind: "help" }>["output"];

function reportText(messages: Messages, output: Output, report: MeasureReport): string {
  switch (output) {
    case "json":
      return `${JSON.stringify(report)}\n`;
    case "csv":
      return layersAsCsv([{ run: "first", report }]);
    case "table":
      return formatTable(messages, report);
  }
}

function comparisonText(messages: Messages, output: Output, comparison: ComparisonReport): string {
  switch (output) {
    case "json":
      return `${JSON.stringify(comparison)}\n`;
    case "csv": {
      const [first, second] = comparison.runs;
      return layersAsCsv([
        { run: "first", report: first },
        { run: "second", report: second },
      ]);
    }
    case "table":
      return formatComparison(messages, comparison);
  }
}
