/** When a cloud has too few points for its scores to be read on their own. */
import { isDefined, type Measure } from "./measure.ts";

/**
 * 1 / PR of a sample is too high by about 1 / (n − 1): from this many points for each dimension in use, the participation
 * ratio and the scores that follow from it are within a tenth of what many more points would give.
 */
const pointsEachDimension = 10;

/** True if the participation ratio would rise by more than a tenth with many more points. */
export function hasFewPoints({
  effectivePoints,
  participationRatio,
}: {
  readonly effectivePoints: number;
  readonly participationRatio: Measure;
}): boolean {
  return isDefined(participationRatio) && effectivePoints - 1 < pointsEachDimension * participationRatio;
}
