/** What a person looks at and points at. */
import type { AppState } from "../appState.ts";
import type { Theme } from "../preferences.ts";
import { lastLayer, layerNumbers } from "../selectors.ts";
import type { ViewState } from "../viewState.ts";
import type { Change } from "./transition.ts";

export const viewTransitions = {
  changeView: ({ view }: AppState, change: Partial<ViewState>): Change => ({ view: { ...view, ...change } }),

  /** Moves the shared cursor. @param index of a layer of the run on screen. */
  chooseLayer: (state: AppState, index: number): Change => ({
    view: { ...state.view, layer: index === lastLayer(state) ? null : (layerNumbers(state)[index] ?? null) },
  }),

  hoverLayer: (_: AppState, hoveredLayer: number | null): Change => ({ hoveredLayer }),

  hoverPoint: (_: AppState, hoveredPoint: number | null): Change => ({ hoveredPoint }),

  choosePoint: (_: AppState, chosenPoint: number | null): Change => ({ chosenPoint }),

  setTheme: (_: AppState, theme: Theme): Change => ({ theme }),
};
