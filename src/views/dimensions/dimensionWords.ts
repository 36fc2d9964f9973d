/** A layer's dimensions in words and as a table, with those of a held layer. Pure. */
import type { Messages } from "../../messages/messages.ts";
import type { TableTwin } from "../../charts/frame/TableTwin.tsx";
import type { LayerProfile } from "../../geometry/profile.ts";

/** The outliers that get their number written. */
export const namedOutliers = 6;

/** The layer's dimensions in words. @param layer its number. */
export function describeDimensions(
  messages: Messages,
  layer: number,
  profile: LayerProfile,
  held: LayerProfile | null,
): string {
  const names = outlierNames(messages, profile);
  const own = messages.dimensions.description(
    layer,
    names === "" ? messages.dimensions.none : `${messages.dimensions.outliers(...outlierCounts(profile))}: ${names}.`,
  );
  if (held === null) return own;
  return [
    own,
    describeHeldOutliers(messages, held, profile.d),
    ...(outlierNames(messages, held) === ""
      ? []
      : [messages.comparison.dimensionsHeldNames(outlierNames(messages, held))]),
  ].join(" ");
}

/** How many outlier dimensions the held layer has; those of another model are other dimensions. */
export function describeHeldOutliers(messages: Messages, held: LayerProfile, d: number): string {
  return held.d === d
    ? messages.comparison.dimensionsHeld(...outlierCounts(held))
    : messages.comparison.dimensionsOther(held.d, ...outlierCounts(held));
}

/** By variance, then by magnitude. */
function outlierCounts({ outlierDimensions }: LayerProfile): [number, number] {
  return [
    outlierDimensions.filter(({ byVariance }) => byVariance).length,
    outlierDimensions.filter(({ byMagnitude }) => byMagnitude).length,
  ];
}

function outlierNames(messages: Messages, { outlierDimensions }: LayerProfile): string {
  return outlierDimensions
    .slice(0, namedOutliers)
    .map(({ dimension, cosineShare }) => `${dimension} (${messages.formats.share(cosineShare)})`)
    .join(", ");
}

/** All dimensions by falling variance; beside each the held layer's variance, where it has as many dimensions. */
export function dimensionsTable(
  messages: Messages,
  profile: LayerProfile,
  held: LayerProfile | null,
  layer: number,
): TableTwin {
  const outlier = new Map(profile.outlierDimensions.map((entry) => [entry.dimension, entry]));
  const order = Array.from({ length: profile.d }, (_, j) => j).sort(
    (a, b) => profile.variances[b] - profile.variances[a],
  );
  const beside = held?.d === profile.d ? held : null;
  return {
    columns: [
      messages.dimensions.axis,
      messages.dimensions.variance,
      messages.dimensions.mean,
      messages.dimensions.cosineShare,
      messages.dimensions.byVariance,
      messages.dimensions.byMagnitude,
      ...(beside === null ? [] : [messages.comparison.varianceColumn]),
    ],
    rows: order.map((j) => [
      String(j),
      messages.formats.number(profile.variances[j]),
      messages.formats.number(profile.means[j]),
      messages.formats.share(profile.cosineShares[j] ?? 0),
      outlier.get(j)?.byVariance === true ? "●" : "",
      outlier.get(j)?.byMagnitude === true ? "●" : "",
      ...(beside === null ? [] : [messages.formats.number(beside.variances[j])]),
    ]),
    ...(held !== null && { note: describeHeldOutliers(messages, held, profile.d) }),
    saved: () => ({
      columns: [
        ...["layer", "dimension", "variance", "mean", "cosineShare", "outlierByVariance", "outlierByMagnitude"],
        ...(beside === null ? [] : ["heldVariance"]),
      ],
      rows: order.map((j) => [
        ...[layer, j, profile.variances[j], profile.means[j], profile.cosineShares[j] ?? null],
        Number(outlier.get(j)?.byVariance === true),
        Number(outlier.get(j)?.byMagnitude === true),
        ...(beside === null ? [] : [beside.variances[j]]),
      ]),
    }),
  };
}
