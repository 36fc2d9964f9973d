/** The page's state: what is looked at (view), the text, what the engine answered, and what is pointed at. Data alone. */
import { create } from "zustand";
import type { EngineRequest } from "../engine/protocol/protocol.ts";
import type { VectorFiles } from "../engine/protocol/vectors.ts";
import { initialComparison, type Comparison } from "./comparison.ts";
import { initialLabState, type LabState } from "./lab.ts";
import { initialModelsState, type ModelsState } from "./models.ts";
import type { Theme } from "./preferences.ts";
import { initialEngineState, type EngineState } from "./results.ts";
import { defaultView, type ViewState } from "./viewState.ts";

export interface AppState {
  readonly view: ViewState;
  readonly text: string;
  /** Texts of the person's own, the latest first, the one on screen among them. */
  readonly ownTexts: readonly string[];
  /** Class of a line, by its text: unchanged lines of an edited sample keep their class. */
  readonly labels: ReadonlyMap<string, string>;
  readonly sampleFailure: string | null;
  /** Files of vectors that stand in place of the text; null while the text is shown. */
  readonly vectors: VectorFiles | null;
  /** Files that could not be read, while what was on screen before them is shown again. */
  readonly refusedVectors: VectorFiles | null;
  /** How often files of vectors have been opened. */
  readonly vectorsOpened: number;
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
  /** Whether H holds and releases a run: a key alone may be pressed unawares, or by speech. */
  readonly holdKey: boolean;
  /** What the last change asks of the engine that can't be seen in the rest of the state: a step, a file to be saved. */
  readonly commands: readonly EngineRequest[];
}

export const initialState: AppState = {
  view: defaultView,
  text: "",
  ownTexts: [],
  labels: new Map(),
  sampleFailure: null,
  vectors: null,
  refusedVectors: null,
  vectorsOpened: 0,
  engine: initialEngineState,
  lab: initialLabState,
  models: initialModelsState,
  comparison: initialComparison,
  hoveredLayer: null,
  hoveredPoint: null,
  chosenPoint: null,
  theme: "system",
  holdKey: true,
  commands: [],
};

/** Reads the state: `useApp(selector)` in a view. Only actions change it. */
export const useApp = create<AppState>()(() => initialState);
