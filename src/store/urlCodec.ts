/**
 * The view as a URL fragment and back: only what differs from the defaults, with a version. A fragment never
 * reaches a server. Decoding trusts nothing: an unknown key or a value out of range leaves the default in place.
 */
import { defaultRevision, isModelName, isRevision } from "../models/hubAddress.ts";
import { layerRules } from "../engine/layerChoice.ts";
import { readLabSettings, writeLabSettings } from "./labSettingsCodec.ts";
import { type DrawnMeasureId, drawnMeasureIds } from "../geometry/measures/table.ts";
import { defaultView, modes, type LinkedModel, type ViewState } from "./viewState.ts";

const version = "1";

/** Longest own text that a link may carry; browsers cut longer addresses. */
export const longestLinkedText = 4000;

type Codec<Value> = {
  readonly write: (value: Value) => string;
  /** Undefined means "not a value of this field". */
  readonly read: (text: string) => Value | undefined;
};

function oneOf<Value extends string>(...values: readonly Value[]): Codec<Value> {
  return { write: (value) => value, read: (text) => values.find((value) => value === text) };
}

function number(minimum: number, maximum: number, whole: boolean): Codec<number> {
  return {
    write: String,
    read: (text) => {
      const value = Number(text);
      const valid = text.trim() !== "" && value >= minimum && value <= maximum && (!whole || Number.isInteger(value));
      return valid ? value : undefined;
    },
  };
}

function nullable<Value>(codec: Codec<Value>): Codec<Value | null> {
  return {
    write: (value) => (value === null ? "-" : codec.write(value)),
    read: (text) => (text === "-" ? null : codec.read(text)),
  };
}

const boolean: Codec<boolean> = {
  write: (value) => (value ? "1" : "0"),
  read: (text) => (text === "1" ? true : text === "0" ? false : undefined),
};

/** Of a sample, a task or a panel; whether there is one of that name is seen where it is shown. */
const identifier: Codec<string> = {
  write: (value) => value,
  read: (text) => (/^[a-z0-9][a-z0-9-]{0,39}$/.test(text) ? text : undefined),
};

/** organisation/name[@revision][,bytes] */
const model: Codec<LinkedModel> = {
  write: ({ name, revision, bytes }) =>
    `${name}${revision === defaultRevision ? "" : `@${revision}`}${bytes === null ? "" : `,${bytes}`}`,
  read: (text) => {
    const [address = "", size, ...rest] = text.split(",");
    const [name = "", revision = defaultRevision, ...more] = address.split("@");
    const valid =
      isModelName(name) &&
      isRevision(revision) &&
      rest.length === 0 &&
      more.length === 0 &&
      (size === undefined || /^[1-9]\d{0,11}$/.test(size));
    return valid ? { name, revision, bytes: size === undefined ? null : Number(size) } : undefined;
  },
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

const codecs: { readonly [Key in keyof ViewState]: Codec<ViewState[Key]> } = {
  sample: nullable(identifier),
  unit: oneOf("tokens", "sentences"),
  pooling: oneOf("mean", "cls"),
  includeSpecialTokens: boolean,
  zeta: number(0, 1, false),
  reference: oneOf("built-in", "kept"),
  seed: number(0, 2 ** 32 - 1, true),
  model: nullable(model),
  layers: oneOf(...layerRules),
  layer: nullable(number(0, 200, true)),
  measures: measureList,
  components: componentPair,
  colourBy: oneOf("label", "position", "token", "norm"),
  spectrum: oneOf("linear", "log", "cumulative"),
  mode: oneOf(...modes),
  task: nullable(identifier),
  // Written again from what could be read of it.
  labSettings: { write: (value) => value, read: (text) => writeLabSettings(readLabSettings(text)) },
  panel: identifier,
};

const keys = Object.keys(codecs) as (keyof ViewState)[];

function writeField<Key extends keyof ViewState>(key: Key, view: ViewState): string {
  return codecs[key].write(view[key]);
}

/**
 * The fragment, without '#', for a view; empty for the default view without text.
 * `text` is the person's own text, given only when they ask for a link that carries it.
 */
export function encodeView(view: ViewState, text?: string): string {
  const fields = new URLSearchParams();
  for (const key of keys) {
    const written = writeField(key, view);
    if (written !== writeField(key, defaultView)) fields.set(key, written);
  }
  if (text !== undefined) fields.set("text", text);
  if (fields.size === 0) return "";
  return `v=${version}&${fields.toString()}`;
}

/** The view, and the text if there is one, that a fragment (with or without '#') stands for. */
export function decodeView(fragment: string): { readonly view: ViewState; readonly text?: string } {
  const fields = new URLSearchParams(fragment.replace(/^#/, ""));
  if (fields.get("v") !== version) return { view: defaultView };
  const decoded: Partial<Record<keyof ViewState, unknown>> = {};
  for (const key of keys) {
    const written = fields.get(key);
    const value = written === null ? undefined : codecs[key].read(written);
    if (value !== undefined) decoded[key] = value;
  }
  // So links made before November 2026 name the lab.
  if (fields.get("lab") === "1") decoded.mode = "lab";
  // A kept reference lives in the tab that kept it, so a link can't name it.
  const view = { ...defaultView, ...decoded, reference: defaultView.reference } as ViewState;
  const text = fields.get("text");
  return text === null ? { view } : { view: { ...view, sample: null }, text };
}
