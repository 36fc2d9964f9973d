/** The mean cosine between the occurrences of one word. */
import { selfSimilarity as selfSimilarityOf } from "../contextSimilarity.ts";
import type { MeasureDefinition } from "./definition.ts";

export const selfSimilarity = {
  of: ({ cloud, tokens }) =>
    tokens === undefined ? { notDefined: "needs-tokens" } : selfSimilarityOf(cloud, tokens.word),
  undefinedFor: ["needs-tokens", "needs-repeated-words", "zero-vectors"],
  isCount: false,
  isDrawn: true,
} satisfies MeasureDefinition;
