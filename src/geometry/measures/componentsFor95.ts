/** How many principal components hold 95 % of the variance. */
import { componentsFor } from "../spectrum.ts";
import type { MeasureDefinition } from "./definition.ts";

export const componentsFor95 = {
  of: ({ cloud, eigenvalues }) => (cloud.n < 2 ? { notDefined: "needs-two-points" } : componentsFor(eigenvalues, 0.95)),
  undefinedFor: ["needs-two-points", "zero-variance"],
  isCount: true,
  isDrawn: true,
} satisfies MeasureDefinition;
