/** What a person looks at and points at. */
import type { AppState } from "../appState.ts";
import { readLabSettings } from "../labSettingsCodec.ts";
import { withOwnText } from "../ownTexts.ts";
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

  /** Goes where a link leads. Text that the link carries is one more of the person's own; without any, theirs stays. */
  followLink: (state: AppState, { view, text }: { readonly view: ViewState; readonly text?: string }): Change => {
    const { lab, ownTexts } = state;
    const own = text ?? ownTexts[0] ?? "";
    return {
      view,
      ...(view.sample === null && { text: own, ownTexts: withOwnText(ownTexts, own), vectors: null }),
      lab: {
        ...lab,
        ...(view.labSettings !== state.view.labSettings && { settings: readLabSettings(view.labSettings) }),
        ...(view.mode === "explorer" && { playing: false }),
      },
    };
  },

  /** Moves the shared cursor. @param index of a layer of the run on screen. */
  chooseLayer: (state: AppState, index: number): Change => ({
    view: { ...state.view, layer: index === lastLayer(state) ? null : (layerNumbers(state)[index] ?? null) },
  }),

  hoverLayer: (_: AppState, hoveredLayer: number | null): Change => ({ hoveredLayer }),

  hoverPoint: (_: AppState, hoveredPoint: number | null): Change => ({ hoveredPoint }),

  choosePoint: (_: AppState, chosenPoint: number | null): Change => ({ chosenPoint }),

  setTheme: (_: AppState, theme: Theme): Change => ({ theme }),

  setHoldKey: (_: AppState, holdKey: boolean): Change => ({ holdKey }),
};
