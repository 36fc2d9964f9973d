/** What the engine has answered for one run. Arrays indexed by layer have holes until the layer arrives. */
import type {
  AnalysisSettings,
  BackendReport,
  EncodedText,
  ExplorerEvent,
  Failure,
  LayerResult,
  ModelReport,
  PointTable,
  ShrunkScore,
  Stage,
} from "../engine/protocol.ts";
import type { ModelEvent } from "../engine/modelProtocol.ts";
import type { NeighbourReport, OpenedVectors } from "../engine/vectorsProtocol.ts";
import type { IntervalEstimates } from "../geometry/intervals.ts";
import type { Measure } from "../geometry/measure.ts";
import type { SampleSizePoint } from "../geometry/sampleSize.ts";
import type { DetectedColumns } from "../vectors/column.ts";
import { withVectors } from "./vectorResults.ts";

/** What a run was asked for. */
export interface RunOrigin {
  /** The built-in sample, or null for the person's own text. */
  readonly sample: string | null;
  readonly settings: AnalysisSettings;
}

export interface RunResults {
  readonly run: number;
  /** The lines that were sent, and the class of each where the sample names one. */
  readonly lines: readonly string[];
  /** Number of each line in the text as given, counted from 1. */
  readonly lineNumbers: readonly number[];
  readonly labels: readonly (string | undefined)[];
  readonly origin: RunOrigin;
  /** The model that encoded it; null until the first layer is there. */
  readonly model: ModelReport | null;
  readonly text: EncodedText | null;
  /** The file that the points come from, where they come from one. */
  readonly vectors: OpenedVectors | null;
  /** What each point is; null until the text has been split or the file read. */
  readonly points: PointTable | null;
  /** Of a file of vectors, the columns that `lines` and `labels` are from. */
  readonly columns: DetectedColumns;
  readonly layers: readonly (LayerResult | undefined)[];
  readonly shrunk: {
    readonly zeta: number;
    readonly referencePoints: number;
    readonly scores: readonly ShrunkScore[];
  } | null;
  /** With the ζ that they belong to. */
  readonly intervals: readonly ({ readonly zeta: number; readonly estimates: IntervalEstimates } | undefined)[];
  readonly similarity: { readonly cka: readonly Measure[]; readonly points: number } | null;
  readonly sampleSize: { readonly layer: number; readonly curve: readonly SampleSizePoint[] } | null;
  /** Of the point last asked about. */
  readonly neighbours: {
    readonly layer: number;
    readonly point: number;
    readonly list: readonly NeighbourReport[];
  } | null;
}

export interface Progress {
  readonly stage: Stage;
  readonly done: number;
  readonly total: number;
}

/** The engine as the page knows it. */
export interface EngineState {
  readonly backend: BackendReport | null;
  readonly model: ModelReport | null;
  /** What the engine is busy with; null when idle. */
  readonly progress: Progress | null;
  readonly failure: Failure | null;
  /** The results on screen. They stay until the first layer of a newer run arrives. */
  readonly results: RunResults | null;
  /** The run that has been asked for and has not yet shown a layer. */
  readonly incoming: RunResults | null;
  readonly finished: boolean;
  readonly cancelled: boolean;
  /** Number of points behind the kept reference, 0 when none is kept. */
  readonly keptReferencePoints: number;
}

export const initialEngineState: EngineState = {
  backend: null,
  model: null,
  progress: null,
  failure: null,
  results: null,
  incoming: null,
  finished: false,
  cancelled: false,
  keptReferencePoints: 0,
};

/** The empty results of a run that is about to be asked for. */
export function emptyResults(
  run: number,
  text: Pick<RunResults, "lines" | "lineNumbers">,
  labels: readonly (string | undefined)[],
  origin: RunOrigin,
): RunResults {
  return {
    run,
    lines: text.lines,
    lineNumbers: text.lineNumbers,
    labels,
    origin,
    model: null,
    text: null,
    vectors: null,
    points: null,
    columns: { label: null, text: null },
    layers: [],
    shrunk: null,
    intervals: [],
    similarity: null,
    sampleSize: null,
    neighbours: null,
  };
}

function withEntry<Value>(list: readonly (Value | undefined)[], index: number, value: Value): (Value | undefined)[] {
  const copy = list.slice();
  copy[index] = value;
  return copy;
}

/** Changes the results of the run that an event belongs to; leaves everything as it is when that run is gone. */
function updateRun(state: EngineState, run: number, change: (results: RunResults) => RunResults): EngineState {
  if (state.incoming?.run === run) return { ...state, incoming: change(state.incoming) };
  if (state.results?.run === run) return { ...state, results: change(state.results) };
  return state;
}

/** The state when a stage has given its answer: its progress is shown no longer. */
function doneWith(state: EngineState, stage: Stage): EngineState {
  return state.progress?.stage === stage ? { ...state, progress: null } : state;
}

/** True if the event belongs to the newest run asked for, or to no run. */
function isCurrent(state: EngineState, run: number | undefined): boolean {
  return run === undefined || run === (state.incoming ?? state.results)?.run;
}

/** The engine state after an event. Pure; events of superseded runs change nothing. */
export function applyEvent(state: EngineState, event: ExplorerEvent | ModelEvent): EngineState {
  switch (event.kind) {
    case "model-progress":
    case "model-kept-list":
    case "model-failed":
    case "model-cancelled":
      return state;
    case "ready":
      return { ...state, backend: event.backend, model: event.model, failure: null };
    case "progress":
      if (!isCurrent(state, event.run)) return state;
      return { ...state, progress: { stage: event.stage, done: event.done, total: event.total } };
    case "encoded":
      return updateRun(state, event.run, (results) => ({ ...results, text: event.text, points: event.text.points }));
    case "opened":
      return updateRun(doneWith(state, "read"), event.run, (results) => withVectors(results, event.vectors));
    case "neighbours":
      return updateRun(state, event.run, (results) => ({
        ...results,
        neighbours: { layer: event.layer, point: event.point, list: event.neighbours },
      }));
    case "layer": {
      const updated = updateRun(state, event.run, (results) => ({
        ...results,
        layers: withEntry(results.layers, event.layer, event.result),
      }));
      // The first layer of a new run takes the place of what was on screen.
      return updated.incoming?.run === event.run
        ? {
            ...updated,
            results: { ...updated.incoming, model: updated.incoming.vectors === null ? state.model : null },
            incoming: null,
          }
        : updated;
    }
    case "shrunk":
      return updateRun(doneWith(state, "reference"), event.run, (results) => ({
        ...results,
        shrunk: { zeta: event.zeta, referencePoints: event.referencePoints, scores: event.scores },
      }));
    case "intervals":
      return updateRun(state, event.run, (results) => ({
        ...results,
        intervals: withEntry(results.intervals, event.layer, { zeta: event.zeta, estimates: event.intervals }),
      }));
    case "similarity":
      return updateRun(doneWith(state, "similarity"), event.run, (results) => ({
        ...results,
        similarity: { cka: event.cka, points: event.points },
      }));
    case "cross-similarity":
      return isCurrent(state, event.run) ? doneWith(state, "similarity") : state;
    case "sample-size":
      return updateRun(doneWith(state, "sample-size"), event.run, (results) => ({
        ...results,
        sampleSize: { layer: event.layer, curve: event.curve },
      }));
    case "finished":
      return isCurrent(state, event.run) ? { ...state, progress: null, finished: true } : state;
    case "cancelled":
      return isCurrent(state, event.run) ? { ...state, progress: null, incoming: null, cancelled: true } : state;
    case "model-loaded":
      // A reference of the model before says nothing about this one.
      return { ...state, keptReferencePoints: 0 };
    case "reference-kept":
      return { ...state, keptReferencePoints: event.points };
    case "failed":
      return isCurrent(state, event.run) ? { ...state, progress: null, incoming: null, failure: event.failure } : state;
  }
}
