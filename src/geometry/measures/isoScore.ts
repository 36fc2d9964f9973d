/** IsoScore: IsoScore⋆ without a reference. */
import { isoScore as isoScoreFrom, isoScoreOf, participationRatio } from "../isoscore.ts";
import type { MeasureDefinition } from "./definition.ts";

export const isoScore = {
  of: ({ norms }) => isoScoreFrom(norms),
  undefinedFor: ["needs-two-points", "needs-two-dimensions", "zero-variance"],
  isCount: false,
  isDrawn: false,
  interval: { of: ({ norms }) => participationRatio(norms), scale: "logarithmic", least: 1, at: isoScoreOf },
} satisfies MeasureDefinition;
