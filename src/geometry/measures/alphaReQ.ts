/** How steeply the spectrum falls. */
import { alphaReQ as alphaReQOf } from "../spectrum.ts";
import type { MeasureDefinition } from "./definition.ts";

export const alphaReQ = {
  of: ({ cloud, eigenvalues }) => (cloud.n < 2 ? { notDefined: "needs-two-points" } : alphaReQOf(eigenvalues)),
  undefinedFor: ["needs-two-points", "needs-two-dimensions", "zero-variance"],
  isCount: false,
  isDrawn: true,
} satisfies MeasureDefinition;
