/** The mean cosine of a token with its sentence's mean. */
import { intraSentenceSimilarity as intraSentenceSimilarityOf } from "../contextSimilarity.ts";
import type { MeasureDefinition } from "./definition.ts";

export const intraSentenceSimilarity = {
  of: ({ cloud, tokens }) =>
    tokens === undefined ? { notDefined: "needs-tokens" } : intraSentenceSimilarityOf(cloud, tokens.sentence),
  undefinedFor: ["needs-tokens", "zero-vectors"],
  isCount: false,
  isDrawn: true,
} satisfies MeasureDefinition;
