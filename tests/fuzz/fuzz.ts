/**
 * Reads files of each format, changed by chance from a seed: each must be read, or refused with a code, within limits of
 * time and memory. The files are read in a process of their own, so that one that hangs or aborts is named.
 */
import { fork } from "node:child_process";
import { join } from "node:path";

export interface FuzzTask {
  readonly seed: number;
  readonly first: number;
  readonly count: number;
  /** What the reader does to the second file instead, so that a test can see it found out. */
  readonly instead?: "endless" | "greedy" | "throws" | "exits";
}

interface FuzzInput {
  /** Number of the changed file; with the seed it tells what the file was. */
  readonly index: number;
  readonly format: string;
  readonly file: string;
}

export type FuzzReport =
  ({ readonly kind: "started" } & FuzzInput) | ({ readonly kind: "failed"; readonly reason: string } & FuzzInput);

export interface FuzzFailure extends FuzzInput {
  readonly reason: string;
}

/** Of the heap; typed arrays beside it are watched by the child. */
const heapMegabytes = 512;

/** @param mostFailures after so many no further files are read. */
export async function fuzz(
  task: FuzzTask,
  { mostFailures = 20, mostMilliseconds = 10_000 } = {},
): Promise<FuzzFailure[]> {
  const { first, count } = task;
  const failures: FuzzFailure[] = [];
  for (let next = first; next < first + count && failures.length < mostFailures;) {
    const { last, ended } = await run(
      { ...task, first: next, count: first + count - next },
      { failures, mostFailures, mostMilliseconds },
    );
    if (ended === undefined) break;
    if (last === undefined) throw new Error(`the reading process did not start: ${ended}`);
    if (failures.at(-1)?.index !== last.index) failures.push({ ...last, reason: ended });
    next = last.index + 1;
  }
  return failures;
}

interface RunEnd {
  /** The file that was read last. */
  readonly last: FuzzInput | undefined;
  /** Why not all were read; undefined if they were. */
  readonly ended: string | undefined;
}

interface Limits {
  readonly failures: FuzzFailure[];
  readonly mostFailures: number;
  /** A file has a megabyte at most and takes milliseconds; the limit is for machines that are busy with something else. */
  readonly mostMilliseconds: number;
}

function run(task: FuzzTask, { failures, mostFailures, mostMilliseconds }: Limits): Promise<RunEnd> {
  return new Promise((resolve) => {
    const child = fork(join(import.meta.dirname, "child.ts"), {
      execArgv: ["--import", "tsx", `--max-old-space-size=${heapMegabytes}`],
      stdio: ["ignore", "ignore", "ignore", "ipc"],
    });
    let last: FuzzInput | undefined;
    let stopped: string | undefined;
    const stop = (reason: string) => {
      stopped = reason;
      child.kill("SIGKILL");
    };
    // The first file also waits for the readers to load.
    let timer = setTimeout(() => stop("the reading process did not begin"), 60_000);
    child.on("message", (report: FuzzReport) => {
      const { index, format, file } = report;
      if (report.kind === "failed") {
        failures.push({ index, format, file, reason: report.reason });
        if (failures.length >= mostFailures) stop("so many failed");
        return;
      }
      last = { index, format, file };
      clearTimeout(timer);
      timer = setTimeout(() => stop(`not read in ${mostMilliseconds / 1000} s`), mostMilliseconds);
    });
    child.on("exit", (code, signal) => {
      clearTimeout(timer);
      const isWhole = code === 0 && last?.index === task.first + task.count - 1;
      resolve({ last, ended: isWhole ? undefined : (stopped ?? `the process ended with ${signal ?? code}`) });
    });
    child.send(task);
  });
}

export function failureText(seed: number, { index, format, file, reason }: FuzzFailure): string {
  return `${format}, ${file}: --seed ${seed} --first ${index} --count 1\n${reason}`;
}
