/** A layer's dimensions in words and as a table, with those of a held layer. Pure. */
import type { TableTwin } from "../../charts/frame/TableTwin.tsx";
import { formatNumber, formatShare } from "../../charts/format.ts";
import type { LayerProfile } from "../../geometry/profile.ts";
import { comparisonWords } from "../../messages/en/comparison.ts";
import { english } from "../../messages/en/catalogue.ts";

/** The outliers that get their number written. */
export const namedOutliers = 6;

/** The layer's dimensions in words. @param layer its number. */
export function describeDimensions(layer: number, profile: LayerProfile, held: LayerProfile | null): string {
  const names = outlierNames(profile);
  const own = english.dimensions.description(
    layer,
    names === ""
      ? english.dimensions.none
      : `${english.dimensions.outliers(profile.outlierDimensions.length)}: ${names}.`,
  );
  if (held === null) return own;
  return [
    own,
    describeHeldOutliers(held, profile.d),
    ...(outlierNames(held) === "" ? [] : [comparisonWords.dimensionsHeldNames(outlierNames(held))]),
  ].join(" ");
}

/** How many outlier dimensions the held layer has; those of another model are other dimensions. */
export function describeHeldOutliers(held: LayerProfile, d: number): string {
  const outliers = held.outlierDimensions.length;
  return held.d === d ? comparisonWords.dimensionsHeld(outliers) : comparisonWords.dimensionsOther(held.d, outliers);
}

function outlierNames({ outlierDimensions }: LayerProfile): string {
  return outlierDimensions
    .slice(0, namedOutliers)
    .map(({ dimension, cosineShare }) => `${dimension} (${formatShare(cosineShare)})`)
    .join(", ");
}

/** All dimensions by falling variance; beside each the held layer's variance, where it has as many dimensions. */
export function dimensionsTable(profile: LayerProfile, held: LayerProfile | null): TableTwin {
  const outlier = new Map(profile.outlierDimensions.map((entry) => [entry.dimension, entry]));
  const order = Array.from({ length: profile.d }, (_, j) => j).sort(
    (a, b) => profile.variances[b] - profile.variances[a],
  );
  const beside = held?.d === profile.d ? held : null;
  return {
    columns: [
      english.dimensions.axis,
      english.dimensions.variance,
      english.dimensions.mean,
      "cosine",
      english.dimensions.byVariance,
      english.dimensions.byMagnitude,
      ...(beside === null ? [] : [comparisonWords.varianceColumn]),
    ],
    rows: order.map((j) => [
      String(j),
      formatNumber(profile.variances[j]),
      formatNumber(profile.means[j]),
      formatShare(profile.cosineShares[j] ?? 0),
      outlier.get(j)?.byVariance === true ? "●" : "",
      outlier.get(j)?.byMagnitude === true ? "●" : "",
      ...(beside === null ? [] : [formatNumber(beside.variances[j])]),
    ]),
    ...(held !== null && { note: describeHeldOutliers(held, profile.d) }),
  };
}
