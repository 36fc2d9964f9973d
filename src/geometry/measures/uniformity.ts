/** How evenly the directions of the vectors cover the sphere. */
import type { MeasureDefinition } from "./definition.ts";

export const uniformity = {
  of: (basis) => basis.uniformity,
  undefinedFor: ["needs-two-points", "zero-vectors"],
  isCount: false,
  isDrawn: true,
} satisfies MeasureDefinition;
