/** The words of clouds of vectors from files. */
const count = new Intl.NumberFormat("en");

function points(n: number): string {
  return `${count.format(n)} ${n === 1 ? "point" : "points"}`;
}

function rows(n: number): string {
  return `${count.format(n)} ${n === 1 ? "row" : "rows"}`;
}

export const vectorWords = {
  title: "Vectors",
  open: "Open vectors …",
  openHint:
    "A file of vectors: .npy, .npz, .safetensors, .parquet, or a table of numbers. It can also be dropped anywhere on the page.",
  drop: "Drop to open",
  dropHint:
    "Vectors (.npy, .npz, .safetensors, .parquet, a table of numbers), with files of labels or texts beside them, or a text with one sentence per line.",
  reading: "reading …",
  file: "File",
  points: "Points",
  size: (n: number, d: readonly number[]) =>
    `${count.format(n)} × ${[...new Set(d)].map((width) => count.format(width)).join(", ")}`,
  type: "Values",
  fromText: "numbers written as text",
  layers: "Layers",
  array: "Array",
  allArrays: "all that belong together",
  arrayShape: (name: string, layers: number, n: number) =>
    `${name} (${layers === 1 ? "" : `${layers} × `}${count.format(n)} points)`,
  label: "Class",
  text: "Text",
  none: "none",
  drawn: (drawn: number, n: number, seed: number) =>
    `A random ${count.format(drawn)} of the ${points(n)} are drawn, seed ${seed}.`,
  searched: (searched: number, n: number) =>
    `TwoNN and MLE are from the distances among ${count.format(searched)} of the ${points(n)}.`,
  dropped: (dropped: number) => `${rows(dropped)} without a vector of finite numbers left out.`,
  scaled: (layer: string, exponent: number) =>
    `The values of ${layer} are divided by 2^${exponent}, so that they can be squared; variances, means and eigenvalues are of the divided values.`,
  leftOut: (names: readonly string[]) =>
    `Not shown: ${names.slice(0, 5).join(", ")}${names.length > 5 ? ` and ${names.length - 5} more` : ""}.`,
  addBeside: "Add labels or texts …",
  addBesideHint:
    "A text file with one label or text per line, a table with a row for each point, or a .npy file with an entry for each.",
  dropRows: (n: number) => `Leave these ${rows(n)} out`,
  back: "Back to the text",
  stay: "Go on with what is shown",
  noBuiltIn:
    "The built-in Σₛ is made by the encoder, from text; vectors from elsewhere have none. Keep a run as Σₛ, then open the other file.",
  row: (row: number) => `row ${count.format(row)}`,
  privacy: "The file is read in this browser and is not sent anywhere.",
  lab: "The λ lab trains on texts, with the encoder: your vectors stay in the explorer.",
  neighbours: {
    title: "Neighbours",
    distance: "distance",
    choose:
      "Click a point of the cloud, or move to one with the arrow keys and press Enter: its nearest neighbours appear here.",
    of: (name: string, layer: number) => `Nearest to “${name}” in layer ${layer}`,
    description: (name: string, layer: number, list: string) =>
      `The points nearest to “${name}” in layer ${layer}, by Euclidean distance: ${list}.`,
    columns: ["point", "class", "distance"] as readonly string[],
    searching: "Searching …",
    alone: "There is no other point.",
  },
};
