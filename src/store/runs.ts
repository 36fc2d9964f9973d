/** How runs begin. Pure. */
import type { BackendName } from "../engine/backendName.ts";
import { readLines } from "../corpora/readers/text.ts";
import type { AppState } from "./appState.ts";
import { emptyResults } from "./runResults.ts";
import { analysisSettings } from "./viewState.ts";

/** The state with another run asked for, of the text or the vectors shown. */
export function beginRun({ engine, text, labels, vectors, view }: AppState): Pick<AppState, "engine"> {
  const run = engine.lastRun + 1;
  const read = vectors === null ? readLines(text) : { lines: [], lineNumbers: [] };
  const origin = { sample: view.sample, settings: analysisSettings(view), ...(vectors && { vectors }) };
  const labelsOfLines = read.lines.map((line) => labels.get(line));
  return {
    engine: {
      ...engine,
      lastRun: run,
      incoming: emptyResults(run, read, labelsOfLines, origin),
      failure: null,
      finished: false,
      cancelled: false,
    },
  };
}

/** The state when the text has been cleared: results of what is no longer there are none, and a run on its way is stopped. */
export function clearResults({ engine }: AppState): Partial<AppState> {
  return {
    engine: {
      ...engine,
      // No run of that number is asked for: what is still on its way belongs to an older one.
      lastRun: engine.lastRun + 1,
      progress: null,
      failure: { code: "no-text" },
      results: null,
      incoming: null,
      finished: false,
      cancelled: false,
    },
    hoveredLayer: null,
    hoveredPoint: null,
    chosenPoint: null,
    commands: [{ kind: "cancel", run: engine.lastRun }],
  };
}

/** After a change that the person made elsewhere: that there is no text is then no fault. */
export function beginRunIfAny(state: AppState): Partial<Pick<AppState, "engine">> {
  return state.vectors !== null || state.text.trim() !== "" ? beginRun(state) : {};
}

/** Asks for the scores of the run on screen at the ζ that is set. A run on its way was asked for with an older ζ: the whole of it is asked for again. */
export function askShrunk(state: AppState): Partial<Pick<AppState, "engine">> {
  const { engine, view } = state;
  if (engine.incoming !== null) return beginRun(state);
  if (engine.results === null) return {};
  const shrinkage = { run: engine.results.run, zeta: view.zeta, reference: view.reference };
  return { engine: { ...engine, shrinkage } };
}

/** The state when the engine has to be started anew; what it knew of backend and model is gone. */
export function relaunch(
  { engine, lab }: AppState,
  backend: BackendName | undefined,
): Pick<AppState, "engine" | "lab"> {
  return {
    engine: {
      ...engine,
      backend: null,
      model: null,
      failure: null,
      wantedBackend: backend,
      launches: engine.launches + 1,
    },
    // Its rows have to be encoded anew, when the lab is looked at.
    lab: { ...lab, task: undefined },
  };
}
