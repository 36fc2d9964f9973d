/** Runs of an earlier call, read from its JSON lines: they are not made again. */
import type { Readable } from "node:stream";
import { readInput } from "../input.ts";
import { UsageError } from "../usageError.ts";
import type { RunReport } from "./report.ts";

/**
 * @throws UsageError naming the first line that is not a run.
 */
export async function readReports(file: string, standardInput: Readable): Promise<RunReport[]> {
  const text = new TextDecoder().decode(await readInput(file, standardInput));
  return text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line, index) => {
      const report = parse(line);
      if (!isReport(report)) throw new UsageError(({ command }) => command.notARun(index + 1, file));
      return report;
    });
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** What is read of an earlier run is there; JSON may hold anything. */
function isReport(value: unknown): value is RunReport {
  if (!isObject(value)) return false;
  const { settings, final, data } = value;
  return (
    isObject(settings) &&
    isObject(final) &&
    isObject(data) &&
    [settings.lambda, settings.seed, final.accuracy, data.training].every(Number.isFinite) &&
    (final.isoScore === null || Number.isFinite(final.isoScore))
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

/** The settings that a sweep varies. */
const varied: ReadonlySet<string> = new Set(["lambda", "seed", "trainingRows"]);

/** True if two settings differ in nothing but what a sweep varies. */
export function sameBut(a: RunReport["settings"], b: RunReport["settings"]): boolean {
  const fixed = (settings: RunReport["settings"]) =>
    JSON.stringify(
      Object.entries(settings)
        .filter(([name]) => !varied.has(name))
        .sort(),
    );
  return fixed(a) === fixed(b);
}
