/** The λ lab as the page knows it. Pure: a reducer over the engine's lab events. */
import type { LabelledRow, LabelledRows } from "../corpora/labelledRows.ts";
import type { RowsReport } from "../corpora/readers/tableRows.ts";
import type { TableChoice } from "../corpora/readers/chosenRows.ts";
import { appendBounded } from "./boundedCurve.ts";
import type { LayerChange } from "../lab/layerChange.ts";
import { defaultSettings } from "../lab/settings.ts";
import type {
  LabEvaluation,
  LabEvent,
  LabFailure,
  LabRunSettings,
  LabStep,
  SweepResult,
} from "../engine/protocol/lab.ts";
import type { TableAnswer, TableProblem } from "../engine/tableReader.ts";

/** One run's curves, thinned where the run is long. */
export interface LabRun {
  readonly run: number;
  readonly settings: LabRunSettings;
  readonly steps: readonly LabStep[];
  readonly evaluations: readonly LabEvaluation[];
  /** The first look with the highest accuracy, and with the lowest cross-entropy: of all looks, thinned out or not. */
  readonly best: { readonly accuracy: BestLook | null; readonly crossEntropy: BestLook | null };
}

/** A look at the held-out rows that no other was better than. */
export interface BestLook {
  readonly step: number;
  readonly value: number;
}

/** λ × seeds: accuracy against isotropy. λ × training rows: where the paper's effect lives. */
export type SweepMode = "seeds" | "rows";

export interface LabSweep {
  readonly sweep: number;
  /** What the results belong to: they are worth nothing beside other settings. */
  readonly key: string;
  /** What all its runs share; λ, seed and training rows are each run's own. */
  readonly settings: LabRunSettings;
  readonly model: string;
  readonly data: { readonly name: string; readonly rows: number; readonly training: number; readonly heldOut: number };
  readonly results: readonly SweepResult[];
  readonly total: number;
  readonly running: boolean;
  /** Name of the file that it was opened from; null for one that was made here. */
  readonly openedFrom: string | null;
}

/** A table that has been opened: a file, or pasted text. */
export interface OpenedTable {
  /** Another number for each opening. */
  readonly table: number;
  /** Empty for pasted text. */
  readonly name: string;
  readonly input: File | string;
}

/** A person's own table, and what of it is used. */
export interface OwnTable extends OpenedTable {
  readonly columns: readonly string[];
  readonly choice: TableChoice;
  /** Null if the choice can't be used. */
  readonly data: LabelledRows | null;
  /** What became of its rows; null if the choice can't be used. */
  readonly report: RowsReport | null;
  /** Sets of labels that differ only in case or blanks. */
  readonly similarLabels: boolean;
  /** Leaving out the classes with one row would leave classes to train on. */
  readonly canLeaveOut: boolean;
}

export interface LabState {
  /** Numbers of what has last been asked for. */
  readonly last: {
    readonly run: number;
    readonly sweep: number;
    readonly data: number;
    readonly table: number;
    readonly ask: number;
  };
  /** The task whose rows are at hand or on their way, null for the person's own data; undefined while none is. */
  readonly task: string | null | undefined;
  /** A saved file that the current run starts from. */
  readonly startedFrom: Uint8Array | null;
  /** True while a trained model is on its way to the explorer: the lab itself stays with the one that it trained from. */
  readonly showing: boolean;
  readonly own: OwnTable | null;
  /** What is being read; null when nothing is. */
  readonly reading: (OpenedTable & { readonly ask: number; readonly choice: TableChoice | null }) | null;
  readonly tableProblem: TableProblem | null;
  /** The task's rows, and its classes. */
  readonly rows: readonly LabelledRow[];
  readonly classes: readonly string[];
  readonly settings: LabRunSettings;
  readonly playing: boolean;
  /** Rows encoded; null until they are. */
  readonly data: {
    readonly data: number;
    readonly model: string;
    readonly rows: number;
    readonly training: number;
    /** Of those to train on, by the run at hand. */
    readonly used: number;
    readonly heldOutRows: Uint32Array;
    readonly truncated: number;
    readonly marked: boolean;
  } | null;
  readonly encoding: { readonly done: number; readonly total: number } | null;
  readonly current: LabRun | null;
  /** The run before, drawn faintly behind. */
  readonly ghost: LabRun | null;
  /** True when the run can't go on, because its place on the device went to the model that it has trained. */
  readonly finished: boolean;
  /** What an epoch will take; told where encoder layers are trained. */
  readonly estimate: { readonly stepMilliseconds: number; readonly stepsPerEpoch: number } | null;
  /** Each layer before and after the run; null until measured. */
  readonly layers: { readonly step: number; readonly changes: readonly LayerChange[] } | null;
  /** Share of that measuring done, in [0, 1]; null when none is under way. */
  readonly measuringLayers: number | null;
  /** The device was lost and replaced: where the run went on, and how many steps were taken again. */
  readonly recovery: { readonly step: number; readonly lost: number } | null;
  readonly sweeps: Readonly<Record<SweepMode, LabSweep | null>>;
  readonly failure: LabFailure | null;
}

/** With the last layer of the built-in model. */
export const defaultLabSettings: LabRunSettings = { ...defaultSettings, layer: 6 };

/** A run goes on until it is paused. More than this is not seen: a chart has fewer pixels. */
const mostSteps = 4000;
/** Each holds a picture of up to 2,000 held-out rows: 40 KB at most. */
const mostEvaluations = 500;

const withoutLayers = { layers: null, measuringLayers: null } as const;

export const initialLabState: LabState = {
  last: { run: 0, sweep: 0, data: 0, table: 0, ask: 0 },
  task: undefined,
  startedFrom: null,
  showing: false,
  own: null,
  reading: null,
  tableProblem: null,
  rows: [],
  classes: [],
  settings: defaultLabSettings,
  playing: false,
  data: null,
  encoding: null,
  current: null,
  ghost: null,
  finished: false,
  estimate: null,
  ...withoutLayers,
  recovery: null,
  sweeps: { seeds: null, rows: null },
  failure: null,
};

/**
 * The state when another run has been asked for: the one on screen stays behind as a ghost.
 * @param startedFrom a saved file to start from.
 */
export function beginLabRun(state: LabState, playing: boolean, startedFrom: Uint8Array | null = null): LabState {
  const run = state.last.run + 1;
  const ghost = state.current !== null && state.current.steps.length > 0 ? state.current : state.ghost;
  return {
    ...state,
    last: { ...state.last, run },
    startedFrom,
    current: { run, settings: state.settings, steps: [], evaluations: [], best: noBest },
    ghost,
    playing,
    finished: false,
    estimate: null,
    ...withoutLayers,
    recovery: null,
    failure: null,
  };
}

/** The state with other rows, which are encoded anew, and a run on them; it trains if Train has been pressed before. */
export function takeRows(state: LabState, { rows, classes }: LabelledRows): LabState {
  const taken = {
    ...state,
    last: { ...state.last, data: state.last.data + 1 },
    rows,
    classes,
    data: null,
    current: null,
    ghost: null,
  };
  return beginLabRun(taken, state.playing);
}

/** The state after an event; events of runs, data or sweeps that are gone change nothing. */
export function applyLabEvent(state: LabState, event: LabEvent): LabState {
  switch (event.kind) {
    case "lab-table-read":
      return state.reading?.ask === event.ask
        ? takeTable({ ...state, reading: null }, state.reading, event.answer)
        : state;
    case "lab-progress":
      return { ...state, encoding: { done: event.done, total: event.total } };
    case "lab-encoded": {
      const { data, model, rows, training, heldOutRows, truncated } = event;
      const { trainingRows } = state.settings;
      const used = trainingRows === "all" ? training : Math.min(trainingRows, training);
      return {
        ...state,
        encoding: null,
        data: { data, model, rows, training, used, heldOutRows, truncated, marked: false },
      };
    }
    case "lab-split": {
      const { used, training, heldOutRows, marked } = event;
      if (state.current?.run !== event.run || state.data === null) return state;
      return { ...state, data: { ...state.data, used, training, heldOutRows, marked } };
    }
    case "lab-steps":
      return updateRun(state, event.run, (run) => ({
        ...run,
        steps: appendBounded(run.steps, event.steps, mostSteps),
      }));
    case "lab-evaluation":
      return updateRun(state, event.run, (run) => ({
        ...run,
        evaluations: appendBounded(run.evaluations, [event.evaluation], mostEvaluations),
        best: betterOf(run.best, event.evaluation),
      }));
    case "lab-estimate":
      if (state.current?.run !== event.run) return state;
      return {
        ...state,
        encoding: null,
        estimate: { stepMilliseconds: event.stepMilliseconds, stepsPerEpoch: event.stepsPerEpoch },
      };
    case "lab-saved":
      return { ...state, playing: false };
    case "lab-layers-progress":
      return state.current?.run === event.run ? { ...state, playing: false, measuringLayers: event.fraction } : state;
    case "lab-layers":
      return state.current?.run === event.run
        ? { ...state, measuringLayers: null, layers: { step: event.step, changes: event.changes } }
        : state;
    case "lab-recovered":
      if (state.current?.run !== event.run) return state;
      return {
        ...updateRun(state, event.run, (run) => backTo(run, event.step)),
        recovery: { step: event.step, lost: event.lost },
      };
    case "lab-sweep-result":
      return updateSweep(state, event.sweep, (sweep) => ({ ...sweep, results: [...sweep.results, event.result] }));
    case "lab-sweep-finished":
      return updateSweep(state, event.sweep, (sweep) => ({ ...sweep, running: false }));
    case "lab-failed":
      return event.run === undefined || event.run === state.current?.run
        ? { ...state, playing: false, encoding: null, measuringLayers: null, failure: event.failure }
        : state;
  }
}

/** What can't be used changes nothing but what is said: the rows at hand, and the table that they are from, stay. */
function takeTable(state: LabState, { table, name, input }: OpenedTable, answer: TableAnswer): LabState {
  switch (answer.kind) {
    case "refused":
    case "file-gone":
    case "failed":
      return { ...state, tableProblem: answer };
    case "read": {
      const { columns, choice, rows } = answer;
      const taken = rows.kind === "taken";
      const own: OwnTable = {
        table,
        name,
        input,
        columns,
        choice,
        data: taken ? rows.data : null,
        report: taken ? rows.report : null,
        similarLabels: rows.similarLabels,
        canLeaveOut: rows.canLeaveOut,
      };
      return { ...state, own, tableProblem: taken ? null : { kind: "refused", problem: rows.problem } };
    }
  }
}

function updateSweep(state: LabState, number: number, change: (sweep: LabSweep) => LabSweep): LabState {
  const { seeds, rows } = state.sweeps;
  if (seeds?.sweep === number) return { ...state, sweeps: { seeds: change(seeds), rows } };
  if (rows?.sweep === number) return { ...state, sweeps: { seeds, rows: change(rows) } };
  return state;
}

const noBest: LabRun["best"] = { accuracy: null, crossEntropy: null };

function betterOf({ accuracy, crossEntropy }: LabRun["best"], look: LabEvaluation): LabRun["best"] {
  return {
    accuracy:
      accuracy !== null && look.accuracy <= accuracy.value ? accuracy : { step: look.step, value: look.accuracy },
    crossEntropy:
      crossEntropy !== null && look.crossEntropy >= crossEntropy.value
        ? crossEntropy
        : { step: look.step, value: look.crossEntropy },
  };
}

/** A run without what came after a step, which is taken again; at step 0 that is all of it, the first look included. */
function backTo(run: LabRun, step: number): LabRun {
  if (step === 0) return { ...run, steps: [], evaluations: [], best: noBest };
  const kept = <Entry extends { readonly step: number }>(entries: readonly Entry[]) =>
    entries.filter((entry) => entry.step <= step);
  const evaluations = kept(run.evaluations);
  return { ...run, steps: kept(run.steps), evaluations, best: evaluations.reduce(betterOf, noBest) };
}

function updateRun(state: LabState, run: number, change: (run: LabRun) => LabRun): LabState {
  return state.current?.run === run ? { ...state, current: change(state.current) } : state;
}

/** What sweep results depend on beside the data; λ, seed and, in one of them, the number of rows are what a sweep varies. */
export function sweepKey(data: number, settings: LabRunSettings, mode: SweepMode): string {
  const { layer, layersTrained, adapter, width, penalty, batchSize, epochs, zeta, learningRate, validationShare } =
    settings;
  return JSON.stringify([
    data,
    layer,
    layersTrained,
    adapter,
    width,
    penalty,
    batchSize,
    epochs,
    zeta,
    learningRate,
    validationShare,
    mode === "seeds" ? settings.trainingRows : null,
  ]);
}
