/**
 * How intervals were made, and what they are of.
 *
 * @param what points, or whole sentences.
 * @param grouping groups of what stands anywhere, or blocks of what stands together.
 * @param isByHalves whether halves of the groups are compared, and not one group left out at a time.
 */
export function intervalText(
  groups: number,
  seed: number,
  what: "sentences" | "points",
  grouping: "random" | "blocks",
  isByHalves: boolean,
): string {
  const parts = isByHalves ? "compared by halves (balanced half-samples)" : "left out in turn (jackknife)";
  switch (grouping) {
    case "random":
      return `${groups} random groups of ${what}, ${parts}, seed ${seed}. It says how the value varies between samples of independent ${what}.`;
    case "blocks":
      return `${groups} blocks of ${what} in the order of the text, ${parts}. It says how the value varies within a text like this one. Other passages of the same work can differ by more.`;
  }
}
