import type { NotDefined } from "./measure.ts";

/** A range around a measure's value. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** An interval, or the reason why the measure has none. */
export type IntervalEstimate = Interval | NotDefined;
