/** What a person looks at and points at. */
import type { AppState } from "../appState.ts";
import type { Theme } from "../preferences.ts";
import { lastLayer, layerNumbers } from "../selectors.ts";
import type { ViewState } from "../viewState.ts";
import type { Change } from "./transition.ts";

export const viewTransitions = {
  /** A run of the lab has no end: it holds while the lab is out of sight, so that the explorer has the engine. */
  changeView: ({ view, lab }: AppState, change: Partial<ViewState>): Change => ({
    view: { ...view, ...change },
    ...(change.mode === "explorer" && lab.playing && { lab: { ...lab, playing: false } }),
  }),

  /** Moves the shared cursor. @param index of a layer of the run on screen. */
  chooseLayer: (state: AppState, index: number): Change => ({
    view: { ...state.view, layer: index === lastLayer(state) ? null : (layerNumbers(state)[index] ?? null) },
  }),

  hoverLayer: (_: AppState, hoveredLayer: number | null): Change => ({ hoveredLayer }),

  hoverPoint: (_: AppState, hoveredPoint: number | null): Change => ({ hoveredPoint }),

  choosePoint: (_: AppState, chosenPoint: number | null): Change => ({ chosenPoint }),

  setTheme: (_: AppState, theme: Theme): Change => ({ theme }),
};
