/** The page's state: what is looked at (view), the text, what the engine answered, and what is pointed at. */
import { create } from "zustand";
import { isLabEvent } from "../engine/protocol/lab.ts";
import type { HubModel } from "../models/hubAddress.ts";
import { isModelEvent, type ModelSource } from "../engine/protocol/models.ts";
import { layersChosen } from "../engine/layerChoice.ts";
import type { EngineEvent } from "../engine/protocol/protocol.ts";
import type { VectorFiles } from "../engine/protocol/vectors.ts";
import type { DetectedColumns } from "../vectors/column.ts";
import { applyToComparison, canHold, holdRun, initialComparison, releaseRun, type Comparison } from "./comparison.ts";
import { indexOfLayer, layerNumbersOf } from "./layerNumbers.ts";
import { applyLabEvent, initialLabState, type LabState } from "./lab.ts";
import { applyModelEvent, beginLoad, initialModelsState, type ModelsState } from "./models.ts";
import { readTheme, writeTheme, type Theme } from "./preferences.ts";
import { applyEvent, type EngineState, initialEngineState } from "./results.ts";
import { emptyResults, type RunResults } from "./runResults.ts";
import { withColumns } from "./vectorResults.ts";
import { analysisSettings, defaultView, type ViewState } from "./viewState.ts";

export interface AppState {
  readonly view: ViewState;
  readonly text: string;
  /** Class of a line, by its text: unchanged lines of an edited sample keep their class. */
  readonly labels: ReadonlyMap<string, string>;
  readonly sampleFailure: string | null;
  /** Files of vectors that stand in place of the text; null while the text is shown. */
  readonly vectors: VectorFiles | null;
  readonly engine: EngineState;
  readonly lab: LabState;
  readonly models: ModelsState;
  readonly comparison: Comparison;
  /** The layer under the pointer, as an index; views answer to it before it is chosen. */
  readonly hoveredLayer: number | null;
  /** The point under the pointer or the keyboard's cursor in the cloud. */
  readonly hoveredPoint: number | null;
  /** The point whose neighbours are shown, until another is chosen. */
  readonly chosenPoint: number | null;
  readonly theme: Theme;
  readonly changeView: (change: Partial<ViewState>) => void;
  /** Moves the shared cursor. @param index of a layer of the run on screen. */
  readonly chooseLayer: (index: number) => void;
  readonly setText: (text: string) => void;
  readonly setSampleText: (text: string, labels: ReadonlyMap<string, string>) => void;
  readonly failSample: (detail: string) => void;
  readonly beginRun: (run: number, text: Pick<RunResults, "lines" | "lineNumbers">) => void;
  /** Shows files in place of the text, or, with null, the text again. */
  readonly openVectors: (vectors: VectorFiles | null) => void;
  readonly chooseColumns: (change: Partial<DetectedColumns>) => void;
  readonly beginLoad: (load: number, source: ModelSource) => void;
  /** The model in use is the page's own again. */
  readonly forgetModel: () => void;
  readonly openModels: (open: boolean) => void;
  readonly offerModel: (offered: HubModel | null) => void;
  readonly receive: (event: EngineEvent) => void;
  readonly changeLab: (change: (lab: LabState) => LabState) => void;
  /** Holds the run on screen, so that what comes next stands beside it; does nothing while it is not whole. */
  readonly hold: () => void;
  readonly release: () => void;
  readonly changeComparison: (change: (comparison: Comparison) => Comparison) => void;
  readonly forgetEngine: () => void;
  readonly hoverLayer: (layer: number | null) => void;
  readonly hoverPoint: (point: number | null) => void;
  /** Marks a point on screen together with the held one that belongs to it. */
  readonly linkPoints: (now: number | null, held: number | null) => void;
  readonly choosePoint: (point: number | null) => void;
  readonly setTheme: (theme: Theme) => void;
}

export const useApp = create<AppState>()((set) => ({
  view: defaultView,
  text: "",
  labels: new Map(),
  sampleFailure: null,
  vectors: null,
  engine: initialEngineState,
  lab: initialLabState,
  models: initialModelsState,
  comparison: initialComparison,
  hoveredLayer: null,
  hoveredPoint: null,
  chosenPoint: null,
  theme: readTheme(),
  changeView: (change) => set((state) => ({ view: { ...state.view, ...change } })),
  chooseLayer: (index) =>
    set((state) => ({
      view: { ...state.view, layer: index === lastLayer(state) ? null : (layerNumbers(state)[index] ?? null) },
    })),
  setText: (text) => set((state) => ({ text, vectors: null, view: { ...state.view, sample: null } })),
  setSampleText: (text, labels) => set({ text, labels, vectors: null, sampleFailure: null }),
  failSample: (detail) => set({ sampleFailure: detail }),
  beginRun: (run, text) =>
    set((state) => ({
      engine: {
        ...state.engine,
        incoming: emptyResults(
          run,
          text,
          text.lines.map((line) => state.labels.get(line)),
          {
            sample: state.view.sample,
            settings: analysisSettings(state.view),
          },
        ),
        failure: null,
        finished: false,
        cancelled: false,
      },
    })),
  openVectors: (vectors) => set({ vectors, sampleFailure: null }),
  chooseColumns: (change) =>
    set(({ engine }) => {
      const { results } = engine;
      if (results?.vectors == null) return {};
      return {
        engine: { ...engine, results: withColumns(results, results.vectors, { ...results.columns, ...change }) },
      };
    }),
  beginLoad: (load, source) => set((state) => ({ models: beginLoad(state.models, load, source) })),
  forgetModel: () =>
    set((state) => ({ models: { ...state.models, source: null, bytes: null }, view: { ...state.view, model: null } })),
  openModels: (open) => set((state) => ({ models: { ...state.models, open } })),
  offerModel: (offered) => set((state) => ({ models: { ...state.models, offered } })),
  receive: (event) =>
    set((state) => {
      if (isLabEvent(event)) return { lab: applyLabEvent(state.lab, event) };
      if (isModelEvent(event))
        return { models: applyModelEvent(state.models, event), engine: applyEvent(state.engine, event) };
      const engine = applyEvent(state.engine, event);
      const comparison = applyToComparison(state.comparison, event);
      // A point of the cloud that was on screen means nothing in the next one.
      const changedRun = engine.results?.run !== state.engine.results?.run;
      if (!changedRun) return { engine, comparison };
      // Nor does the index of a layer where other layers are shown.
      const sameLayers = layerNumbersOf(engine.results).join() === layerNumbersOf(state.engine.results).join();
      return {
        engine,
        comparison: { ...comparison, hoveredPoint: null },
        hoveredPoint: null,
        chosenPoint: null,
        ...(!sameLayers && { hoveredLayer: null }),
      };
    }),
  changeLab: (change) => set((state) => ({ lab: change(state.lab) })),
  hold: () =>
    set((state) =>
      canHold(state.engine) ? { comparison: holdRun(state.comparison, state.engine, chosenLayer(state)) } : {},
    ),
  release: () => set((state) => ({ comparison: releaseRun(state.comparison) })),
  changeComparison: (change) => set((state) => ({ comparison: change(state.comparison) })),
  forgetEngine: () => set((state) => ({ engine: { ...state.engine, backend: null, model: null, failure: null } })),
  hoverLayer: (hoveredLayer) => set({ hoveredLayer }),
  hoverPoint: (hoveredPoint) => set({ hoveredPoint }),
  linkPoints: (hoveredPoint, held) =>
    set((state) => ({ hoveredPoint, comparison: { ...state.comparison, hoveredPoint: held } })),
  choosePoint: (chosenPoint) => set({ chosenPoint }),
  setTheme: (theme) => {
    writeTheme(theme);
    set({ theme });
  },
}));

/** The numbers of the layers on screen, or of those that the model will show where nothing is on screen yet; empty before both. */
export function layerNumbers({ engine, view }: AppState): readonly number[] {
  if (engine.results !== null) return layerNumbersOf(engine.results);
  return engine.model === null ? [] : layersChosen(view.layers, engine.model.layers);
}

/** Index of the last layer on screen, or of the model's where nothing is on screen yet; 0 before both. */
export function lastLayer(state: AppState): number {
  return Math.max(0, layerNumbers(state).length - 1);
}

/** Index of the layer chosen, among those on screen; where it is not among them, of the nearest. */
export function chosenLayer(state: AppState): number {
  return indexOfLayer(layerNumbers(state), state.view.layer);
}

/** Index of the layer that views show: the one pointed at, else the one chosen. */
export function shownLayer(state: AppState): number {
  return state.hoveredLayer ?? chosenLayer(state);
}
