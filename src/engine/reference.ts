/**
 * Σ_S: the covariance of each layer over a larger, earlier text, that IsoScore⋆ leans on when ζ > 0. The built-in
 * reference text is encoded once for each way of making points, batch by batch so that its hidden states need no room,
 * and kept in the browser's cache.
 */
import type { CreateArithmetic } from "../geometry/arithmetic/arithmetic.ts";
import type { EncoderModel } from "../encoder/model.ts";
import { modelFingerprint } from "../encoder/modelFingerprint.ts";
import { sha256 } from "../encoder/sha256.ts";
import { covarianceOf, mergeMoments, emptyMoments, momentsInSteps, type Moments } from "../geometry/covariance.ts";
import type { EncoderHost } from "./encoderHost.ts";
import type { PointSettings } from "./units.ts";
import { pointsOfUnit } from "./units.ts";
import { runSteps } from "../async/runSteps.ts";
import { statesOfBatch } from "./statesOfBatch.ts";

/** Σ_S of every layer. */
export interface Reference {
  /** Number of points it was taken from. */
  readonly points: number;
  readonly d: number;
  /** One covariance a layer, d × d. */
  readonly covariances: readonly Float64Array[];
  /** Which layer of the model each is of, where not all were kept; absent where covariance i is of layer i. */
  readonly layerNumbers?: readonly number[];
}

/** The reference that a run's own moments make; a covariance of fewer than two points is 0. */
export function referenceOf(moments: readonly Moments[], layerNumbers?: readonly number[]): Reference {
  return {
    points: moments[0].n,
    d: moments[0].d,
    covariances: moments.map((gathered) =>
      gathered.n < 2 ? new Float64Array(gathered.d ** 2) : covarianceOf(gathered),
    ),
    ...(layerNumbers && { layerNumbers }),
  };
}

/** The covariances of the layers that a source has, in its order; undefined if the reference lacks one of them. */
export function referenceFor(
  { layers, layerNumbers }: { readonly layers: number; readonly layerNumbers?: readonly number[] },
  reference: Reference,
): Reference | undefined {
  const wanted = layerNumbers ?? Array.from({ length: layers }, (_, layer) => layer);
  const covariances = wanted.flatMap(
    (number) => reference.covariances[reference.layerNumbers?.indexOf(number) ?? number] ?? [],
  );
  return covariances.length < wanted.length ? undefined : { points: reference.points, d: reference.d, covariances };
}

interface ReferenceRun {
  readonly host: EncoderHost;
  readonly settings: PointSettings;
  /** Does the inner loops. */
  readonly createArithmetic: CreateArithmetic;
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, total: number) => void;
  /** Numbers of the hidden states wanted; all if absent. */
  readonly layers?: readonly number[];
}

/** Encodes the reference text and gathers its covariances. */
export async function measureReference(
  lines: readonly string[],
  { host, settings, createArithmetic, signal, onProgress, layers }: ReferenceRun,
): Promise<Reference> {
  const tokens = await runSteps(host.model.tokenizer.tokenize(lines), signal);
  const moments: (Moments | undefined)[] = [];
  for await (const batch of host.encode(tokens, { signal, onProgress, ...(layers && { layers }) })) {
    const states = statesOfBatch(batch, tokens, host.model.config.hiddenSize);
    for (let layer = 0; layer < states.layers.length; layer++) {
      const { cloud } = pointsOfUnit(states, layer, settings);
      const gathered = await runSteps(momentsInSteps(cloud, createArithmetic), signal);
      const before = moments[layer];
      moments[layer] = before === undefined ? gathered : mergeMoments(before, gathered);
    }
  }
  return referenceOf(
    moments.map((entry) => entry ?? emptyMoments(host.model.config.hiddenSize)),
    layers,
  );
}

const cacheName = "isoscope-reference-1";

/** A name that changes with everything that the reference depends on. */
async function cacheKey(model: EncoderModel, lines: readonly string[], settings: PointSettings): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify([await modelFingerprint(model), model.name, settings, lines]));
  return `https://isoscope.invalid/${await sha256(bytes)}`;
}

/** The built-in reference: from memory of an earlier visit if there is one, else encoded now and kept. */
export async function builtInReference(lines: readonly string[], run: ReferenceRun): Promise<Reference> {
  const { model } = run.host;
  const d = model.config.hiddenSize;
  // Absent on pages without a secure context, and then nothing is kept.
  const cache = "caches" in globalThis ? await caches.open(cacheName).catch(() => undefined) : undefined;
  const key = cache === undefined ? "" : await cacheKey(model, lines, run.settings);
  const stored = await cache?.match(key);
  const kept =
    stored === undefined ? undefined : decodeReference(await stored.arrayBuffer(), model.config.layers + 1, d);
  if (kept !== undefined) return kept;
  const reference = await measureReference(lines, run);
  // A full disk costs the next visit some seconds, nothing more.
  await cache?.put(key, new Response(encodeReference(reference))).catch(() => undefined);
  return reference;
}

/** The number of points, then the covariances one after the other, as float64. */
function encodeReference({ points, covariances }: Reference): ArrayBuffer {
  const size = covariances[0].length;
  const values = new Float64Array(1 + covariances.length * size);
  values[0] = points;
  covariances.forEach((covariance, layer) => values.set(covariance, 1 + layer * size));
  return values.buffer;
}

function decodeReference(buffer: ArrayBuffer, layers: number, d: number): Reference | undefined {
  if (buffer.byteLength !== 8 * (1 + layers * d * d)) return undefined;
  const values = new Float64Array(buffer);
  const covariances = Array.from({ length: layers }, (_, layer) =>
    values.slice(1 + layer * d * d, 1 + (layer + 1) * d * d),
  );
  return { points: values[0], d, covariances };
}
