/** What a person sets before a run, with its bounds. What may change while it runs is LiveSettings (objective.ts). */
import type { AdapterKind } from "./head.ts";
import { LabError } from "./labError.ts";
import type { LiveSettings, PenaltyKind } from "./objective.ts";

export interface LabSettings extends LiveSettings {
  /** k: encoder layers trained with the head; 0 trains the head alone. */
  readonly layersTrained: number;
  readonly adapter: AdapterKind;
  /** Dimensions of the adapter's output. */
  readonly width: number;
  readonly penalty: PenaltyKind;
  readonly weightDecay: number;
  /** Rows a step; fewer if there are fewer training rows. */
  readonly batchSize: number;
  readonly epochs: number;
  /** Of the first weights, the training rows chosen and their order. */
  readonly seed: number;
  /** Training rows used: a number, or all there are. */
  readonly trainingRows: number | "all";
  /** Share of the rows held out for validation where the data doesn't say which. */
  readonly validationShare: number;
  /** Most vectors that Σ_S is taken from at the start of an epoch, and that X̃ is measured on in validation. */
  readonly vectorBudget: number;
}

/**
 * What the page and the command start from: few rows, where the paper's effect shows, and enough passes over them. For
 * the head; `encoderDefaults` changes what the encoder needs otherwise.
 */
export const defaultSettings: LabSettings = {
  layersTrained: 0,
  adapter: "tanh",
  width: 64,
  penalty: "isoscore",
  lambda: 0,
  zeta: 0.2,
  learningRate: 3e-3,
  weightDecay: 0.01,
  batchSize: 32,
  epochs: 150,
  seed: 1,
  trainingRows: 100,
  validationShare: 0.2,
  vectorBudget: 20_000,
};

/** Fine-tuning takes smaller steps and fewer epochs: 2e-5 … 5e-5 and 2 … 4 (Devlin et al. 2019, arXiv 1810.04805). */
export const encoderDefaults: LabSettings = { ...defaultSettings, learningRate: 5e-5, epochs: 4, batchSize: 16 };

/** Lowest and highest value of each number. */
export const settingBounds = {
  lambda: [-5, 5],
  zeta: [0, 1],
  learningRate: [0, Infinity],
  weightDecay: [0, 1],
  batchSize: [2, 1024],
  epochs: [1, 1000],
  width: [2, 1024],
  validationShare: [0.05, 0.95],
  vectorBudget: [2, 1_000_000],
} as const satisfies Partial<Record<keyof LabSettings, readonly [number, number]>>;

const whole: readonly (keyof typeof settingBounds)[] = ["batchSize", "epochs", "width", "vectorBudget"];

/**
 * @param layers L of the encoder.
 * @throws LabError `setting-invalid`, naming the setting.
 */
export function checkSettings(settings: LabSettings, layers: number): void {
  for (const [name, [lowest, highest]] of Object.entries(settingBounds) as [
    keyof typeof settingBounds,
    readonly [number, number],
  ][]) {
    const value = settings[name];
    const fits =
      value >= lowest &&
      value <= highest &&
      Number.isFinite(value) &&
      (!whole.includes(name) || Number.isInteger(value));
    if (!fits && whole.includes(name))
      throw new LabError("setting-invalid", { detail: "whole-number-from", name, lowest, highest, value });
    if (!fits) throw new LabError("setting-invalid", { detail: "number-from", name, lowest, highest, value });
  }
  const { layersTrained, trainingRows, seed } = settings;
  if (!(Number.isInteger(layersTrained) && layersTrained >= 0 && layersTrained <= layers)) {
    throw new LabError("setting-invalid", { detail: "layers-trained", layers, found: layersTrained });
  }
  if (trainingRows !== "all" && !(Number.isInteger(trainingRows) && trainingRows >= 2)) {
    throw new LabError("setting-invalid", { detail: "training-rows", found: trainingRows });
  }
  if (!Number.isInteger(seed)) throw new LabError("setting-invalid", { detail: "seed", found: seed });
}
