/** The dimension from each point's two nearest neighbours. */
import { twoNN as twoNNFrom } from "../intrinsicDimension.ts";
import type { MeasureDefinition } from "./definition.ts";

export const twoNN = {
  of: ({ cloud, neighbourDistances }) => twoNNFrom(neighbourDistances, cloud.n),
  undefinedFor: ["needs-two-points", "needs-three-points", "too-few-distinct-points"],
  isCount: false,
  isDrawn: true,
  interval: { from: "neighbours", of: (rows) => twoNNFrom(rows) },
} satisfies MeasureDefinition;
