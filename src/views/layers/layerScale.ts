/** Where layers stand on the horizontal axis, for one run or for two of different depth. Pure. */
import { scaleLinear, type ScaleLinear } from "d3";
import type { LayerAxis } from "../../store/comparison.ts";

export interface LayerScale {
  /** From layer numbers, or from depths in [0, 1], to pixels. */
  readonly scale: ScaleLinear<number, number>;
  readonly ticks: readonly number[];
  /** Pixel position of a layer of a run whose last layer is `last`. */
  readonly at: (layer: number, last: number) => number;
  /** The layer of such a run that is nearest to a pixel position. */
  readonly layerAt: (px: number, last: number) => number;
}

/** Room that the number of a layer takes, in px: where there is less, every other layer is numbered, or every fourth. */
const numberWidth = 17;

/**
 * @param axis by number, layers of equal number stand over each other; by depth, those equally far between the first
 * layer and the last.
 * @param deepest last layer of the deeper run.
 * @param range pixels of the first layer and of the last.
 */
export function layerScale(axis: LayerAxis, deepest: number, range: readonly [number, number]): LayerScale {
  const byDepth = axis === "depth";
  const scale = scaleLinear([0, byDepth ? 1 : Math.max(1, deepest)], [...range]);
  const apart = (range[1] - range[0]) / Math.max(1, deepest);
  const step = [1, 2, 4, 8].find((layers) => layers * apart >= numberWidth) ?? 16;
  return {
    scale,
    ticks: byDepth ? [0, 0.25, 0.5, 0.75, 1] : Array.from({ length: Math.floor(deepest / step) + 1 }, (_, i) => i * step),
    at: (layer, last) => scale(byDepth ? layer / Math.max(1, last) : layer),
    layerAt: (px, last) => Math.max(0, Math.min(last, Math.round(scale.invert(px) * (byDepth ? last : 1)))),
  };
}
