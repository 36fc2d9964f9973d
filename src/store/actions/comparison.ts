/** A run held beside the one on screen. */
import type { AppState } from "../appState.ts";
import { canHold, holdRun, releaseRun, type Comparison } from "../comparison.ts";
import { chosenLayer } from "../selectors.ts";
import type { Change } from "./transition.ts";

export const comparisonTransitions = {
  /** Holds the run on screen, so that what comes next stands beside it; does nothing while it is not whole. */
  hold: (state: AppState): Change =>
    canHold(state.engine) ? { comparison: holdRun(state.comparison, state.engine, chosenLayer(state)) } : {},

  release: ({ comparison }: AppState): Change => ({ comparison: releaseRun(comparison) }),

  change: ({ comparison }: AppState, change: (comparison: Comparison) => Comparison): Change => ({
    comparison: change(comparison),
  }),

  /** Marks a point on screen together with the held one that belongs to it. */
  linkPoints: ({ comparison }: AppState, now: number | null, held: number | null): Change => ({
    hoveredPoint: now,
    comparison: { ...comparison, hoveredPoint: held },
  }),
};
