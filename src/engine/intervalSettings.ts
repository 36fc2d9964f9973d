import type { Reference } from "./reference.ts";

/** What intervals depend on beyond the points. */
export interface IntervalSettings {
  readonly seed: number;
  readonly zeta: number;
  /** Σ_S of every layer; undefined at ζ = 0. */
  readonly reference: Reference | undefined;
}
