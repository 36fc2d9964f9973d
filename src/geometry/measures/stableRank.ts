/** Total variance in units of the largest direction's. */
import { stableRank as stableRankOf } from "../spectrum.ts";
import { rangeOfDimensions } from "../intervalScale.ts";
import type { MeasureDefinition } from "./definition.ts";

export const stableRank = {
  of: ({ cloud, eigenvalues }) => (cloud.n < 2 ? { notDefined: "needs-two-points" } : stableRankOf(eigenvalues)),
  undefinedFor: ["needs-two-points", "zero-variance"],
  isCount: false,
  isDrawn: true,
  interval: {
    from: "spectrum",
    of: ({ eigenvalues }) => stableRankOf(eigenvalues),
    range: rangeOfDimensions,
    isOfLargest: true,
  },
} satisfies MeasureDefinition;
