/** The models as the page knows them. Pure: a reducer over the engine's model events. */
import type { LoadStage, ModelEvent, ModelSource } from "../engine/protocol/models.ts";
import type { Failure } from "../engine/protocol/failure.ts";
import type { HubModel } from "../models/hubAddress.ts";
import type { KeptModel } from "../models/keptModels.ts";

/** A load that is under way. */
export interface ModelLoad {
  readonly load: number;
  readonly source: ModelSource;
  readonly progress: { readonly stage: LoadStage; readonly done: number; readonly total: number | undefined } | null;
}

export interface ModelsState {
  /** Number of the load last begun. */
  readonly lastLoad: number;
  /** The mirror that this browser uses in place of the Hub; undefined for the Hub itself. */
  readonly hubAddress: string | undefined;
  /** True once the model that a link names has been loaded, offered, or overtaken by another. */
  readonly linkConsidered: boolean;
  /** Where the model in use comes from; null for the one that the page starts with. */
  readonly source: ModelSource | null;
  readonly loading: ModelLoad | null;
  /** Why the last load failed; null once another has begun. */
  readonly failure: { readonly source: ModelSource; readonly failure: Failure } | null;
  /** Models that need no network; null until the engine has told. */
  readonly kept: readonly KeptModel[] | null;
  /** Downloads that were broken off, with the bytes that have come. */
  readonly unfinished: readonly KeptModel[];
  /** The model that the link names, while the person has not decided whether to fetch it. */
  readonly offered: HubModel | null;
  /** True while the dialog is open. */
  readonly open: boolean;
  /** Size of the files of the model in use; null where it is not known. */
  readonly bytes: number | null;
  /** Goes up each time that all computed with the encoder has to be computed again. */
  readonly changes: number;
}

export const initialModelsState: ModelsState = {
  lastLoad: 0,
  hubAddress: undefined,
  linkConsidered: false,
  source: null,
  loading: null,
  failure: null,
  kept: null,
  unfinished: [],
  offered: null,
  open: false,
  bytes: null,
  changes: 0,
};

/** True if two names mean the same files. */
function isSameModel(a: HubModel, b: HubModel): boolean {
  return a.name === b.name && a.revision === b.revision && a.baseUrl === b.baseUrl;
}

/** The state when a load has been asked for; one before it is superseded. */
export function beginLoad(state: ModelsState, source: ModelSource): ModelsState {
  const load = state.lastLoad + 1;
  return { ...state, lastLoad: load, loading: { load, source, progress: null }, failure: null, offered: null };
}

/** True if files that were chosen or dropped together are those of a model. */
export function areModelFiles(names: readonly string[]): boolean {
  return (
    names.includes("config.json") ||
    (names.includes("tokenizer.json") && names.some((name) => name.endsWith(".safetensors")))
  );
}

/** The kept model that is in use, if it is one. */
export function isInUse(model: HubModel, source: ModelSource | null): boolean {
  return source?.from === "hub" && isSameModel(source.model, model);
}

/** The state after an event; those of superseded loads change only what they ended. */
export function applyModelEvent(state: ModelsState, event: ModelEvent): ModelsState {
  if (event.kind === "model-kept-list") return { ...state, kept: event.kept, unfinished: event.unfinished };
  const loading = state.loading?.load === event.load ? state.loading : null;
  const others = loading === null ? state.loading : null;
  switch (event.kind) {
    case "model-progress": {
      const { stage, done, total } = event;
      return loading === null ? state : { ...state, loading: { ...loading, progress: { stage, done, total } } };
    }
    case "model-loaded":
      return {
        ...state,
        source: loading?.source ?? state.source,
        bytes: loading?.progress?.done ?? null,
        loading: others,
        changes: state.changes + 1,
      };
    case "model-failed": {
      const failure = loading === null ? state.failure : { source: loading.source, failure: event.failure };
      return { ...state, loading: others, failure, changes: state.changes + (event.restarted ? 1 : 0) };
    }
    case "model-cancelled":
      return { ...state, loading: others, changes: state.changes + (event.restarted ? 1 : 0) };
  }
}
