/** The number of dimensions over which the variance is spread. */
import { participationRatio as participationRatioOf } from "../isoscore.ts";
import { rangeOfDimensions } from "../intervalScale.ts";
import type { MeasureDefinition } from "./definition.ts";

export const participationRatio = {
  of: ({ norms }) => participationRatioOf(norms),
  undefinedFor: ["needs-two-points", "zero-variance"],
  isCount: false,
  isDrawn: true,
  nullValue: (isoScoreNull, d) => isoScoreNull * (d - 1) + 1,
  interval: {
    from: "moments",
    of: ({ norms }) => participationRatioOf(norms),
    range: ({ norms }) => rangeOfDimensions(norms),
  },
} satisfies MeasureDefinition;
