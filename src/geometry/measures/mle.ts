/** The dimension from 20 neighbours of each point. */
import { maximumLikelihoodDimension } from "../intrinsicDimension.ts";
import type { MeasureDefinition } from "./definition.ts";

export const mle = {
  of: ({ cloud, neighbourDistances }) => maximumLikelihoodDimension(neighbourDistances, cloud.n),
  undefinedFor: ["needs-two-points", "needs-three-points", "too-few-distinct-points"],
  isCount: false,
  isDrawn: true,
  interval: { from: "neighbours", of: (rows) => maximumLikelihoodDimension(rows) },
} satisfies MeasureDefinition;
