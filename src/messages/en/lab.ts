/** The words of the λ lab. Part of catalogue.ts; same rules. */
import { backendFaultText } from "./faults/backend.ts";
import { labFaultText } from "./faults/lab.ts";
import type { SweepFileFault } from "../../lab/sweepFileFault.ts";
import type { LabFailure } from "../../engine/protocol/lab.ts";

const count = new Intl.NumberFormat("en");

function duration(milliseconds: number): string {
  return milliseconds < 60_000
    ? `${Math.max(1, Math.round(milliseconds / 1000))} s`
    : `${Math.round(milliseconds / 60_000)} min`;
}

function failureText(failure: LabFailure): { readonly what: string; readonly next: string } {
  switch (failure.code) {
    case "one-class":
      return { what: "The data has one class only.", next: "Choose data with two classes or more." };
    case "class-with-one-row":
      return { what: labFaultText(failure.fault), next: "Give each class two rows or more." };
    case "too-few-rows":
      return { what: labFaultText(failure.fault), next: "Use more training rows or a smaller batch." };
    case "setting-invalid":
      return { what: labFaultText(failure.fault), next: "Choose another value, then press Reset." };
    case "loss-not-finite":
      return {
        what: `${labFaultText(failure.fault)} The last good state is kept.`,
        next: "Lower the learning rate or move λ closer to 0, then press Train to start again.",
      };
    case "batch-without-variance":
      return {
        what: `${labFaultText(failure.fault)} The last good state is kept.`,
        next: "Raise ζ or move λ closer to 0, then press Train to start again.",
      };
    case "saved-file-invalid":
      return { what: labFaultText(failure.fault), next: "Choose a file that was saved here." };
    case "device-lost":
      return {
        what: `The graphics device failed and could not be replaced (${backendFaultText(failure.fault)}). The curves so far are kept.`,
        next: "Press Reset to start again.",
      };
    case "unexpected":
      return { what: `Training stopped: ${failure.detail}.`, next: "Press Reset to start again." };
  }
}

function sweepFaultText(fault: SweepFileFault): string {
  switch (fault.code) {
    case "too-large":
      return `The file has more than ${count.format(fault.most / 1e6)} MB, which no sweep has.`;
    case "unreadable":
      return "The file can no longer be read: open it again.";
    case "not-a-sweep":
      return "The file is not a sweep that was saved here as JSON.";
    case "part-invalid":
      return `The file is not a sweep that can be shown: ${fault.part} has no possible value.`;
  }
}

export const labWords = {
  title: "λ lab",
  bar: "λ and training",
  open: "Open the λ lab",
  close: "Back to the explorer",
  lambda: "λ, the weight of isotropy in the loss",
  lambdaValue: (value: string) => `λ = ${value}`,
  less: "less isotropic",
  more: "more isotropic",
  lambdaHint:
    "The loss is cross-entropy + λ·(1 − IsoScore⋆). λ above 0 rewards isotropy, below 0 penalises it; at 0 only the task counts. Moving it acts on the next step.",
  play: "Train",
  pause: "Pause",
  step: "Step",
  reset: "Reset",
  task: "Task",
  /** @param used of the rows there are to train on. */
  about: (rows: number, used: number, training: number, heldOut: number) =>
    `${count.format(rows)} rows: ${used === training ? "" : `${count.format(used)} of `}${count.format(training)} to train on, ${count.format(heldOut)} held out`,
  own: "Your own data",
  encoding: "Encoding the rows",
  waitingForModel: "The lab starts when the model has been loaded.",
  settings: {
    title: "Settings",
    trained: "Trained",
    trainedHint:
      "The head alone learns in seconds. With encoder layers under it, IsoScore⋆ is that of all token vectors of the trained layers, as in the paper.",
    headAlone: "head",
    topLayers: (k: number) => `head + top ${k}`,
    save: "Save what was trained",
    load: "Load a saved one",
    loadHint:
      "Starts a run, paused, from a file that was saved here. Adapter, width, trained layers and classes must be the same.",
    saveHint: "Pauses, and saves head and trained layers as safetensors.",
    layer: "Layer",
    rows: "Training rows",
    all: "all",
    heldOut: "Held out",
    heldOutShare: (share: number) => `${Math.round(100 * share)} % of the rows`,
    heldOutMarked: "as marked in the data",
    heldOutHint:
      "Rows that are never trained on and that every run is measured with: the same for all seeds, each class by its share.",
    adapter: "Adapter",
    tanh: "tanh",
    linear: "linear",
    width: "Width",
    penalty: "Penalty",
    isoscore: "I-STAR: λ·(1 − IsoScore⋆)",
    cosreg: "CosReg: λ·mean cosine",
    none: "none",
    batch: "Batch",
    epochs: "Epochs of a sweep",
    epochsHint: "A run trains until you pause it. The runs of a sweep end after this many passes over their rows.",
    rate: "Learning rate",
    seed: "Seed",
    rowsHint: "The paper's effect shows with few training rows and fades with many: try both.",
    zetaHint: "The weight on Σₛ, computed again from the training rows at the start of each epoch.",
  },
  axis: "step",
  accuracy: { title: "Accuracy", training: "training", heldOut: "held out" },
  isoScore: {
    title: "IsoScore⋆ of the head",
    layersTitle: "IsoScore⋆ of the layers",
    batch: "batch",
    heldOut: "held out",
    null: "isotropic",
  },
  entropy: { title: "Cross-entropy", batch: "batch", heldOut: "held out" },
  dimension: { title: "TwoNN dimension", heldOut: "held out" },
  lambdaMark: (value: string) => `λ ${value}`,
  curveDescription: (title: string, values: string) => `${title} over training steps. Now: ${values}.`,
  /** At the ring round the best look. */
  best: (value: string) => `best epoch ${value}`,
  bestDescription: (value: string, step: number) =>
    `Ringed: the best epoch by the held-out rows, ${value} at step ${count.format(step)}. It is chosen on the rows that it is measured on, so it looks better than it is.`,
  exportHint: "Saves the curves of this run, with its settings, data and model.",
  exportJson: "Run as JSON",
  exportCsv: "Curves as CSV",
  cloud: "Held-out cloud",
  cloudDescription: (points: number, accuracy: string) =>
    `${count.format(points)} held-out rows as the head sees them, on two principal components; ${accuracy} are classified correctly.`,
  cloudColumns: { text: "row", class: "class", wrong: "wrong" },
  wrong: "ringed: classified wrongly",
  before: (curve: string) => `${curve}, run before`,
  spectrum: "Its spectrum",
  spectrumBefore: "before training",
  spectrumBeforeMark: "dashed: before training",
  spectrumDescription: (share: string) =>
    `Spectrum of the held-out cloud: the first direction holds ${share} of the variance.`,
  nothing: {
    noRows: "Training starts when there is a table.",
    encoding: "Training starts when the rows are encoded.",
    starting: "Training starts …",
    paused: "Press Train.",
  },
  layersTrained: (layers: number) => `The head and the encoder's top ${layers} are trained together; preparing …`,
  estimate: (layers: number, stepMilliseconds: number, stepsPerEpoch: number) =>
    `The head and the encoder's top ${layers === 1 ? "layer" : `${layers} layers`} are trained together. A step takes about ${(stepMilliseconds / 1000).toFixed(1)} s here, a pass over the rows (${stepsPerEpoch === 1 ? "1 step" : `${count.format(stepsPerEpoch)} steps`}) about ${duration(stepMilliseconds * stepsPerEpoch)}. It trains until you pause it.`,
  frozen: "The encoder is frozen; a small head learns on its sentence vectors.",
  method: "How training here differs from the paper",
  differences: [
    "No dropout, in training or in Σₛ.",
    "Embeddings and the biases of the keys are not trained.",
    "With the head alone, X̃ is the head's output and not the token vectors of all layers; with the top k layers it is those of the k layers.",
    "The classifier reads the mean of a sentence's tokens, through an adapter.",
    "The learning rate is constant: no warm-up, no decay.",
  ],
  sweep: {
    title: "Sweep",
    modes: { seeds: "Sweep λ", rows: "λ × rows" },
    run: "Run",
    stop: "Stop",
    resume: "Resume",
    progress: (done: number, total: number) => `${done} of ${total} runs`,
    against: "Against",
    quantities: { isoScore: "isotropy", twoNN: "dimension", paired: "λ = 0, by seed" },
    paired: {
      axis: "λ",
      y: "accuracy less that at λ = 0",
      reading: (seeds: number) =>
        `Each point: accuracy of a run less that of the run at λ = 0 with the same seed, ${seeds === 1 ? "1 seed" : `${seeds} seeds`}; bars: mean ± standard deviation. Not a test.`,
      none: "There is no run at λ = 0 to compare with yet.",
      lambda: "λ",
      seed: "seed",
      difference: "difference in accuracy",
    },
    x: { isoScore: "IsoScore⋆ of the held-out rows", twoNN: "TwoNN dimension of the held-out rows" },
    y: "accuracy",
    sides: { all: "all λ", below: "λ ≤ 0", above: "λ ≥ 0" },
    /** What is compared; the trends follow. */
    compared: (seeds: number, trends: readonly string[]) =>
      `Accuracy is compared among the runs of each of ${seeds} seeds. ${trends.join("; ")}.`,
    /** @param p adjusted for the trends that are tested together. */
    trend: (side: string, rho: string, p: string, runs: number) =>
      `${side}: Spearman ρ = ${rho}, p = ${p}, ${runs} runs`,
    bySide: (trends: readonly string[]) => `On this data, ${trends.join("; ")}.`,
    onSide: {
      isoScore: {
        lower: (side: string) => `at ${side} less isotropic runs do better`,
        higher: (side: string) => `at ${side} more isotropic runs do better`,
        none: (side: string) => `at ${side} there is no clear effect of isotropy`,
      },
      twoNN: {
        lower: (side: string) => `at ${side} runs of lower dimension do better`,
        higher: (side: string) => `at ${side} runs of higher dimension do better`,
        none: (side: string) => `at ${side} there is no clear effect of dimension`,
      },
    },
    verdict: {
      isoScore: {
        lower: "On this data, runs that are less isotropic do better.",
        higher: "On this data, runs that are more isotropic do better.",
        none: "On this data there is no clear effect of isotropy on accuracy.",
      },
      twoNN: {
        lower: "On this data, runs of lower dimension do better.",
        higher: "On this data, runs of higher dimension do better.",
        none: "On this data there is no clear effect of dimension on accuracy.",
      },
      few: "Too few runs to say anything yet.",
    },
    stale: "These results are from settings other than the current ones.",
    empty:
      "Run trains the head from scratch for λ = −5, −3, −1, 0, 1, 3, 5 with five seeds each, and sets accuracy against isotropy.",
    rowsEmpty:
      "Trains the head for λ = −5, −1, 0, 1, 5 on 20, 50, 100 … rows, three seeds each: the paper's effect tends to show with few rows and to fade with many.",
    rowsReading: "Mean accuracy of three seeds by number of training rows; the line of λ = 0 is grey.",
    rowsAxis: "training rows",
    mean: "mean ± standard deviation",
    lambda: "λ",
    isoScore: "IsoScore⋆",
    rows: "training rows",
    seed: "seed",
    file: "File",
    exportCsv: "Save as CSV",
    exportJson: "Save as JSON",
    exportHint: "Saves the sweep as a file. JSON can be opened here again.",
    open: "Open a saved sweep",
    openHint: "Shows a sweep that was saved here as JSON.",
    opened: (file: string, model: string, data: string, rows: number, heldOut: number, settings: string) =>
      `From ${file}: ${model}; ${data === "" ? "pasted table" : data}, ${count.format(rows)} rows, ${count.format(heldOut)} held out; ${settings}.`,
    settingsOf: (settings: readonly (readonly [string, string])[]) =>
      settings.map(([name, value]) => `${name} ${value}`).join(", "),
    fileFault: sweepFaultText,
  },
  recovered: (step: number, lost: number) =>
    `The graphics device was lost and has been replaced. Training continued from step ${count.format(step)}; ${lost === 0 ? "nothing was lost" : `${lost === 1 ? "1 step is" : `${count.format(lost)} steps are`} taken again`}.`,
  failure: failureText,
};
