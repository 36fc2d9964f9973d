/** The sweeps that the page offers: which runs they are, and how one is begun or gone on with. Pure. */
import { remainingOf, sweepLambdas, sweepPlan, type SweepPoint } from "../lab/sweepPlan.ts";
import { sweepKey, type LabState, type LabSweep, type SweepMode } from "./lab.ts";
import type { StoredSweep } from "./sweepFile.ts";

const sweepSeeds = [1, 2, 3, 4, 5] as const;
/** Fewer of both where a third quantity varies. */
const rowsLambdas = [-5, -1, 0, 1, 5] as const;
const rowsSeeds = [1, 2, 3] as const;
const rowsSteps = [20, 50, 100, 200, 500, 1000] as const;

/** All runs of a sweep. @param training rows there are to train on. */
export function plannedRuns(mode: SweepMode, trainingRows: number | "all", training: number): SweepPoint[] {
  switch (mode) {
    case "seeds":
      return sweepPlan(sweepLambdas, sweepSeeds, [trainingRows]);
    case "rows":
      return sweepPlan(rowsLambdas, rowsSeeds, [...rowsSteps.filter((rows) => rows < training), "all"]);
  }
}

/** The runs that a sweep still lacks. */
export function missingRuns({ settings, data, sweeps }: LabState, mode: SweepMode): SweepPoint[] {
  if (data === null) return [];
  return remainingOf(plannedRuns(mode, settings.trainingRows, data.training), sweeps[mode]?.results ?? []);
}

/** The state with a sweep under way; results of the same settings stay, so that one that was stopped goes on. */
export function beginSweep(state: LabState, mode: SweepMode): LabState {
  const { settings, sweeps, data, last, task, own } = state;
  if (data === null) return state;
  const sweep = last.sweep + 1;
  const key = sweepKey(last.data, settings, mode);
  const begun: LabSweep = {
    sweep,
    key,
    settings,
    model: data.model,
    data: {
      name: task ?? own?.name ?? "",
      rows: data.rows,
      training: data.training,
      heldOut: data.heldOutRows.length,
    },
    results: sweeps[mode]?.key === key ? sweeps[mode].results : [],
    total: plannedRuns(mode, settings.trainingRows, data.training).length,
    running: true,
    openedFrom: null,
  };
  return { ...state, last: { ...last, sweep }, playing: false, sweeps: { ...sweeps, [mode]: begun } };
}

/** The state with a sweep from a file in sight, as it was: it is no part of what is trained here. */
export function showStoredSweep(state: LabState, mode: SweepMode, name: string, stored: StoredSweep): LabState {
  const { sweeps, last } = state;
  const sweep = last.sweep + 1;
  const opened: LabSweep = { ...stored, sweep, key: "", running: false, openedFrom: name };
  return { ...state, last: { ...last, sweep }, sweeps: { ...sweeps, [mode]: opened } };
}
