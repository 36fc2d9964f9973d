/** The layers of a run, measured by the same code as on the page. */
import type { CloudSource } from "../engine/cloudSource.ts";
import { inThisThread } from "../engine/geometryJob.ts";
import type { Reply } from "../engine/latestWins.ts";
import { estimateAllIntervals, measureLayers } from "../engine/measureSource.ts";
import type { Reference } from "../engine/reference.ts";
import { shrunkScores } from "../engine/shrunkScores.ts";
import type { IntervalEstimates } from "../geometry/intervals.ts";
import type { LayerProfile } from "../geometry/profile.ts";
import { layerReport, type LayerReport } from "../report/layerReport.ts";
import type { Progress } from "./progress.ts";

export interface CloudSettings {
  readonly zeta: number;
  readonly seed: number;
  /** Estimates intervals too, which takes about as long again. */
  readonly intervals: boolean;
}

/** @param reference Σ_S of every layer of the source, in its order; undefined at ζ = 0. */
export async function measureClouds(
  source: CloudSource,
  { zeta, seed, intervals }: CloudSettings,
  reference: Reference | undefined,
  progress: Progress,
): Promise<LayerReport[]> {
  const profiles: LayerProfile[] = [];
  const estimates: IntervalEstimates[] = [];
  const reply: Reply = {
    run: 0,
    signal: new AbortController().signal,
    emit: (event) => {
      if (event.kind === "layer") profiles[event.layer] = event.result.profile;
      if (event.kind === "intervals") estimates[event.layer] = event.intervals;
    },
    progress: (stage, done, total) => progress.stage(stage, done, total),
  };
  const layers = await measureLayers(source, seed, inThisThread, reply);
  const scores = shrunkScores(layers, zeta, reference);
  if (intervals) await estimateAllIntervals(source, layers, { seed, zeta, reference }, inThisThread, reply);
  return profiles.map((profile, layer) =>
    layerReport(
      source.layerNumbers?.[layer] ?? layer,
      { ...profile, ...scores[layer] },
      zeta,
      estimates[layer] && { zeta, estimates: estimates[layer] },
    ),
  );
}
