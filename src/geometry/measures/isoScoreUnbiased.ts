/** IsoScore with the effect of few points taken out. */
import { isoScoreOf, isoScoreUnbiased as isoScoreUnbiasedFrom, participationRatioUnbiased } from "../isoscore.ts";
import type { MeasureDefinition } from "./definition.ts";

export const isoScoreUnbiased = {
  of: ({ cloud, unbiasedNorms }) => isoScoreUnbiasedFrom(unbiasedNorms, cloud.d),
  undefinedFor: [
    "needs-four-points",
    "needs-four-sentences",
    "needs-two-dimensions",
    "zero-variance",
    "too-few-distinct-points",
  ],
  isCount: false,
  isDrawn: true,
  interval: {
    from: "moments",
    of: ({ unbiasedNorms }) => participationRatioUnbiased(unbiasedNorms),
    range: () => ({ least: 0, greatest: Infinity }),
    at: isoScoreOf,
  },
} satisfies MeasureDefinition;
