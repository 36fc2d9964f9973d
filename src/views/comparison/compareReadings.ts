/** One measure of a layer beside the same measure of a held layer. Pure. */
import { formatCount, formatNumber } from "../../charts/format.ts";
import { comparisonWords } from "../../messages/en/comparison.ts";
import type { LayerReading } from "../layers/readings.ts";

export interface ReadingPair {
  /** The held value, or why there is none. */
  readonly held: string;
  /** Now less held, with its sign; absent unless both are defined. */
  readonly difference?: string;
  /** Whether the two intervals have a value in common; absent unless both are known. */
  readonly intervals?: "overlap" | "apart";
}

export function compareReadings(
  now: LayerReading | undefined,
  held: LayerReading | undefined,
): ReadingPair | undefined {
  if (held === undefined) return undefined;
  if (now?.value === undefined || held.value === undefined) return { held: held.text };
  const difference = signed(now.value - held.value, now.isCount);
  if (now.interval === undefined || held.interval === undefined) return { held: held.text, difference };
  const overlap = now.interval.low <= held.interval.high && held.interval.low <= now.interval.high;
  return { held: held.text, difference, intervals: overlap ? "overlap" : "apart" };
}

/** The difference and what the intervals do, as a phrase. */
export function describeDifference({ difference, intervals }: ReadingPair): string | undefined {
  if (difference === undefined) return undefined;
  return comparisonWords.difference(
    difference,
    intervals === undefined ? undefined : comparisonWords.intervals[intervals],
  );
}

function signed(value: number, isCount: boolean): string {
  const size = isCount ? formatCount(Math.abs(value)) : formatNumber(Math.abs(value));
  return value === 0 ? "±0" : `${value > 0 ? "+" : "\u2212"}${size}`;
}
