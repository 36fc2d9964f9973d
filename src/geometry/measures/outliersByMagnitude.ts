/** How many dimensions have a mean beyond three standard deviations of all means. */
import type { MeasureDefinition } from "./definition.ts";

export const outliersByMagnitude = {
  of: ({ outlierDimensions }) => outlierDimensions.filter(({ byMagnitude }) => byMagnitude).length,
  undefinedFor: [],
  isCount: true,
  isDrawn: true,
} satisfies MeasureDefinition;
