/** IsoScore⋆ of all layers at one ζ, from moments already gathered: moving ζ costs one pass over d × d, not over n. */
import type { Moments } from "../geometry/covariance.ts";
import { isoScore, isoScoreNull, isoScoreStar, normsOf, referenceNormsOf } from "../geometry/isoscore.ts";
import type { ShrunkScore } from "./protocol/explorer.ts";
import type { Reference } from "./reference.ts";

/** @throws RangeError if the reference has other dimensions than the layers. */
export function shrunkScores(
  moments: readonly Moments[],
  zeta: number,
  reference: Reference | undefined,
): ShrunkScore[] {
  return moments.map((layer, index) => {
    const norms = normsOf(layer);
    return {
      isoScoreStar:
        reference === undefined
          ? isoScore(norms)
          : isoScoreStar(norms, zeta, referenceNormsOf(layer, reference.covariances[index])),
      isoScoreNull: isoScoreNull(layer.n, layer.d, zeta),
    };
  });
}
