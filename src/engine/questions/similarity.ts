/** How alike the layers of a run are. */
import { runSteps } from "../../async/runSteps.ts";
import { ckaMatrixInSteps } from "../../geometry/cka.ts";
import type { Measure } from "../../geometry/measure.ts";
import { createRandom, sampleWithoutReplacement } from "../../geometry/random.ts";
import { rowsOf } from "../../geometry/rows.ts";
import type { Question } from "./question.ts";

/** Points on which layers are compared with each other; all pairs of layers times this many points. */
const mostPoints = 1000;

/** All layers are compared: there is nothing to choose. */
export type SimilarityAsk = Readonly<Record<string, never>>;

export interface Similarity {
  /** Linear CKA between all pairs of layers, layers², row-major. */
  readonly cka: readonly Measure[];
  /** Points compared: all, or a random subset chosen by the seed. */
  readonly points: number;
}

export const similarity: Question<SimilarityAsk, Similarity> = async (
  { source, seed },
  _,
  { signal, createArithmetic, progress },
) => {
  const { n } = source.pointsOf(0).cloud;
  const points = Math.min(n, mostPoints);
  const rows = sampleWithoutReplacement(n, points, createRandom(seed)).sort();
  const compared = Array.from({ length: source.layers }, (_, layer) => {
    const { cloud } = source.pointsOf(layer);
    return points < n ? rowsOf(cloud, rows) : cloud;
  });
  return { cka: await runSteps(ckaMatrixInSteps(compared, createArithmetic), signal, progress), points };
};
