/** The measures that can be drawn over the layers, in the order in which the page lists them. */
export const measureIds = [
  "isoScoreStar",
  "isoScoreUnbiased",
  "participationRatio",
  "effectiveRank",
  "stableRank",
  "components90",
  "components95",
  "components99",
  "twoNN",
  "mle",
  "averageCosine",
  "intraSentenceSimilarity",
  "selfSimilarity",
  "uniformity",
  "partition",
  "alphaReQ",
  "outlierDimensions",
] as const;

export type MeasureId = (typeof measureIds)[number];
