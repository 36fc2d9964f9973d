/** The mean cosine between two points. */
import type { MeasureDefinition } from "./definition.ts";

export const averageCosine = {
  of: ({ cosine }) => cosine.average,
  undefinedFor: ["needs-two-points", "zero-vectors"],
  isCount: false,
  isDrawn: true,
  interval: { of: ({ averageCosine }) => averageCosine, scale: "linear" },
} satisfies MeasureDefinition;
