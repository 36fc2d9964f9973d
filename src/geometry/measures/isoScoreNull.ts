/** What an isotropic Gaussian cloud of the same n, d and ζ scores. */
import { isoScoreNull as isoScoreNullFor } from "../isoscore.ts";
import type { MeasureDefinition } from "./definition.ts";

export const isoScoreNull = {
  of: ({ cloud: { n, d }, zeta }) => isoScoreNullFor(n, d, zeta),
  undefinedFor: ["needs-two-points", "needs-two-dimensions"],
  isCount: false,
  isDrawn: false,
  dependsOnZeta: true,
} satisfies MeasureDefinition;
