/** What the panels beside the layers ask of a source: how scores depend on n, and how alike its layers are. */
import { ckaMatrixInSteps } from "../geometry/cka.ts";
import type { Measure } from "../geometry/measure.ts";
import { createRandom, sampleWithoutReplacement } from "../geometry/random.ts";
import { rowsOf } from "../geometry/rows.ts";
import { sampleSizeCurve, type SampleSizePoint } from "../geometry/sampleSize.ts";
import type { CloudSource } from "./cloudSource.ts";
import type { IntervalSettings } from "./measureSource.ts";
import type { Answer } from "./questions.ts";
import { runSteps } from "./runSteps.ts";

/** Points on which layers are compared with each other; all pairs of layers times this many points. */
const similarityPoints = 1000;

/** The sample-size curve of one layer. @throws the answer's reason when the question is withdrawn. */
export function sampleSizeOf(
  source: CloudSource,
  layer: number,
  { seed, zeta, reference }: IntervalSettings,
  { signal, progress }: Answer,
): Promise<SampleSizePoint[]> {
  const { cloud } = source.pointsOf(layer);
  const shrinkage = reference === undefined ? {} : { zeta, referenceCovariance: reference.covariances[layer] };
  return runSteps(sampleSizeCurve(cloud, { seed, ...shrinkage }), signal, (part) => progress("sample-size", part, 1));
}

/** Linear CKA between all pairs of layers, layers², row-major, on a random subset of points chosen by the seed. */
export async function similarityOf(
  source: CloudSource,
  seed: number,
  { signal, progress }: Answer,
): Promise<{ readonly cka: Measure[]; readonly points: number }> {
  const { n } = source.pointsOf(0).cloud;
  const points = Math.min(n, similarityPoints);
  const rows = sampleWithoutReplacement(n, points, createRandom(seed)).sort();
  const compared = Array.from({ length: source.layers }, (_, layer) => {
    const { cloud } = source.pointsOf(layer);
    return points < n ? rowsOf(cloud, rows) : cloud;
  });
  const cka = await runSteps(ckaMatrixInSteps(compared), signal, (part) => progress("similarity", part, 1));
  return { cka, points };
}
