/** The engine as the page knows it, and how each of its events changes that. */
import type { BackendName } from "../engine/backendName.ts";
import type { ReferenceChoice } from "../engine/protocol/explorer.ts";
import type { LabEvent } from "../engine/protocol/lab.ts";
import type { Failure } from "../engine/protocol/failure.ts";
import type { Stage } from "../engine/protocol/progress.ts";
import type { EngineEvent } from "../engine/protocol/protocol.ts";
import type { BackendReport, ModelReport } from "../engine/protocol/start.ts";
import type { RunResults } from "./runResults.ts";
import { withVectors } from "./vectorResults.ts";

export interface Progress {
  readonly stage: Stage;
  readonly done: number;
  readonly total: number;
}

/** The engine as the page knows it. */
export interface EngineState {
  /** Number of the run last asked for. */
  readonly lastRun: number;
  /** The ζ and Σ_S last asked for on their own, for the run on screen; null while none has been. */
  readonly shrinkage: { readonly run: number; readonly zeta: number; readonly reference: ReferenceChoice } | null;
  /** The backend that the person chose; undefined where the engine chooses. */
  readonly wantedBackend: BackendName | undefined;
  /** Goes up each time that the engine has to be started anew. */
  readonly launches: number;
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
  lastRun: 0,
  shrinkage: null,
  wantedBackend: undefined,
  launches: 0,
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

/** The engine's events that are not about the lab. */
export type ExplorerStateEvent = Exclude<EngineEvent, LabEvent>;

/** The engine state after an event. Pure; events of superseded runs change nothing. */
export function applyEvent(state: EngineState, event: ExplorerStateEvent): EngineState {
  switch (event.kind) {
    case "model-progress":
    case "model-kept-list":
    case "model-failed":
    case "model-cancelled":
      return state;
    case "ready":
      return {
        // A file that was opened meanwhile may be on screen already: then nothing else takes the progress away.
        ...doneWith(doneWith(state, "download"), "start"),
        backend: event.backend,
        model: event.model,
        failure: null,
      };
    case "progress":
      if (!isCurrent(state, event.run)) return state;
      return { ...state, progress: { stage: event.stage, done: event.done, total: event.total } };
    case "encoded":
      return updateRun(state, event.run, (results) => ({ ...results, text: event.text, points: event.text.points }));
    case "opened":
      return updateRun(doneWith(state, "read"), event.run, (results) => withVectors(results, event.vectors));
    case "answer":
      return updateRun(doneWith(state, event.id), event.run, (results) => ({
        ...results,
        answers: { ...results.answers, [event.id]: { ask: event.ask, answer: event.answer } },
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
            results: {
              ...updated.incoming,
              ...(updated.incoming.vectors === null && { model: state.model, backend: state.backend }),
            },
            incoming: null,
          }
        : updated;
    }
    case "shrunk":
      return updateRun(doneWith(state, "reference"), event.run, (results) => ({
        ...results,
        shrunk: {
          zeta: event.zeta,
          ...(event.reference && { reference: event.reference }),
          referencePoints: event.referencePoints,
          scores: event.scores,
        },
      }));
    case "intervals":
      return updateRun(state, event.run, (results) => ({
        ...results,
        intervals: withEntry(results.intervals, event.layer, { zeta: event.zeta, estimates: event.intervals }),
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
