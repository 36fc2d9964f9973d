/** How many dimensions have five times the mean variance or more. */
import type { MeasureDefinition } from "./definition.ts";

export const outliersByVariance = {
  of: ({ outlierDimensions }) => outlierDimensions.filter(({ byVariance }) => byVariance).length,
  undefinedFor: [],
  isCount: true,
  isDrawn: true,
} satisfies MeasureDefinition;
