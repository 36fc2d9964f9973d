/** What the panels beside the layers ask of a source: how scores depend on n, how alike its layers are, what lies near a point. */
import { ckaMatrixInSteps } from "../geometry/cka.ts";
import type { Measure } from "../geometry/measure.ts";
import { nearestToInSteps } from "../geometry/nearestTo.ts";
import { createRandom, sampleWithoutReplacement } from "../geometry/random.ts";
import { rowsOf } from "../geometry/rows.ts";
import { sampleSizeCurve, type SampleSizePoint } from "../geometry/sampleSize.ts";
import type { CloudSource } from "./cloudSource.ts";
import type { IntervalSettings } from "./measureSource.ts";
import type { Answer } from "./questions.ts";
import { runSteps } from "./runSteps.ts";
import type { NeighbourReport } from "./vectorsProtocol.ts";

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

/** Neighbours shown of a point. */
const neighboursShown = 10;

/** The nearest neighbours of a point of the point table, over all points of the layer. @throws RangeError if there is no such point. */
export async function neighboursOf(
  source: CloudSource,
  layer: number,
  point: number,
  { signal }: Answer,
): Promise<NeighbourReport[]> {
  const { cloud } = source.pointsOf(layer);
  const nearest = await runSteps(nearestToInSteps(cloud, source.drawn?.[point] ?? point, neighboursShown), signal);
  return nearest.map(({ index, distance }) => {
    const drawnAs = source.drawn === undefined ? index : indexIn(source.drawn, index);
    return { distance, words: [], ...source.describe?.(index), ...(drawnAs !== undefined && { point: drawnAs }) };
  });
}

/** Place of a value in ascending ones; undefined if it is not among them. */
function indexIn(ascending: Uint32Array, value: number): number | undefined {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle] < value) low = middle + 1;
    else high = middle;
  }
  return ascending[low] === value ? low : undefined;
}
