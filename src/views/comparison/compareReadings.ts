/** One measure of a layer beside the same measure of a held layer. Pure. */
import type { Messages } from "../../messages/messages.ts";
import { readingText } from "../layers/readingText.ts";
import type { LayerReading } from "../../report/layerReading.ts";

export interface ReadingPair {
  /** The held value, or why there is none. */
  readonly held: string;
  /** Now less held, with its sign; absent unless both are defined. */
  readonly difference?: string;
  /** Whether the two intervals have a value in common; absent unless both are known. */
  readonly intervals?: "overlap" | "apart";
}

export function compareReadings(
  messages: Messages,
  now: LayerReading | undefined,
  held: LayerReading | undefined,
): ReadingPair | undefined {
  if (held === undefined) return undefined;
  const heldText = readingText(messages, held);
  if (now?.value === undefined || held.value === undefined) return { held: heldText };
  const difference = signed(messages, now.value - held.value, now.isCount);
  if (now.interval === undefined || held.interval === undefined) return { held: heldText, difference };
  const overlap = now.interval.low <= held.interval.high && held.interval.low <= now.interval.high;
  return { held: heldText, difference, intervals: overlap ? "overlap" : "apart" };
}

/** The difference and what the intervals do, as a phrase. */
export function describeDifference(messages: Messages, { difference, intervals }: ReadingPair): string | undefined {
  if (difference === undefined) return undefined;
  return messages.comparison.difference(
    difference,
    intervals === undefined ? undefined : messages.comparison.intervals[intervals],
  );
}

function signed(messages: Messages, value: number, isCount: boolean): string {
  const size = isCount ? messages.formats.count(Math.abs(value)) : messages.formats.number(Math.abs(value));
  return value === 0 ? "±0" : `${value > 0 ? "+" : "\u2212"}${size}`;
}
