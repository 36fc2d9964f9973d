/** Rows, runs, λ, sweeps and tables of the lab. */
import type { LabRequest } from "../../engine/protocol/lab.ts";
import type { AppState } from "../appState.ts";
import type { LabState, SweepMode } from "../lab.ts";
import { missingRuns } from "../labSweeps.ts";

export function labRequests({ lab: before }: AppState, { lab: after }: AppState): LabRequest[] {
  if (after === before) return [];
  return [
    ...table(before, after),
    ...rows(before, after),
    ...(after.last.run === before.last.run ? sameRun(before, after) : start(after)),
    ...sweep(before, after, "seeds"),
    ...sweep(before, after, "rows"),
  ];
}

function table(before: LabState, { reading, last }: LabState): LabRequest[] {
  if (reading === null || last.ask === before.last.ask) return [];
  const { ask, table, name, input, choice } = reading;
  return [{ kind: "lab-table", ask, question: { table, name, input, choice } }];
}

function rows(before: LabState, { last, task, own, rows, classes }: LabState): LabRequest[] {
  const name = task ?? own?.name ?? "";
  return last.data === before.last.data ? [] : [{ kind: "lab-data", data: last.data, name, rows, classes }];
}

function start({ last, settings, playing, startedFrom }: LabState): LabRequest[] {
  const { run, data } = last;
  return [{ kind: "lab-start", run, data, settings, playing, ...(startedFrom !== null && { saved: startedFrom }) }];
}

function sameRun(before: LabState, after: LabState): LabRequest[] {
  const { lambda, zeta, learningRate } = after.settings;
  const isSteered =
    lambda !== before.settings.lambda || zeta !== before.settings.zeta || learningRate !== before.settings.learningRate;
  return [
    ...(isSteered ? [{ kind: "lab-live", live: { lambda, zeta, learningRate } } as const] : []),
    ...(after.playing !== before.playing && !after.finished
      ? [{ kind: after.playing ? "lab-play" : "lab-pause" } as const]
      : []),
  ];
}

function sweep(before: LabState, after: LabState, mode: SweepMode): LabRequest[] {
  const begun = after.sweeps[mode];
  if (begun === null || !begun.running || begun.sweep === before.sweeps[mode]?.sweep) return [];
  const { settings, last } = after;
  return [{ kind: "lab-sweep", sweep: begun.sweep, data: last.data, settings, jobs: missingRuns(after, mode) }];
}
