/** The run on screen, once it has been measured: what later requests about it are answered from. */
import type { CloudSource } from "./cloudSource.ts";
import type { IntervalSettings } from "./intervalSettings.ts";
import type { GatheredLayer } from "./measureSource.ts";
import type { AnalysisSettings } from "./protocol/explorer.ts";
import type { Failure } from "./protocol/failure.ts";
import { referenceFor, type Reference } from "./reference.ts";
import type { References } from "./references.ts";

export interface MeasuredRun {
  readonly run: number;
  readonly settings: Pick<AnalysisSettings, "zeta" | "reference" | "seed">;
  readonly source: CloudSource;
  readonly layers: readonly GatheredLayer[];
}

/**
 * Σ_S for the points of a run; undefined at ζ = 0, where none is needed, and where the one chosen does not exist.
 * @param onProgress told how much of the built-in reference text has been encoded, where it has to be.
 * @throws the signal's reason if it aborts first.
 */
export async function referenceOfRun(
  { source, settings }: Pick<MeasuredRun, "source" | "settings">,
  references: References,
  signal: AbortSignal,
  onProgress: (done: number, total: number) => void,
): Promise<Reference | undefined> {
  if (settings.zeta === 0) return undefined;
  switch (settings.reference) {
    case "kept":
      return references.kept && referenceFor(source, references.kept);
    case "built-in":
      return source.builtInReference?.(onProgress, signal);
  }
}

/** Why a reference can't be used for a run; undefined where it can, and where none is needed. */
export function referenceFailure(
  { settings, layers }: MeasuredRun,
  reference: Reference | undefined,
  references: References,
): Failure | undefined {
  if (settings.zeta === 0) return undefined;
  if (reference !== undefined) return fits(reference, layers) ? undefined : { code: "reference-does-not-fit" };
  if (settings.reference === "built-in") return { code: "no-built-in-reference" };
  return { code: references.kept === undefined ? "no-kept-reference" : "reference-does-not-fit" };
}

/** What the intervals of a run depend on beyond its points. */
export function intervalSettingsOf(
  { settings: { seed, zeta } }: Pick<MeasuredRun, "settings">,
  reference: Reference | undefined,
): IntervalSettings {
  return { seed, zeta, reference };
}

/** True if a reference has a covariance of the right size for every layer. */
function fits({ covariances }: Reference, layers: readonly GatheredLayer[]): boolean {
  return (
    covariances.length === layers.length &&
    layers.every(({ moments }, layer) => moments !== undefined && covariances[layer].length === moments.d ** 2)
  );
}
