/**
 * What a link carries of the page: one entry for each setting, with its initial value and how a link writes it. The type
 * of the view, its initial state and the links follow from this table.
 */
import { layerRules, type LayerRule } from "../engine/layerChoice.ts";
import type { AnalysisSettings } from "../engine/protocol/explorer.ts";
import { drawnMeasureIds, type DrawnMeasureId } from "../geometry/measures/table.ts";
import { boolean, nullable, number, oneOf, type Codec } from "./codec.ts";
import { readLabSettings, writeLabSettings } from "./labSettingsCodec.ts";
import { modelCodec, type LinkedModel } from "./modelLink.ts";

export type ColourBy = "label" | "position" | "token" | "norm";
export type SpectrumForm = "linear" | "log" | "cumulative";

/** What fills the page. */
export const modes = ["explorer", "lab"] as const;
export type Mode = (typeof modes)[number];

/** A setting of the view. */
export interface ViewField<Value> {
  readonly initial: Value;
  readonly codec: Codec<Value>;
}

function field<Value>(initial: Value, codec: Codec<Value>): ViewField<Value> {
  return { initial, codec };
}

/** Of a sample, a task or a panel; whether there is one of that name is seen where it is shown. */
const identifier: Codec<string> = {
  write: (value) => value,
  read: (text) => (/^[a-z0-9][a-z0-9-]{0,39}$/.test(text) ? text : undefined),
};

/** Names of measures in links made before November 2026. */
const formerNames: Readonly<Record<string, DrawnMeasureId>> = {
  components90: "componentsFor90",
  components95: "componentsFor95",
  components99: "componentsFor99",
  outlierDimensions: "outliersByVariance",
};

const measureList: Codec<readonly DrawnMeasureId[]> = {
  write: (value) => value.join(","),
  read: (text) => {
    const wanted = text.split(",").map((name) => formerNames[name] ?? name);
    const known = drawnMeasureIds.filter((id) => wanted.includes(id));
    return known.length > 0 && known.length === wanted.length ? known : undefined;
  },
};

const componentPair: Codec<readonly [number, number]> = {
  write: (value) => value.map((component) => component + 1).join(","),
  read: (text) => {
    const [first, second, ...rest] = text.split(",").map((part) => Number(part) - 1);
    const valid = [first, second].every((value) => Number.isInteger(value) && value! >= 0 && value! < 10);
    return valid && rest.length === 0 && first !== second ? [first!, second!] : undefined;
  },
};

export const viewFields = {
  /** The built-in sample shown, or null for the person's own text. */
  sample: field<string | null>("wordnet-categories", nullable(identifier)),
  unit: field<AnalysisSettings["unit"]>("tokens", oneOf("tokens", "sentences")),
  pooling: field<AnalysisSettings["pooling"]>("model", oneOf("model", "mean", "cls")),
  includeSpecialTokens: field(false, boolean),
  zeta: field(0, number(0, 1, false)),
  reference: field<AnalysisSettings["reference"]>("built-in", oneOf("built-in", "kept")),
  seed: field(1, number(0, 2 ** 32 - 1, true)),
  /** The model in use where it comes from the Hub; null for the built-in one and for a person's own files. */
  model: field<LinkedModel | null>(null, nullable(modelCodec)),
  /** The layers of a text that are kept and shown, by a rule that fits every model. */
  layers: field<LayerRule>("all", oneOf(...layerRules)),
  /** The shared cursor, as the layer's number. Null stands for the last layer, whatever the model's depth. */
  layer: field<number | null>(null, nullable(number(0, 200, true))),
  /** The measures drawn over the layers, in order. */
  measures: field<readonly DrawnMeasureId[]>(
    ["isoScoreStar", "participationRatio", "twoNN", "averageCosine", "outliersByVariance"],
    measureList,
  ),
  /** The two principal components drawn, counted from 0. */
  components: field<readonly [number, number]>([0, 1], componentPair),
  colourBy: field<ColourBy>("label", oneOf("label", "position", "token", "norm")),
  spectrum: field<SpectrumForm>("log", oneOf("linear", "log", "cumulative")),
  mode: field<Mode>("explorer", oneOf(...modes)),
  /** The lab's task, or null for the person's own data. */
  task: field<string | null>("definitions", nullable(identifier)),
  /** The lab's settings that differ from the defaults, as labSettingsCodec.ts writes them; read, they are written again. */
  labSettings: field("", { write: (value) => value, read: (text) => writeLabSettings(readLabSettings(text)) }),
  /** The point that a link chooses; null once it has been chosen, as on every page that no link has opened. */
  point: field<number | null>(null, nullable(number(0, 2 ** 31, true))),
  /** The panel of details, by the name that it has in links. */
  panel: field("dimensions", identifier),
};
