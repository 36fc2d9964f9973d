/** IsoScore⋆: how evenly the variance fills the dimensions, with the covariance shrunk towards Σ_S. */
import { isoScore, isoScoreOf, participationRatio } from "../isoscore.ts";
import { rangeOfDimensions } from "../intervalScale.ts";
import type { MeasureDefinition } from "./definition.ts";

export const isoScoreStar = {
  of: ({ shrunkNorms }) => isoScore(shrunkNorms),
  undefinedFor: ["needs-two-points", "needs-two-dimensions", "zero-variance"],
  isCount: false,
  isDrawn: true,
  dependsOnZeta: true,
  nullValue: (isoScoreNull) => isoScoreNull,
  interval: {
    from: "moments",
    of: ({ shrunkNorms }) => participationRatio(shrunkNorms),
    range: ({ shrunkNorms: { n, d }, isUnshrunk }) => rangeOfDimensions({ n: isUnshrunk ? n : Infinity, d }),
    at: isoScoreOf,
  },
} satisfies MeasureDefinition;
