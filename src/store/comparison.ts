/**
 * A run that is held beside the one on screen. It lives in this tab's memory alone: a link says nothing of it. Pure.
 */
import type { EngineEvent } from "../engine/protocol/protocol.ts";
import type { EngineState } from "./results.ts";
import type { RunResults } from "./runResults.ts";

export interface HeldRun {
  readonly results: RunResults;
  /** What the person calls it; empty until they do. */
  readonly name: string;
  /** Index of the layer of it that is compared with the one chosen on screen. */
  readonly layer: number;
}

/** What the horizontal axis of the layers is: their number, or how deep they lie, from 0 for the first to 1 for the last. */
export type LayerAxis = "number" | "depth";

/** What a point is when layers of the two runs are compared. */
export type ComparedBy = "points" | "sentences";

export interface Comparison {
  readonly held: HeldRun | null;
  readonly axis: LayerAxis;
  /** One unit equally long in both clouds, or each cloud as large as its panel; automatic until somebody chooses. */
  readonly cloudScale: "automatic" | "shared" | "own";
  readonly comparedBy: ComparedBy;
  /** The point of the held cloud that is pointed at, or that belongs to the one pointed at on screen. */
  readonly hoveredPoint: number | null;
}

export const initialComparison: Comparison = {
  held: null,
  axis: "number",
  cloudScale: "automatic",
  comparedBy: "points",
  hoveredPoint: null,
};

/** True if what is on screen is whole and belongs to one run, so that it can be held. */
export function canHold({ results, incoming }: EngineState): boolean {
  return results !== null && incoming === null && results.shrunk !== null;
}

/** The comparison with the run on screen held at a layer; what was held before is released. */
export function holdRun(comparison: Comparison, { results }: Pick<EngineState, "results">, layer: number): Comparison {
  if (results === null) return comparison;
  return { ...comparison, held: { results, name: "", layer }, comparedBy: "points", hoveredPoint: null };
}

export function releaseRun(comparison: Comparison): Comparison {
  return { ...comparison, held: null, comparedBy: "points", hoveredPoint: null };
}

/** Longest name of a run, in characters. */
const longestRunName = 60;

/** The comparison with another name for the held run. */
export function nameRun(comparison: Comparison, name: string): Comparison {
  const { held } = comparison;
  return held === null ? comparison : { ...comparison, held: { ...held, name: name.slice(0, longestRunName) } };
}

/** The comparison with the held cursor on another layer, as far as there are layers. */
export function moveHeldLayer(comparison: Comparison, layer: number): Comparison {
  const { held } = comparison;
  if (held === null) return comparison;
  const within = Math.max(0, Math.min(held.results.layers.length - 1, layer));
  return within === held.layer ? comparison : { ...comparison, held: { ...held, layer: within } };
}

/** The comparison after an event of the engine. The held run takes in its own intervals while they are still being made. */
export function applyToComparison(comparison: Comparison, event: EngineEvent): Comparison {
  const { held } = comparison;
  if (held === null) return comparison;
  const { results } = held;
  // At another ζ they are those of the run on screen, not of what was held.
  if (event.kind === "intervals" && event.run === results.run && event.zeta === (results.shrunk?.zeta ?? 0)) {
    const intervals = results.intervals.slice();
    intervals[event.layer] = { zeta: event.zeta, estimates: event.intervals };
    return { ...comparison, held: { ...held, results: { ...results, intervals } } };
  }
  return comparison;
}
