/** Where layers stand on the horizontal axis, for one run or for two of different depth. Pure. */
import { scaleLinear, type ScaleLinear } from "d3";
import type { LayerAxis } from "../../store/comparison.ts";

export interface LayerScale {
  /** From layer numbers, or from depths in [0, 1], to pixels. */
  readonly scale: ScaleLinear<number, number>;
  readonly ticks: readonly number[];
  /** Pixel position of the layer at an index, of a run with layers of these numbers. */
  readonly at: (index: number, numbers: readonly number[]) => number;
  /** Index of the layer of such a run that is nearest to a pixel position. */
  readonly indexAt: (px: number, numbers: readonly number[]) => number;
}

/** Room that the number of a layer takes, in px: where there is less, every other layer is numbered, or every fourth. */
const numberWidth = 17;

/**
 * @param axis by number, layers of equal number stand over each other; by depth, those equally far between the first
 * layer and the last.
 * @param runs the numbers of the layers of each run that is drawn, ascending.
 * @param range pixels of layer 0 and of the last.
 */
export function layerScale(
  axis: LayerAxis,
  runs: readonly (readonly number[])[],
  range: readonly [number, number],
): LayerScale {
  const byDepth = axis === "depth";
  const deepest = Math.max(1, ...runs.map(lastOf));
  const scale = scaleLinear([0, byDepth ? 1 : deepest], [...range]);
  const at = (index: number, numbers: readonly number[]) =>
    scale((numbers[index] ?? 0) / (byDepth ? lastOf(numbers) : 1));
  const indexAt = (px: number, numbers: readonly number[]) =>
    numbers.reduce(
      (best, _, index) => (Math.abs(at(index, numbers) - px) < Math.abs(at(best, numbers) - px) ? index : best),
      0,
    );
  const drawn = [...new Set(runs.flat())].sort((a, b) => a - b);
  return { scale, ticks: byDepth ? [0, 0.25, 0.5, 0.75, 1] : withRoom(drawn, scale), at, indexAt };
}

/** A run of one layer, number 0, stands at the left. */
function lastOf(numbers: readonly number[]): number {
  return Math.max(1, numbers.at(-1) ?? 0);
}

/** All numbers, or every second, fourth … of them, so that none stands in another's room. */
function withRoom(numbers: readonly number[], scale: (number: number) => number): number[] {
  for (let step = 1; step < numbers.length; step *= 2) {
    const kept = numbers.filter((_, index) => index % step === 0);
    if (kept.every((number, index) => index === 0 || scale(number) - scale(kept[index - 1]) >= numberWidth))
      return kept;
  }
  return numbers.slice(0, 1);
}
