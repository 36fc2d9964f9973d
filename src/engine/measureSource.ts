/** The measures and intervals of all layers of a source, each sent as soon as it and those before it are known. */
import type { Moments } from "../geometry/covariance.ts";
import type { CovarianceNorms } from "../geometry/isoscore.ts";
import type { CloudSource } from "./cloudSource.ts";
import type { GeometryJob, GeometryResult, GeometryRunner } from "./geometryJob.ts";
import { layerResult, transferables } from "./layerResult.ts";
import type { IntervalSettings } from "./intervalSettings.ts";
import type { Reply } from "./latestWins.ts";
import type { Stage } from "./protocol/progress.ts";

/** What is kept of a measured layer, from which a moved ζ is answered. */
export interface GatheredLayer {
  /** Undefined where they would take too much memory. */
  readonly moments: Moments | undefined;
  readonly norms: CovarianceNorms;
  readonly effectivePoints: number;
}

/**
 * Measures every layer. @returns what is kept of each.
 *
 * @param seed chooses the points where a measure takes only some.
 * @throws the reply's reason when the run is withdrawn.
 */
export async function measureLayers(
  source: CloudSource,
  seed: number,
  runner: GeometryRunner,
  reply: Reply,
): Promise<GatheredLayer[]> {
  const { run, emit } = reply;
  const gathered: GatheredLayer[] = [];
  let previous: Float32Array | undefined;
  const jobOf = (layer: number) => {
    const { cloud, tokens } = source.pointsOf(layer);
    return { kind: "profile", cloud, options: { seed, ...(tokens && { tokens }) } } as const;
  };
  await forEachLayer(source.layers, "measure", jobOf, runner, reply, (layer, { cloud }, { moments, profile }) => {
    gathered.push({ moments, norms: profile.norms, effectivePoints: profile.effectivePoints });
    const result = layerResult(cloud, profile, previous, source.drawn);
    previous = result.profile.components.coordinates.slice();
    emit({ kind: "layer", run, layer, result }, transferables(result));
  });
  return gathered;
}

/** Intervals of all layers at one ζ. Points of one cluster are left out together: they are not independent. */
export async function estimateAllIntervals(
  source: CloudSource,
  gathered: readonly GatheredLayer[],
  { seed, zeta, reference }: IntervalSettings,
  runner: GeometryRunner,
  reply: Reply,
): Promise<void> {
  const { run, emit } = reply;
  const jobOf = (layer: number) => {
    const { cloud, clusters } = source.pointsOf(layer);
    const shrinkage = reference === undefined ? {} : { zeta, referenceCovariance: reference.covariances[layer] };
    return {
      kind: "intervals",
      cloud,
      options: {
        seed,
        isInOrder: source.isInOrder,
        moments: gathered[layer].moments,
        ...(clusters && { clusters }),
        ...shrinkage,
      },
    } as const;
  };
  await forEachLayer(source.layers, "intervals", jobOf, runner, reply, (layer, _, intervals) => {
    emit({ kind: "intervals", run, layer, zeta, intervals });
  });
}

/** Does a job for each layer, as many at once as the runner can, and takes what comes of them in the order of layers. */
async function forEachLayer<Job extends GeometryJob>(
  layers: number,
  stage: Stage,
  jobOf: (layer: number) => Job,
  runner: GeometryRunner,
  { signal, progress }: Reply,
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
    // It is awaited later; if one before it fails, its own failure is of no interest.
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
