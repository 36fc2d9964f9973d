/** How the scores of a layer depend on the number of points. */
import { runSteps } from "../../async/runSteps.ts";
import { sampleSizeCurve, type SampleSizePoint } from "../../geometry/sampleSize.ts";
import type { Question } from "./question.ts";

export interface SampleSizeAsk {
  /** Index of the layer among those of the run. */
  readonly layer: number;
}

export const sampleSize: Question<SampleSizeAsk, readonly SampleSizePoint[]> = async (
  { source, effectivePoints, intervalSettings },
  { layer },
  { signal, createArithmetic, progress },
) => {
  const { seed, zeta, reference } = await intervalSettings();
  const { cloud, clusters } = source.pointsOf(layer);
  const shrinkage =
    reference === undefined
      ? {}
      : { zeta, referenceCovariance: reference.covariances[layer]!, referencePoints: reference.points };
  return runSteps(
    sampleSizeCurve(cloud, {
      seed,
      createArithmetic,
      effectivePoints: effectivePoints(layer),
      ...(clusters && { clusters }),
      ...shrinkage,
    }),
    signal,
    progress,
  );
};
