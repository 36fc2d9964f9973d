/** All questions, by the name under which the page asks them. */
import { crossSimilarity } from "./crossSimilarity.ts";
import { neighbours } from "./neighbours.ts";
import { sampleSize } from "./sampleSize.ts";
import { similarity } from "./similarity.ts";

export const questions = {
  "sample-size": sampleSize,
  similarity,
  neighbours,
  "cross-similarity": crossSimilarity,
};
