/** The similarity of the layers of two runs as plain data. */
import type { CrossSimilarity } from "../engine/questions/crossSimilarity.ts";
import { isDefined, type Measure } from "../geometry/measure.ts";

/** Linear CKA between the layers of a first or held run (rows) and those of a second one (columns); null where it is not defined. */
export interface CrossSimilarityReport {
  readonly pointsAre: "as shown" | "sentences";
  /** What makes two points a pair. */
  readonly pairedBy: string;
  readonly pairs: number;
  /** Of the pairs, those that were compared: all, or a random choice. */
  readonly comparedPairs: number;
  readonly cka: readonly (readonly (number | null)[])[];
  /** What the same would be on average if one run's points were put in random order. */
  readonly shuffled: readonly (readonly (number | null)[])[];
}

type Measured = Extract<CrossSimilarity, { kind: "measured" }>;

export function crossSimilarityReport(
  by: "points" | "sentences",
  { rule, pairs, points, heldLayers, layers, cka, shuffled }: Measured,
): CrossSimilarityReport {
  const rowsOf = (values: readonly Measure[]) =>
    Array.from({ length: heldLayers }, (_, row) =>
      values.slice(row * layers, (row + 1) * layers).map((value) => (isDefined(value) ? value : null)),
    );
  return {
    pointsAre: by === "points" ? "as shown" : "sentences",
    pairedBy: rule,
    pairs,
    comparedPairs: points,
    cka: rowsOf(cka),
    shuffled: rowsOf(shuffled),
  };
}
