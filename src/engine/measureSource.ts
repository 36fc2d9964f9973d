/** The measures and intervals of all layers of a source, each said as soon as it and those before it are known. */
import type { Moments } from "../geometry/covariance.ts";
import type { CloudSource } from "./cloudSource.ts";
import type { GeometryJob, GeometryResult, GeometryRunner } from "./geometryJob.ts";
import { layerResult, transferables } from "./layerResult.ts";
import type { Stage } from "./protocol.ts";
import type { Answer } from "./questions.ts";
import type { Reference } from "./reference.ts";

/**
 * Measures every layer. @returns the moments of each, from which a moved ζ is answered.
 *
 * @param seed chooses the points where a measure takes only some.
 * @throws the answer's reason when the question is withdrawn.
 */
export async function measureLayers(
  source: CloudSource,
  seed: number,
  runner: GeometryRunner,
  answer: Answer,
): Promise<Moments[]> {
  const { run, say } = answer;
  const gathered: Moments[] = [];
  let previous: Float32Array | undefined;
  const jobOf = (layer: number) => {
    const { cloud, tokens } = source.pointsOf(layer);
    return { kind: "profile", cloud, options: { seed, ...(tokens && { tokens }) } } as const;
  };
  await forEachLayer(source.layers, "measure", jobOf, runner, answer, (layer, { cloud }, { moments, profile }) => {
    gathered.push(moments);
    const result = layerResult(cloud, profile, previous, source.drawn);
    previous = result.profile.components.coordinates.slice();
    say({ kind: "layer", run, layer, result }, transferables(result));
  });
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
  runner: GeometryRunner,
  answer: Answer,
): Promise<void> {
  const { run, say } = answer;
  const jobOf = (layer: number) => {
    const { cloud, clusters } = source.pointsOf(layer);
    const shrinkage = reference === undefined ? {} : { zeta, referenceCovariance: reference.covariances[layer] };
    return {
      kind: "intervals",
      cloud,
      options: { seed, moments: moments[layer], ...(clusters && { clusters }), ...shrinkage },
    } as const;
  };
  await forEachLayer(source.layers, "intervals", jobOf, runner, answer, (layer, _, intervals) => {
    say({ kind: "intervals", run, layer, zeta, intervals });
  });
}

/** Does a job for each layer, as many at once as the runner can, and takes what comes of them in the order of layers. */
async function forEachLayer<Job extends GeometryJob>(
  layers: number,
  stage: Stage,
  jobOf: (layer: number) => Job,
  runner: GeometryRunner,
  { signal, progress }: Answer,
  take: (layer: number, job: Job, result: GeometryResult<Job>) => void,
): Promise<void> {
  const fractions = new Float64Array(layers);
  const advance = (layer: number, fraction: number) => {
    fractions[layer] = fraction;
    progress(
      stage,
      fractions.reduce((sum, part) => sum + part, 0),
      layers,
    );
  };
  const begun = new Map<number, { readonly job: Job; readonly result: Promise<GeometryResult<Job>> }>();
  const begin = (layer: number) => {
    const job = jobOf(layer);
    const result = runner.run(job, signal, (fraction) => advance(layer, fraction));
    // It is awaited later; if one before it fails, it need not be heard.
    result.catch(() => undefined);
    begun.set(layer, { job, result });
    return { job, result };
  };
  for (let layer = 0; layer < layers; layer++) {
    const { job, result } = begun.get(layer) ?? begin(layer);
    for (let ahead = layer + 1; ahead < Math.min(layers, layer + runner.width); ahead++)
      if (!begun.has(ahead)) begin(ahead);
    take(layer, job, await result);
    advance(layer, 1);
    // The points of a layer that is done are not held on to.
    begun.delete(layer);
  }
}
