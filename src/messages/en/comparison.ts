/** Words for a run that is held beside the one on screen. */
import type { PairingRule, UnpairedReason } from "../../engine/pairing.ts";

const count = new Intl.NumberFormat("en");

function unpairedText(reason: UnpairedReason | "not-kept"): string {
  switch (reason) {
    case "different-units":
      return "in one run a point is a token, in the other it is not.";
    case "different-lines":
      return "the two texts have no line in common.";
    case "different-tokens":
      return "the two models split the text into different tokens.";
    case "not-kept":
      return "the engine was restarted and no longer has the held points. Release, go back to that run and hold it once more.";
  }
}

function ruleText(rule: PairingRule): string {
  switch (rule) {
    case "token":
      return "the same token in the same line";
    case "line":
      return "the same line";
    case "line-number":
      return "lines with the same number";
  }
}

export const comparisonWords = {
  hold: "Hold",
  holdHint: "Keep this run on screen to compare it with the next: another layer, text, unit or model (key H)",
  holdLater: "A run can be held when all its layers are measured",
  release: "Release",
  releaseHint: "Release the held run (key H)",
  held: "held",
  now: "now",
  bar: "Comparison",
  heldRun: "Held",
  nameOfHeld: "Name of the held run",
  nameIt: "name it …",
  nameHint: "A name of your own for the held run; exported files carry it",
  beside: "beside",
  sameRun: "the same run: change layer, text, points or model",
  ownText: "own text",
  zeta: (zeta: string) => `ζ ${zeta}`,
  vectors: "vectors",
  tokens: "tokens",
  sentences: "sentences",
  meanOfTokens: "mean",
  cls: "[CLS]",
  special: "with special tokens",
  layer: (layer: number, last: number) => `layer ${layer} of ${last}`,
  heldLayer: (layer: number) => `held layer ${layer}`,
  layerBefore: "Held run: the layer before (Shift and ←)",
  layerAfter: "Held run: the layer after (Shift and →)",
  axis: "Layers by",
  axisBy: { number: "number", depth: "depth" },
  axisHint: "By number, layer 3 is drawn over layer 3; by depth, the first over the first and the last over the last",
  depth: "depth",
  value: (held: string, difference: string | undefined) =>
    difference === undefined ? held : `${held} · ${difference}`,
  column: (name: string) => `${name}, held`,
  differenceColumn: (name: string) => `${name}, difference`,
  intervals: { overlap: "the 90 % intervals overlap", apart: "the 90 % intervals do not overlap" },
  apart: "intervals apart",
  notATest:
    "Overlap is not a test of significance: the two runs may share sentences, and each interval covers one layer alone.",
  difference: (difference: string, intervals: string | undefined) =>
    intervals === undefined ? difference : `${difference}; ${intervals}`,
  differenceTerm: "Difference, now less held",
  layersNote: (now: number, held: number, readings: string) =>
    `Layer ${now} now beside held layer ${held}: ${readings}.`,
  reading: (measure: string, now: string, held: string, difference: string | undefined) =>
    `${measure} ${now} beside ${held}${difference === undefined ? "" : ` (${difference})`}`,
  spectrumDescription: (layer: number, first: string, components: string) =>
    `Held layer ${layer}: the first eigenvalue holds ${first} of the variance; ${components} components hold 90 %. Both spectra are shares of their variance.`,
  spectrumRead: (index: number, now: string, held: string) => `No. ${index}: ${now} · held ${held}`,
  cloudScale: "Scale",
  cloudScaleBy: { shared: "one", own: "own" },
  cloudScaleHint: "One scale: a unit is equally long in both clouds. Own: each cloud fills its panel",
  cloudName: (name: string, layer: number | null) => (layer === null ? name : `${name} · layer ${layer}`),
  runColumn: "run",
  linked: (rule: PairingRule, pairs: number, points: number) =>
    `Linked: ${ruleText(rule)} (${count.format(pairs)} of ${count.format(points)} points).`,
  notLinked: (reason: UnpairedReason) => `Not linked: ${unpairedText(reason)}`,
  cloudDescription: (description: string) => `Held beside it: ${description}`,
  similarityDescription: (held: number, now: number) =>
    `Linear CKA between the ${held} held layers (up) and the ${now} layers on screen (across): 1 means the same geometry up to rotation and scale.`,
  similarityRead: (held: number, now: number, value: string) => `held layer ${held}, layer ${now}: CKA ${value}`,
  similarityShuffled: (value: string) => `in random order ${value}`,
  shuffledColumn: (layer: number) => `${layer}, random order`,
  similarityOn: (rule: PairingRule, points: number, pairs: number) =>
    `On ${count.format(points)}${points < pairs ? ` of ${count.format(pairs)}` : ""} pairs: ${ruleText(rule)}.`,
  byNumber: "This is meaningful only where the texts correspond line by line, as translations or edits do.",
  shuffled:
    "In random order: what CKA would be if the points were paired at random. It is high where there are few points.",
  similarityAxes: { held: "held layer", now: "layer" },
  similarityPending: "Compares layers when all are measured.",
  unpaired: (reason: UnpairedReason | "not-kept") => `Similarity is not defined: ${unpairedText(reason)}`,
  bySentences: "Compare sentences instead",
  byPoints: "Compare points as shown",
  onSentences: "A point is a sentence here, the mean of its tokens.",
  noSentencesEither: "Sentences pair up where both texts have the same lines, or equally many.",
  dimensionsHeld: (byVariance: number, byMagnitude: number) =>
    `held: outlier dimensions by variance ${count.format(byVariance)}, by mean ${count.format(byMagnitude)}`,
  dimensionsHeldNames: (names: string) => `Outlier dimensions of the held layer: ${names}.`,
  dimensionsOther: (d: number, byVariance: number, byMagnitude: number) =>
    `held, of d ${d}: by variance ${count.format(byVariance)}, by mean ${count.format(byMagnitude)}; other dimensions, so not drawn`,
  varianceColumn: "variance, held",
  help: {
    title: "Comparing",
    paragraphs: [
      "Hold keeps the run on screen: its text, its model, its layer. What you do next is shown beside it: move the layer, edit the text or choose another, make sentences the points, change the model or look at one that the lab has trained.",
      "What is held is drawn hollow or dotted, what is on screen now as always. Where two 90 % intervals do not overlap the page says so, and nothing more: that is not a test of significance.",
      "Similarity then compares all layers of the one with all layers of the other, where their points pair up: the same tokens in the same lines, or sentences of the same lines. Each CKA is shown with the value that random order would give.",
      "The held run exists only in this tab; links do not include it.",
    ],
  },
};
