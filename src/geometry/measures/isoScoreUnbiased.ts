/** IsoScore with the effect of few points taken out. */
import { isoScoreOf, isoScoreUnbiased as isoScoreUnbiasedFrom, participationRatioUnbiased } from "../isoscore.ts";
import type { MeasureDefinition } from "./definition.ts";

export const isoScoreUnbiased = {
  of: ({ norms }) => isoScoreUnbiasedFrom(norms),
  undefinedFor: ["needs-two-points", "needs-three-points", "needs-two-dimensions", "zero-variance"],
  isCount: false,
  isDrawn: true,
  interval: { of: ({ norms }) => participationRatioUnbiased(norms), scale: "logarithmic", at: isoScoreOf },
} satisfies MeasureDefinition;
