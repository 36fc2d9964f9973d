/** The ticks of an axis and what they say. Pure. */
import type { ScaleContinuousNumeric } from "d3";
import type { Formats } from "../../messages/formats.ts";
import type { Tick } from "./legibleTicks.ts";
import { tickTexts } from "./tickTexts.ts";

export interface AxisTicks {
  readonly scale: ScaleContinuousNumeric<number, number>;
  /** About how many, or which. */
  readonly ticks: number | readonly number[];
  /** Without it a tick says its number, in as many digits as it takes. */
  readonly format?: (value: number) => string;
}

export function axisTicks({ scale, ticks, format }: AxisTicks, formats: Formats): readonly Tick[] {
  const values = typeof ticks === "number" ? scale.ticks(ticks) : ticks;
  const texts = format === undefined ? tickTexts(values, formats) : values.map(format);
  return values.map((value, index) => ({ value, at: scale(value), text: texts[index] }));
}

/** What each tick says. */
export function axisTexts(axis: AxisTicks, formats: Formats): readonly string[] {
  return axisTicks(axis, formats).map(({ text }) => text);
}

/** Where 0 lies of an axis that does not hold it: lengths on it are then no sizes. A logarithmic axis has no 0. */
export function missingZero(scale: AxisTicks["scale"]): "below" | "above" | null {
  if ("base" in scale) return null;
  const [low, high] = [Math.min(...scale.domain()), Math.max(...scale.domain())];
  if (low > 0) return "below";
  return high < 0 ? "above" : null;
}
