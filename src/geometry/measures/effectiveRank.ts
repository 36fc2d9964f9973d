/** The exponential of the entropy of the singular values. */
import { effectiveRank as effectiveRankOf } from "../spectrum.ts";
import { rangeOfDimensions } from "../intervalScale.ts";
import type { MeasureDefinition } from "./definition.ts";

export const effectiveRank = {
  of: ({ cloud, eigenvalues }) => (cloud.n < 2 ? { notDefined: "needs-two-points" } : effectiveRankOf(eigenvalues)),
  undefinedFor: ["needs-two-points", "zero-variance"],
  isCount: false,
  isDrawn: true,
  interval: { from: "spectrum", of: ({ eigenvalues }) => effectiveRankOf(eigenvalues), range: rangeOfDimensions },
} satisfies MeasureDefinition;
