/** Text, samples, runs, and the engine that makes them. */
import type { BackendName } from "../../engine/backendName.ts";
import type { EngineEvent } from "../../engine/protocol/protocol.ts";
import type { AppState } from "../appState.ts";
import { withEdited, withOwnText } from "../ownTexts.ts";
import { afterEvent } from "../receive.ts";
import { askShrunk, beginRun, beginRunIfAny, clearResults, relaunch } from "../runs.ts";
import type { Change } from "./transition.ts";

export const explorerTransitions = {
  /** A text that is typed or pasted. An edited sample is a text of its own; one's own is edited where it stands. */
  setText: (state: AppState, text: string): Change => {
    const { view, text: before, vectors, ownTexts } = state;
    return {
      ...(text.trim() === "" && clearResults(state)),
      text,
      vectors: null,
      view: { ...view, sample: null },
      ownTexts:
        view.sample === null && vectors === null ? withEdited(ownTexts, before, text) : withOwnText(ownTexts, text),
    };
  },

  /** @param labels class of a line, by its text. */
  setSampleText: (_: AppState, text: string, labels: ReadonlyMap<string, string>): Change => ({
    text,
    labels,
    vectors: null,
    sampleFailure: null,
  }),

  failSample: (_: AppState, detail: string): Change => ({ sampleFailure: detail }),

  /** Measures what is shown, as it is now. */
  beginRun,

  /** Asks for the scores at the ζ that is set now. */
  askShrunk,

  cancelRun: ({ engine }: AppState): Change => ({ commands: [{ kind: "cancel", run: engine.lastRun }] }),

  /** Keeps the covariances of the run on screen as Σ_S. */
  keepReference: (): Change => ({ commands: [{ kind: "keep-reference" }] }),

  /** Starts the engine anew, on a backend or on the one that it chooses. */
  restart: (state: AppState, backend: BackendName | undefined): Change => {
    const restarted = relaunch(state, backend);
    return { ...restarted, ...beginRunIfAny({ ...state, ...restarted }) };
  },

  /** An event of the engine. */
  receive: (state: AppState, event: EngineEvent): Change => afterEvent(state, event),
};
