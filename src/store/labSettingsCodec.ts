/** The lab's settings in a link: those that differ from the defaults, as "width:32~lambda:-1". What can't be read is left at its default. */
import { settingBounds } from "../lab/settings.ts";
import type { LabRunSettings } from "../engine/protocol/lab.ts";
import { defaultLabSettings } from "./lab.ts";

type Value = LabRunSettings[keyof LabRunSettings];

function oneOf(...values: readonly string[]): (text: string) => Value | undefined {
  return (text) => values.find((value) => value === text) as Value | undefined;
}

function numberFrom(lowest: number, highest: number, whole: boolean): (text: string) => number | undefined {
  return (text) => {
    const value = Number(text);
    return text.trim() !== "" &&
      Number.isFinite(value) &&
      value >= lowest &&
      value <= highest &&
      (!whole || Number.isInteger(value))
      ? value
      : undefined;
  };
}

function bounded(name: keyof typeof settingBounds, whole = false): (text: string) => number | undefined {
  const [lowest, highest] = settingBounds[name];
  return numberFrom(lowest, highest, whole);
}

/** Most rows, layers and seeds that a link may name; the engine checks them against the data and the model. */
const largeNumber = 1_000_000;

const readers: { readonly [Key in keyof LabRunSettings]: (text: string) => Value | undefined } = {
  layer: numberFrom(0, 200, true),
  layersTrained: numberFrom(0, 200, true),
  adapter: oneOf("linear", "tanh"),
  width: bounded("width", true),
  penalty: oneOf("isoscore", "cosreg", "none"),
  lambda: bounded("lambda"),
  zeta: bounded("zeta"),
  learningRate: numberFrom(0, 1, false),
  weightDecay: bounded("weightDecay"),
  batchSize: bounded("batchSize", true),
  epochs: bounded("epochs", true),
  seed: numberFrom(0, largeNumber, true),
  trainingRows: (text) => (text === "all" ? "all" : numberFrom(2, largeNumber, true)(text)),
  validationShare: bounded("validationShare"),
  vectorBudget: bounded("vectorBudget", true),
};

const keys = Object.keys(readers) as (keyof LabRunSettings)[];

/** One setting as it is written in a link or a file; undefined if it is no value of that setting. */
export function readLabSetting(name: keyof LabRunSettings, written: string): Value | undefined {
  return readers[name](written);
}

/** Empty for the defaults. */
export function writeLabSettings(settings: LabRunSettings): string {
  return keys
    .filter((key) => settings[key] !== defaultLabSettings[key])
    .map((key) => `${key}:${settings[key]}`)
    .join("~");
}

/** Trusts nothing: an unknown name or a value out of bounds changes nothing. */
export function readLabSettings(text: string): LabRunSettings {
  const found = text.split("~").flatMap((part) => {
    const [name, written = ""] = part.split(":");
    const key = keys.find((known) => known === name);
    const value = key && readers[key](written);
    return value === undefined ? [] : [[key, value] as const];
  });
  return { ...defaultLabSettings, ...(Object.fromEntries(found) as Partial<LabRunSettings>) };
}
