/** IsoScore: IsoScore⋆ without a reference. */
import { isoScore as isoScoreFrom, isoScoreOf, participationRatio } from "../isoscore.ts";
import { rangeOfDimensions } from "../intervalScale.ts";
import type { MeasureDefinition } from "./definition.ts";

export const isoScore = {
  of: ({ norms }) => isoScoreFrom(norms),
  undefinedFor: ["needs-two-points", "needs-two-dimensions", "zero-variance"],
  isCount: false,
  isDrawn: false,
  interval: {
    from: "moments",
    of: ({ norms }) => participationRatio(norms),
    range: ({ norms }) => rangeOfDimensions(norms),
    at: isoScoreOf,
  },
} satisfies MeasureDefinition;
