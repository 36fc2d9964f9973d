/** The measures and intervals of all layers of a source, each said as soon as it is known. */
import { momentsInSteps, type Moments } from "../geometry/covariance.ts";
import { estimateIntervals } from "../geometry/intervals.ts";
import { alignSigns } from "../geometry/pca.ts";
import { measureLayer } from "../geometry/profile.ts";
import type { CloudSource } from "./cloudSource.ts";
import { layerResult, transferables } from "./layerResult.ts";
import type { Answer } from "./questions.ts";
import type { Reference } from "./reference.ts";
import { runSteps } from "./runSteps.ts";

/**
 * Measures every layer, in order. @returns the moments of each, from which a moved ζ is answered.
 * @throws the answer's reason when the question is withdrawn.
 */
export async function measureLayers(source: CloudSource, { run, signal, say, progress }: Answer): Promise<Moments[]> {
  const { layers } = source;
  const gathered: Moments[] = [];
  let previous: Float32Array | undefined;
  for (let layer = 0; layer < layers; layer++) {
    const { cloud, tokens } = source.pointsOf(layer);
    const moments = await runSteps(momentsInSteps(cloud), signal);
    gathered.push(moments);
    const profile = await runSteps(measureLayer(cloud, { moments, ...(tokens && { tokens }) }), signal, (part) => progress("measure", layer + part, layers));
    const { coordinates, count } = profile.components;
    const signs = previous?.length === coordinates.length ? alignSigns(previous, coordinates, count) : new Int8Array(count).fill(1);
    const result = layerResult(cloud, profile, signs);
    previous = result.profile.components.coordinates.slice();
    say({ kind: "layer", run, layer, result }, transferables(result));
    progress("measure", layer + 1, layers);
  }
  return gathered;
}

/** What intervals depend on beyond the points. */
export interface IntervalSettings {
  readonly seed: number;
  readonly zeta: number;
  /** Σ_S of every layer; undefined at ζ = 0. */
  readonly reference: Reference | undefined;
}

/** Intervals of all layers at one ζ. Points of one cluster are left out together: they are not independent. */
export async function estimateAllIntervals(
  source: CloudSource,
  moments: readonly Moments[],
  { seed, zeta, reference }: IntervalSettings,
  { run, signal, say, progress }: Answer,
): Promise<void> {
  for (let layer = 0; layer < source.layers; layer++) {
    const { cloud, clusters } = source.pointsOf(layer);
    const shrinkage = reference === undefined ? {} : { zeta, referenceCovariance: reference.covariances[layer] };
    const steps = estimateIntervals(cloud, { seed, moments: moments[layer], ...(clusters && { clusters }), ...shrinkage });
    const intervals = await runSteps(steps, signal, (part) => progress("intervals", layer + part, source.layers));
    say({ kind: "intervals", run, layer, zeta, intervals });
  }
}
