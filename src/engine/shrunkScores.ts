/** IsoScore⋆ of all layers at one ζ, from moments already gathered: moving ζ costs one pass over d × d, not over n. */
import { isoScore, isoScoreNull, isoScoreStar, referenceNormsOf } from "../geometry/isoscore.ts";
import type { GatheredLayer } from "./measureSource.ts";
import type { ShrunkScore } from "./protocol/explorer.ts";
import type { Reference } from "./reference.ts";

/** @throws RangeError if the reference has other dimensions than the layers. */
export function shrunkScores(
  layers: readonly GatheredLayer[],
  zeta: number,
  reference: Reference | undefined,
): ShrunkScore[] {
  return layers.map(({ moments, norms, effectivePoints }, index) => {
    return {
      isoScoreStar:
        reference === undefined || moments === undefined
          ? isoScore(norms)
          : isoScoreStar(norms, zeta, referenceNormsOf(moments, reference.covariances[index])),
      isoScoreNull: isoScoreNull(effectivePoints, norms.d, zeta, reference?.points),
    };
  });
}
