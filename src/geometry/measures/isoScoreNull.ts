/** What an isotropic Gaussian cloud of the same n, d and ζ scores. */
import { isoScoreNull as isoScoreNullFor } from "../isoscore.ts";
import type { MeasureDefinition } from "./definition.ts";

export const isoScoreNull = {
  of: ({ cloud: { d }, effectivePoints, zeta, referencePoints }) =>
    isoScoreNullFor(effectivePoints, d, zeta, referencePoints),
  undefinedFor: ["needs-two-points", "needs-two-dimensions"],
  isCount: false,
  isDrawn: false,
  dependsOnZeta: true,
} satisfies MeasureDefinition;
