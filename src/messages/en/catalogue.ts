/**
 * Every word on the page, in one place. Plain text only: nothing here, and nothing that is put into it, is ever
 * read as HTML. Written for a second-year student: short sentences, and no term that the page does not explain.
 */
import { intervalText } from "./intervals.ts";
import type { BackendDevice } from "../../engine/backendName.ts";
import type { SkippedBackend } from "../../engine/backendError.ts";
import type { Failure } from "../../engine/protocol/failure.ts";
import type { Stage } from "../../engine/protocol/progress.ts";
import { createFormats } from "../formats.ts";
import { comparisonWords } from "./comparison.ts";
import { commandWords } from "./command.ts";
import { commandLabWords } from "./commandLab.ts";
import { backendFaultText } from "./faults/backend.ts";
import { inputProblemText } from "./faults/corpora.ts";
import { encoderFaultText } from "./faults/encoder.ts";
import { labFaultText } from "./faults/lab.ts";
import { rowsReportTexts } from "./faults/rows.ts";
import { labWords } from "./lab.ts";
import { labLayersWords } from "./labLayers.ts";
import { labTableWords } from "./labTable.ts";
import { layerChoiceWords } from "./layerChoice.ts";
import { linkWords } from "./links.ts";
import { measureTexts } from "./measures.ts";
import { modelFaultText, modelWords } from "./models.ts";
import { reportWords } from "./report.ts";
import { sampleTexts, taskTexts } from "./samples.ts";
import { vectorWords } from "./vectors.ts";
import type { NotDefinedReason } from "../../geometry/measure.ts";

const count = new Intl.NumberFormat("en");

function plural(n: number, one: string, many = `${one}s`): string {
  return `${count.format(n)} ${n === 1 ? one : many}`;
}

const stageNames: Record<Stage, string> = {
  download: "Reading the model",
  start: "Preparing the encoder",
  read: "Reading the file",
  tokenize: "Splitting into tokens",
  encode: "Encoding",
  measure: "Measuring layers",
  reference: "Encoding the reference text",
  intervals: "Estimating intervals",
  "sample-size": "Trying smaller samples",
  similarity: "Comparing layers",
  "cross-similarity": "Comparing layers",
  neighbours: "Finding neighbours",
};

const notDefinedReasons: Record<NotDefinedReason, string> = {
  "needs-two-points": "needs at least two points",
  "needs-three-points": "needs at least three points",
  "needs-four-points": "needs at least four points",
  "needs-four-sentences": "needs tokens of at least four sentences",
  "needs-two-dimensions": "needs at least two dimensions",
  "zero-variance": "not defined: all points are equal",
  "zero-vectors": "not defined: a vector has no length",
  "needs-tokens": "for tokens only",
  "needs-repeated-words": "needs a word that occurs twice",
  "too-few-distinct-points": "needs more points that differ",
  "equal-eigenvalues": "not defined: several eigenvalues are equal, so that their directions are arbitrary",
  "not-finite": "not defined: a value is not a finite number",
};

function failureText(failure: Failure): { readonly what: string; readonly next: string } {
  switch (failure.code) {
    case "no-text":
      return { what: "There is no sentence to encode.", next: "Type one sentence per line, or choose a sample." };
    case "no-kept-reference":
      return {
        what: "No earlier run has been kept as reference.",
        next: "Choose “Keep this run” first, or the built-in reference.",
      };
    case "no-built-in-reference":
      return {
        what: "These vectors have no built-in reference: it is made by the encoder, from text.",
        next: "Set ζ to 0, or keep a run as Σₛ and choose it.",
      };
    case "reference-does-not-fit":
      return {
        what: "The kept reference does not have the same layers or dimensions as these points.",
        next: "Keep a run of the same kind as Σₛ, or set ζ to 0.",
      };
    case "vectors":
      return { what: inputProblemText(failure.problem), next: "" };
    case "file-gone":
      return { what: "The file can no longer be read: it was moved, changed or deleted.", next: "Open it again." };
    case "model-download":
      return {
        what: `The model could not be read (${withoutStop(encoderFaultText(failure.fault))}).`,
        next: "Check that the server is still running, then reload the page.",
      };
    case "model":
      return modelFaultText(failure.fault);
    case "model-file":
      return {
        what: `The model file is damaged: ${withoutStop(encoderFaultText(failure.fault))}.`,
        next: "Reload the page to fetch it again.",
      };
    case "no-backend":
      return {
        what: `This browser cannot run any of the engines (${withoutStop(backendFaultText(failure.fault))}).`,
        next: "Try a recent Chrome, Edge, Firefox or Safari.",
      };
    case "device-lost":
      return {
        what: "The graphics device stopped answering.",
        next: "Run again; if it happens twice, choose wasm at the top.",
      };
    case "out-of-memory":
      return { what: "The browser ran out of memory.", next: "Use less text, then run again." };
    case "unexpected":
      return {
        what: failure.detail === "" ? "Something went wrong." : `Something went wrong: ${withoutStop(failure.detail)}.`,
        next: "Your text is kept. Run again, or reload the page.",
      };
  }
}

function skippedText({ name, code, fault }: SkippedBackend): string {
  switch (code) {
    case "not-available":
      return `${name} is not available in this browser.`;
    case "software-adapter":
      return `${name} was skipped: it has no graphics card here, so it would be slower.`;
    case "self-check-failed":
      return `${name} was skipped: its results were wrong (${withoutStop(backendFaultText(fault))}).`;
    case "start-failed":
    case "no-backend":
    case "device-error":
    case "device-lost":
      return `${name} was skipped: ${backendFaultText(fault)}`;
  }
}

function deviceText(device: BackendDevice): string {
  switch (device.kind) {
    case "adapter":
      return device.name === "" ? "unnamed graphics adapter" : device.name;
    case "wasm":
      return device.hasSimd ? "WebAssembly with SIMD" : "WebAssembly";
    case "javascript":
      return "plain JavaScript";
  }
}

/** A sentence that is put into another one. */
function withoutStop(sentence: string): string {
  return sentence.replace(/\.$/, "");
}

export const english = {
  /** Of numbers, and of the page itself. */
  locale: "en",
  formats: createFormats("en"),
  app: {
    name: "IsoScope",
    description:
      "See the shape of every layer of a language encoder: isotropy, outlier dimensions, intrinsic dimension and spectrum, computed in your own browser.",
    needsScript: "IsoScope runs an encoder in this page and needs JavaScript for it.",
    mainLabel: "Explorer",
    skip: "Skip to the charts",
    crash: "This part of the page failed. Your text is kept.",
    retry: "Try again",
    views: "Views",
    tabs: { cloud: "Cloud", spectrum: "Spectrum", details: "Details" },
  },
  header: {
    model: (name: string, layers: number, d: number) => `${name} · ${plural(layers, "layer")} · d ${d}`,
    modelUnused: (name: string) => `${name} · not used: these vectors are from a file`,
    modelPending: "loading the model …",
    backend: "Runs on",
    backendHint: "Where the encoder runs. Everything stays in this browser.",
    skipped: skippedText,
    ...linkWords,
    export: "Export",
    exportHint: "Save the numbers on screen as a file",
    exportJson: "Numbers (JSON)",
    exportCsv: "Layer table (CSV)",
    theme: { light: "Light", dark: "Dark" },
    help: "What am I looking at?",
    close: "Close",
  },
  text: {
    title: "Text",
    sample: "Sample",
    own: "A new text of your own",
    ownNamed: (firstWords: string) => `Yours: ${firstWords}`,
    area: "Sentences, one per line",
    placeholder: "Paste or type sentences, one per line …",
    privacy: "Nothing you type leaves this browser.",
    counts: (sentences: number, tokens: number) => `${plural(sentences, "sentence")} · ${plural(tokens, "token")}`,
    lines: (lines: number) => plural(lines, "line"),
    source: "Source",
    sourceText: (source: string | null) => source ?? "Written for IsoScope (Apache-2.0).",
    truncated: (lines: readonly number[], limit: number) =>
      `${plural(lines.length, "sentence")} cut at ${limit} tokens (line ${lines.slice(0, 5).join(", ")}${lines.length > 5 ? ", …" : ""}).`,
    sampled: (kept: number, sentences: number, tokens: number, seed: number) =>
      `A random ${count.format(kept)} of ${plural(sentences, "sentence")} (${plural(tokens, "token")} in all), seed ${seed}: more would not fit in a browser's memory.`,
    sampleFailed: (detail: string) =>
      `The sample could not be read (${detail}). Check that the server is still running.`,
    cancel: "Stop",
    run: "Run again",
    cancelled: "Stopped. The results on screen are from the previous run.",
    cancelledAt: (measured: number, layers: number) =>
      `Stopped. ${count.format(measured)} of ${plural(layers, "layer")} measured.`,
  },
  settings: {
    title: "Points",
    unit: "A point is a",
    tokens: "token",
    sentences: "sentence",
    unitHint: "Tokens are the pieces of words that the encoder reads. A sentence is one vector made of its tokens.",
    pooling: "Sentence =",
    mean: "mean of tokens",
    cls: "[CLS]",
    /** The pooling that the model's own files name. */
    ofModel: (way: string) => `as the model's files say: ${way}`,
    /** Where they name none. */
    byDefault: (way: string) => `${way}, by default`,
    notFollowed: (steps: string) =>
      `The model's files ask for more than pooling, which is not done: ${steps}. These are the vectors before it.`,
    special: "Include special tokens",
    specialHint: "[CLS] and [SEP] are in every sentence and sit far from the rest; by default they are left out.",
    zeta: "ζ",
    zetaLabel: "ζ, the weight on the reference covariance",
    zetaHint:
      "ζ is the weight on Σₛ, the covariance of a larger reference text: Σ = (1 − ζ)·Σₓ + ζ·Σₛ. At 0 only your text counts and IsoScore⋆ equals IsoScore. (The paper's section 3 writes the weights the other way round; this is the authors' code.)",
    reference: "Σₛ from",
    builtIn: "built-in reference text",
    kept: (points: number) => (points > 0 ? `kept run (${plural(points, "point")})` : "a kept run (none yet)"),
    keep: "Keep this run as Σₛ",
    keepHint: "Later runs can then be measured against this one: raise ζ and choose the kept run.",
    referencePoints: (points: number) => `Σₛ from ${plural(points, "point")}`,
  },
  progress: {
    stage: (stage: Stage) => stageNames[stage],
    amount: (stage: Stage, done: number, total: number) =>
      stage === "download"
        ? `${(done / 1e6).toFixed(0)} of ${(total / 1e6).toFixed(0)} MB`
        : stage === "encode" || stage === "reference"
          ? `${count.format(done)} of ${count.format(total)} tokens`
          : `${Math.round((100 * done) / Math.max(total, 1))} %`,
    ready: "Ready",
    starting: "Starting",
    nothing: "Nothing to show yet.",
  },
  failure: failureText,
  notDefined: (reason: NotDefinedReason) => notDefinedReasons[reason],
  layers: {
    title: "Layers",
    choose: "Measures",
    chooseHint: "Choose which measures are drawn",
    layer: (layer: number) => `layer ${layer}`,
    axis: "layer",
    cursor: (layer: number, last: number) => `Layer ${layer} of ${last}`,
    singleTitle: "Measures",
    single: (n: number) => `one cloud of ${plural(n, "point")}`,
    slider: "Layer",
    nullValue: (value: string) => `isotropic ${value}`,
    small: (value: string) => `too few points · isotropic ${value}`,

    pending: "measuring …",
    interval: "90 % interval",
  },
  cloud: {
    title: "Cloud",
    component: (component: number) => `PC ${component}`,
    axis: (component: number, share: string) => `PC ${component} · ${share} of variance`,
    horizontal: "Across",
    vertical: "Up",
    colour: "Colour",
    colourBy: { label: "class", position: "position", token: "token", norm: "norm" },
    row: "row",
    unlabelled: "no class",
    otherTokens: (tokens: number) => `other (${plural(tokens, "token")})`,
    otherClasses: (classes: number) => `other (${plural(classes, "class", "classes")})`,
    shown: (points: number, of: number) =>
      `${count.format(points)} of ${plural(of, "point")} shown; the figures on this page are of all points.`,
    showAllClasses: "Show all classes",
    filterHint: "Hides or shows the points of this class. With Shift, or by a double click, only this class is shown.",
    description: (points: number, layer: number, first: number, second: number, shares: string) =>
      `${plural(points, "point")} of layer ${layer} on principal components ${first} and ${second}, which hold ${shares} of the variance.`,
    tooFew: "Two points or more make a cloud.",
    hint: "Arrow keys move from point to point; Enter shows the nearest neighbours of one. Plus and minus zoom, 0 shows all.",
    point: (n: number, of: number) => `point ${n} of ${of}`,
    norm: (value: string) => `norm ${value}`,
    position: (value: number) => `position ${value}`,
    reset: "Show all",
    columns: { point: "point", line: "line", row: "row", class: "class", norm: "norm" },
    tablePart: (shown: number, all: number) => `First ${count.format(shown)} of ${plural(all, "point")}.`,
  },
  spectrum: {
    title: "Spectrum",
    form: { linear: "linear", log: "log", cumulative: "cumulative" },
    eigenvalue: "eigenvalue of the covariance",
    share: "share of variance",
    rank: "eigenvalue number",
    /** Where the axis ends before the last eigenvalue. */
    rankOf: (zeros: number, d: number) => `eigenvalue (${count.format(zeros)} of ${count.format(d)} are 0)`,
    isotropic: "isotropic cloud",
    others: "other layers",
    description: (layer: number, first: string, components: string) =>
      `Spectrum of layer ${layer}: the first eigenvalue holds ${first} of the variance; ${components} components hold 90 %.`,
    read: (index: number, value: string, cumulative: string) =>
      `No. ${index}: ${value} · ${index === 1 ? "holds" : `first ${index} hold`} ${cumulative}`,
  },
  dimensions: {
    title: "Dimensions",
    variance: "variance",
    mean: "mean",
    axis: "dimension",
    threshold: "5 × mean variance",
    none: "No outlier dimension by either rule.",
    outliers: (byVariance: number, byMagnitude: number) =>
      `${plural(byVariance, "outlier dimension")} by variance, ${count.format(byMagnitude)} by mean`,
    read: (dimension: number, variance: string, mean: string, share: string) =>
      `dimension ${dimension} · variance ${variance} · mean ${mean} · ${share} of the cosine`,
    cosineShare: "share of the cosine",
    byVariance: "variance ≥ 5 × mean",
    byMagnitude: "|mean| beyond 3 sd",
    description: (layer: number, names: string) => `Variance and mean of each dimension in layer ${layer}. ${names}`,
  },
  sampleSize: {
    title: "Sample size",
    axis: "points drawn at random",
    score: "IsoScore",
    raw: "raw",
    shrunk: (zeta: string) => `shrunk, ζ ${zeta}`,
    shrunkColumn: "shrunk",
    unbiased: "unbiased",
    null: "isotropic cloud",
    here: (n: number) => `your n = ${count.format(n)}`,
    description: (layer: number) =>
      `IsoScore of random subsets of layer ${layer}, by size of the subset: raw, shrunk towards Σₛ, and corrected for sample size, with the value that an isotropic cloud of that size would get.`,
    pending: "Draws subsets when the layers are done.",
  },
  similarity: {
    title: "Similarity",
    axis: "layer",
    description: "Linear CKA between all pairs of layers: 1 means the same geometry up to rotation and scale.",
    read: (a: number, b: number, value: string) => `layers ${a} and ${b}: CKA ${value}`,
    points: (points: number) => `On ${plural(points, "point")}.`,
    pending: "Compares layers when all are measured.",
  },
  chart: {
    table: "Table",
    picture: "Chart",
    save: "CSV",
    saveHint: "Save all rows of this table as comma-separated values, unrounded",
    saveTable: (chart: string) => `Save the table of ${chart} as CSV`,
    showTable: (chart: string) => `Show the table of ${chart}`,
    showPicture: (chart: string) => `Show the chart of ${chart}`,
    details: "What is shown below the spectrum",
    tableOf: (chart: string) => `${chart}, as a table`,
    old: "from the previous run",
    /** On an axis that does not hold 0. */
    missingZero: { below: "axis starts above 0", above: "axis ends below 0" },
  },
  explain: {
    formula: "Formula",
    made: "How this number was made",
    source: "Source",
    range: "Range",
    value: "Value",
    interval: (low: string, high: string) => `${low} to ${high} (90 %)`,
    intervalMade: "Interval by",
    intervalPending: "being estimated",
    intervalNone: "not estimated for this measure",
    intervalHow: intervalText,
    unresolved: "Left out",
    unresolvedCount: (unresolved: number, all: number) =>
      `${count.format(unresolved)} of ${count.format(all)} eigenvalues, which are too small to be told from 0`,
    heavyTails: (share: string) =>
      `A few points hold much of the variance: the largest one holds ${share} of the sum of the fourth powers of the distances from the mean. Another sample may have larger points or none, so the value can differ by far more than its interval says.`,
    points: (n: number, unit: string, d: number) => `n = ${count.format(n)} ${unit}, d = ${d}`,
    effectivePoints: (points: number) =>
      `worth about ${count.format(Math.round(points))} independent ones: tokens of one sentence, and copies, are not independent`,
    units: { tokens: "tokens", sentences: "sentences", vectors: "vectors" },
    nullValue: "An isotropic cloud of as many independent points",
    neighbours: "Neighbours among",
    pairs: "Pairs among",
    neighbourPoints: (chosen: number, n: number) =>
      `${count.format(chosen)} of the ${count.format(n)} points, chosen by the seed`,
    backend: "Encoded on",
    device: deviceText,
    zeta: "ζ",
    duplicates: (n: number) => `${plural(n, "point")} equal to another, counted once`,
    tooSmall: (n: number) =>
      `n = ${count.format(n)} is too small for a cloud this wide: with more points the score would rise by more than a tenth. Compare it with the isotropic cloud, not with 1, or use more text.`,
    open: (measure: string) => `Explain ${measure}`,
  },
  comparison: comparisonWords,
  lab: labWords,
  labLayers: labLayersWords,
  labTable: labTableWords,
  layerChoice: layerChoiceWords,
  measures: measureTexts,
  /** What can be wrong, as one sentence each. */
  faults: {
    backend: backendFaultText,
    encoder: encoderFaultText,
    input: inputProblemText,
    lab: labFaultText,
    rows: rowsReportTexts,
  },
  samples: sampleTexts,
  tasks: taskTexts,
  report: reportWords,
  command: commandWords,
  commandLab: commandLabWords,
  vectors: vectorWords,
  models: modelWords,
  help: {
    title: "What am I looking at?",
    paragraphs: [
      "An encoder turns each token of your text into a vector of d numbers, once per layer. All the vectors of one layer are a cloud of points in d dimensions. This page shows the shape of that cloud, layer by layer.",
      "If the cloud spreads evenly in all directions it is isotropic, and IsoScore⋆ is near 1. Real encoders are far from that: a few directions hold most of the variance, and IsoScore⋆ is near 0. “Stable Anisotropic Regularization” (Rudman & Eickhoff, 2024) found that this is not a flaw: making models less isotropic often helps.",
      "Choose a layer by clicking or dragging in the layer charts, or with the arrow keys; everything else follows. Press the name of a number to see how it was made.",
      "Below, the λ lab trains a small classifier while you reward or penalise isotropy, and shows what that does to its accuracy.",
      "The encoder runs in your browser. Nothing you type is sent anywhere, and after the first visit the page opens without a network.",
    ],
    holdKey: "H holds and releases a run",
    keys: "Keys",
    keyList: [
      ["← →", "in the layer charts: the previous or next layer; Home and End: the first or last layer"],
      ["← →", "in a chart: the previous or next value; in the cloud: the previous or next point"],
      ["Enter", "in the cloud: the nearest neighbours of the point"],
      ["H", "hold the run on screen to compare it with the next; H again releases it"],
      ["⇧ ← ⇧ →", "in the layer charts: the held run's layer"],
      ["+ − 0", "in the cloud: zoom in, zoom out, show all"],
      ["Esc", "close what is open"],
    ] as readonly (readonly [string, string])[],
  },
};
