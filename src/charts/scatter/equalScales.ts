/** Scales with the same number of pixels a unit on both axes, so that distances mean something. Pure. */
import { scaleLinear, type ScaleLinear } from "d3";

export const scatterMargin = { left: 44, right: 12, top: 22, bottom: 36 };

interface PlotSize {
  readonly width: number;
  readonly height: number;
}

/** Data units a pixel with which all points just fit a plot of this size, its margins included. */
export function unitsPerPixel(x: Float32Array, y: Float32Array, size: PlotSize): number {
  const [left, right] = rangeOf(x);
  const [low, high] = rangeOf(y);
  const plot = insideOf(size);
  return 1.06 * Math.max((right - left) / plot.width, (high - low) / plot.height, 1e-12);
}

/** Scales that put the points in the middle. @param units data units a pixel. */
export function equalScales(
  x: Float32Array,
  y: Float32Array,
  size: PlotSize,
  units: number,
): { readonly x: ScaleLinear<number, number>; readonly y: ScaleLinear<number, number> } {
  const { left, top } = scatterMargin;
  const { width, height } = insideOf(size);
  const middleX = middleOf(rangeOf(x));
  const middleY = middleOf(rangeOf(y));
  return {
    x: scaleLinear([middleX - (units * width) / 2, middleX + (units * width) / 2], [left, left + width]),
    y: scaleLinear([middleY - (units * height) / 2, middleY + (units * height) / 2], [top + height, top]),
  };
}

function insideOf({ width, height }: PlotSize): PlotSize {
  const { left, right, top, bottom } = scatterMargin;
  return { width: Math.max(10, width - left - right), height: Math.max(10, height - top - bottom) };
}

function middleOf([low, high]: readonly [number, number]): number {
  return (low + high) / 2;
}

function rangeOf(values: Float32Array): [number, number] {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low <= high ? [low, high] : [0, 0];
}
