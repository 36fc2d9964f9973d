/** The mean cosine between two points. */
import type { MeasureDefinition } from "./definition.ts";

export const averageCosine = {
  of: ({ cosine }) => cosine.average,
  undefinedFor: ["needs-two-points", "zero-vectors"],
  isCount: false,
  isDrawn: true,
  interval: {
    from: "moments",
    of: ({ averageCosine }) => averageCosine,
    range: ({ norms }) => ({ least: -1 / (norms.n - 1), greatest: 1 }),
    isOfDirections: true,
  },
} satisfies MeasureDefinition;
