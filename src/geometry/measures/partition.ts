/** How much the partition function depends on the direction. */
import type { MeasureDefinition } from "./definition.ts";

export const partition = {
  of: (basis) => basis.partition,
  undefinedFor: ["needs-two-points", "equal-eigenvalues"],
  isCount: false,
  isDrawn: true,
} satisfies MeasureDefinition;
