/** Where the parts of a measure's plot stand: its margins, and its scale of values. Pure. */
import { scaleLinear, type ScaleLinear } from "d3";
import { axisTexts, type AxisTicks } from "../../charts/frame/axisTicks.ts";
import { bottomMargin, leftMargin, topMargin } from "../../charts/frame/chartMargins.ts";
import type { Size } from "../../charts/frame/useSize.ts";
import type { Formats } from "../../messages/formats.ts";
import type { LayerReading } from "../../report/layerReading.ts";

export interface MeasureFrame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly axis: AxisTicks & { readonly scale: ScaleLinear<number, number> };
}

/**
 * @param readings all that are drawn.
 * @param unit size of the root font, in px.
 */
export function measureFrame(
  { width, height }: Size,
  readings: readonly (LayerReading | undefined)[],
  formats: Formats,
  unit: number,
): MeasureFrame {
  const top = topMargin(unit) - 4;
  const bottom = height - bottomMargin(unit, false);
  const scale = scaleLinear(domainOf(readings), [bottom, top]).nice(3).clamp(true);
  const axis = { scale, ticks: 3 };
  return { left: leftMargin(axisTexts(axis, formats), unit) + 4, right: width - 12, top, bottom, axis };
}

/** The values with their intervals, of which one that is very wide is cut; from 0 where that costs little of the height. */
function domainOf(readings: readonly (LayerReading | undefined)[]): [number, number] {
  const values = readings.flatMap((reading) => reading?.value ?? []);
  if (values.length === 0) return [0, 1];
  const reach = Math.max(...values.map(Math.abs)) / 2;
  const ends = readings.flatMap((reading) =>
    reading?.interval === undefined ? [] : [reading.interval.low, reading.interval.high],
  );
  const within = ends.map((end) => Math.max(Math.min(...values) - reach, Math.min(Math.max(...values) + reach, end)));
  const low = Math.min(...values, ...within);
  const high = Math.max(...values, ...within);
  if (low === high) return low === 0 ? [0, 1] : [Math.min(0, 2 * low), Math.max(0, 2 * high)];
  return low > 0 && low < 0.6 * high ? [0, high] : [low, high];
}
