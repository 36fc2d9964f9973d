/**
 * What a person is looking at: the part of the state that a link carries. Everything here is plain and
 * serialisable; results and preferences live elsewhere.
 */
import type { LayerRule } from "../engine/layerChoice.ts";
import type { AnalysisSettings } from "../engine/protocol/explorer.ts";
import type { ModelSource } from "../engine/protocol/models.ts";
import type { DrawnMeasureId } from "../geometry/measures/table.ts";

export type ColourBy = "label" | "position" | "token" | "norm";
export type SpectrumForm = "linear" | "log" | "cumulative";

/** What fills the page. */
export const modes = ["explorer", "lab"] as const;
export type Mode = (typeof modes)[number];

/** A model as a link names it: enough to ask whether it should be fetched, and how large it is, without a request. */
export interface LinkedModel {
  readonly name: string;
  readonly revision: string;
  /** Size of its files, if the sender's page knew. */
  readonly bytes: number | null;
}

/** What a link says of a model in use: only one from the Hub can be fetched elsewhere. */
export function linkedModel(source: ModelSource | null, bytes: number | null): LinkedModel | null {
  return source?.from === "hub" ? { name: source.model.name, revision: source.model.revision, bytes } : null;
}

export interface ViewState extends Omit<AnalysisSettings, "layers"> {
  /** The built-in sample shown, or null for the person's own text. */
  readonly sample: string | null;
  /** The model in use where it comes from the Hub; null for the built-in one and for a person's own files. */
  readonly model: LinkedModel | null;
  /** The layers of a text that are kept and shown, by a rule that fits every model. */
  readonly layers: LayerRule;
  /** The shared cursor, as the layer's number. Null stands for the last layer, whatever the model's depth. */
  readonly layer: number | null;
  /** The measures drawn over the layers, in order. */
  readonly measures: readonly DrawnMeasureId[];
  /** The two principal components drawn, counted from 0. */
  readonly components: readonly [number, number];
  readonly colourBy: ColourBy;
  readonly spectrum: SpectrumForm;
  /** The panel of details, by the name that it has in links. */
  readonly panel: string;
  readonly mode: Mode;
  /** The lab's task, or null for the person's own data. */
  readonly task: string | null;
  /** The lab's settings that differ from the defaults, as labSettingsCodec.ts writes them. */
  readonly labSettings: string;
}

export const defaultView: ViewState = {
  sample: "wordnet-categories",
  unit: "tokens",
  pooling: "mean",
  includeSpecialTokens: false,
  zeta: 0,
  reference: "built-in",
  seed: 1,
  model: null,
  layers: "all",
  layer: null,
  measures: ["isoScoreStar", "participationRatio", "twoNN", "averageCosine", "outliersByVariance"],
  components: [0, 1],
  colourBy: "label",
  spectrum: "log",
  panel: "dimensions",
  mode: "explorer",
  task: "definitions",
  labSettings: "",
};

/** The settings that decide what the engine computes, taken out of the view. */
export function analysisSettings(view: ViewState): AnalysisSettings {
  const { unit, pooling, includeSpecialTokens, zeta, reference, seed, layers } = view;
  return { unit, pooling, includeSpecialTokens, zeta, reference, seed, layers };
}
