/** Words of the lab's look at the layers before and after training. */

const count = new Intl.NumberFormat("en");

export const labLayersWords = {
  title: "Layers before and after",
  views: { spectrum: "Its spectrum", layers: "Layers" },
  viewsLabel: "Spectrum of the cloud, or layers before and after training",
  measure: "Measure",
  measureAgain: "Measure again",
  stop: "Stop",
  measuring: (share: string) => `Measuring the held-out rows, before and after · ${share}`,
  empty: "Measure pauses the run, and measures each layer as it was before and is now.",
  axis: "layer",
  adapter: "head",
  before: "before",
  after: "after",
  isotropic: "isotropic",
  beyond: (value: string) => `↑ ${value}`,
  isoScore: "IsoScore⋆",
  twoNN: "TwoNN dimension",
  layer: (layer: number | "adapter") => (layer === "adapter" ? "the head's output" : `layer ${layer}`),
  changed: (layer: number | "adapter", before: string, after: string) =>
    `${layer === "adapter" ? "the head's output" : `layer ${layer}`} ${before} before, ${after} after`,
  description: (measure: string, values: string) =>
    `${measure} of the held-out rows, before and after training: ${values}.`,
  tokens: (n: number, step: number) =>
    `${count.format(n)} token vectors of the held-out rows, special tokens included, as the loss sees them; after step ${count.format(step)}.`,
  head: (layer: number, step: number) =>
    `Only the head was trained: no layer of the encoder has changed. Layer ${layer} is its input, shown beside the head's output; after step ${count.format(step)}.`,
  show: "Show in the explorer",
  showHint:
    "Puts the encoder with its trained layers in place of the one in use, for your own text in every view. Hold a run first to see both side by side. To return, choose a model.",
  trainedName: (model: string, lambda: string) => `${model}, trained, λ ${lambda}`,
  elsewhere: (lab: string, explorer: string) => `The lab trains from ${lab}; the explorer shows ${explorer}.`,
  table: {
    layer: "layer",
    n: "n",
    d: "d",
    isotropic: "isotropic",
    isoScore: ["IsoScore⋆ before", "after"],
    twoNN: ["TwoNN before", "TwoNN after"],
  },
};
