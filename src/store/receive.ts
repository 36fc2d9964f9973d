/** The state after an event of the engine. Pure. */
import { isLabEvent } from "../engine/protocol/lab.ts";
import { endsWork, isModelEvent, type ModelEvent } from "../engine/protocol/models.ts";
import type { EngineEvent } from "../engine/protocol/protocol.ts";
import type { AppState } from "./appState.ts";
import { applyToComparison } from "./comparison.ts";
import { afterLabEvent, encodeAgain } from "./labData.ts";
import { considerLink } from "./linkedModel.ts";
import { layerNumbersOf } from "./layerNumbers.ts";
import { applyModelEvent } from "./models.ts";
import { applyEvent, type ExplorerStateEvent } from "./results.ts";
import type { RunResults } from "./runResults.ts";
import { beginRunIfAny, relaunch } from "./runs.ts";
import { linkedModel } from "./modelLink.ts";
import type { ViewState } from "./viewState.ts";

export function afterEvent(state: AppState, event: EngineEvent): Partial<AppState> {
  if (isLabEvent(event)) return afterLabEvent(state, event);
  if (isModelEvent(event)) return afterModelEvent(state, event);
  return afterExplorerEvent(state, event);
}

function afterExplorerEvent(state: AppState, event: ExplorerStateEvent): Partial<AppState> {
  const engine = applyEvent(state.engine, event);
  // Once the first model works: what a link asks for must not keep the page from showing something.
  if (event.kind === "ready" && !state.models.linkConsidered) return { engine, commands: [{ kind: "list-models" }] };
  // The model that was chosen can no longer be loaded: the one that comes with the page can.
  if (event.kind === "failed" && event.run === undefined && engine.model === null && state.models.source !== null) {
    const forgotten = {
      ...state,
      engine,
      models: { ...state.models, source: null, bytes: null },
      view: { ...state.view, model: null },
    };
    const restarted = { ...forgotten, ...relaunch(forgotten, engine.wantedBackend) };
    return { ...restarted, ...beginRunIfAny(restarted) };
  }
  const comparison = applyToComparison(state.comparison, event);
  if (event.kind === "failed" && state.engine.incoming !== null && engine.incoming === null)
    return { engine, comparison, ...withoutRefused(state) };
  // A point of the cloud that was on screen means nothing in the next one.
  if (engine.results?.run === state.engine.results?.run) return { engine, comparison };
  // Nor does the index of a layer where other layers are shown.
  const sameLayers = layerNumbersOf(engine.results).join() === layerNumbersOf(state.engine.results).join();
  return {
    engine,
    comparison: { ...comparison, hoveredPoint: null },
    hoveredPoint: null,
    ...linkedPoint(state.view, engine.results),
    ...(!sameLayers && { hoveredLayer: null }),
  };
}

/** The point of a link is chosen in the first cloud that is shown, if it has one of that number. */
function linkedPoint(view: ViewState, results: RunResults | null): Pick<AppState, "chosenPoint"> & Partial<AppState> {
  const { point } = view;
  if (point === null) return { chosenPoint: null };
  const exists = point < (results?.points?.n ?? 0);
  return { chosenPoint: exists ? point : null, view: { ...view, point: null } };
}

/** A file that could not be read does not stand in the place of what is on screen still. */
function withoutRefused({ engine, vectors }: AppState): Partial<AppState> {
  const { incoming, results } = engine;
  const refused = incoming?.origin.vectors;
  if (results === null || refused === undefined || refused !== vectors) return {};
  return { vectors: results.origin.vectors ?? null, refusedVectors: refused };
}

function afterModelEvent(before: AppState, event: ModelEvent): Partial<AppState> {
  let state: AppState = {
    ...before,
    models: applyModelEvent(before.models, event),
    engine: applyEvent(before.engine, event),
    commands: [],
  };
  switch (event.kind) {
    case "model-progress":
      break;
    case "model-kept-list":
      if (!state.models.linkConsidered) state = { ...state, models: considerLink(state) };
      break;
    case "model-loaded":
      state = {
        ...state,
        models: { ...state.models, linkConsidered: true },
        view: { ...state.view, model: linkedModel(state.models.source, state.models.bytes) },
        commands: [{ kind: "list-models" }],
      };
      break;
    case "model-failed":
    case "model-cancelled":
      // What has come so far may be listed, and removed.
      state = { ...state, commands: [{ kind: "list-models" }] };
      break;
  }
  // Vectors of the model before are of no use with another one.
  if (state.models.changes !== before.models.changes)
    state = { ...state, lab: state.lab.showing ? { ...state.lab, showing: false } : encodeAgain(state) };
  return endsWork(event) ? { ...state, ...beginRunIfAny(state) } : state;
}
