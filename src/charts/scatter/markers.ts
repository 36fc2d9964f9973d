/** The marks that tell classes apart without colour, and two for points of no class of their own: as outlines for legends, as masks of pixels for clouds. */
import {
  symbolCircle,
  symbolCross,
  symbolDiamond,
  symbolPlus,
  symbolSquare,
  symbolStar,
  symbolTimes,
  symbolTriangle,
  symbolWye,
  symbol,
  type SymbolType,
} from "d3";

/** The mark that the smaller classes share. As many marks as this come before it, for one class each. */
export const otherMarker = 8;
/** The mark of points without a class. */
export const unnamedMarker = otherMarker + 1;

/** True of a mark that is drawn as an outline, so that it stands back. */
export function isOutlined(marker: number): boolean {
  return marker >= otherMarker - 1;
}

const symbols: readonly SymbolType[] = [
  symbolCircle,
  symbolTriangle,
  symbolSquare,
  symbolDiamond,
  symbolCross,
  symbolStar,
  symbolWye,
  symbolCircle,
  symbolTimes,
  symbolPlus,
];

/** The outline of a mark of the given area in px², as SVG path data centred on 0, 0. */
export function markerPath(marker: number, area: number): string {
  return symbol(symbols[marker % symbols.length], area)() ?? "";
}

/**
 * The pixels that a mark covers, as offsets from the pixel that holds its centre, with the share of each that is covered.
 * Three arrays of the same length.
 */
export interface MarkerMask {
  readonly dx: Int8Array;
  readonly dy: Int8Array;
  /** In (0, 1]. */
  readonly coverage: Float32Array;
}

/** Masks are made for this many places of the centre within its pixel, along each axis: motion stays smooth. */
export const phases = 4;

const masks = new Map<string, MarkerMask>();

/**
 * The mask of a mark; made once and kept. Those that stand back are outlines.
 *
 * @param area in CSS px².
 * @param phase phaseX + phases · phaseY: which of the places within a pixel the centre is at.
 */
export function markerMask(marker: number, area: number, pixelRatio: number, phase: number): MarkerMask {
  const key = [marker, area, pixelRatio, phase].join();
  let mask = masks.get(key);
  if (mask === undefined) {
    mask = rasterise(marker, area, pixelRatio, phase);
    masks.set(key, mask);
  }
  return mask;
}

/** Each pixel is the mean of this many samples along each axis: the browser's own edges are off by up to 0.07 px. */
const samples = 4;

function rasterise(marker: number, area: number, pixelRatio: number, phase: number): MarkerMask {
  const reach = Math.ceil((Math.sqrt(area) * 0.9 + 2) * pixelRatio);
  const side = 2 * reach + 1;
  const context = new OffscreenCanvas(side * samples, side * samples).getContext("2d", { willReadFrequently: true })!;
  context.scale(samples, samples);
  context.translate(reach + ((phase % phases) + 0.5) / phases, reach + (Math.floor(phase / phases) + 0.5) / phases);
  context.scale(pixelRatio, pixelRatio);
  const outline = new Path2D(markerPath(marker, area));
  if (isOutlined(marker)) {
    context.lineWidth = 1;
    context.stroke(outline);
  } else {
    context.fill(outline);
  }
  const { data } = context.getImageData(0, 0, side * samples, side * samples);
  const shares = new Float32Array(side * side);
  for (let i = 0; i < data.length / 4; i++) {
    const column = Math.floor((i % (side * samples)) / samples);
    const row = Math.floor(i / (side * samples) / samples);
    shares[row * side + column] += data[4 * i + 3] / (255 * samples ** 2);
  }
  const covered = Array.from(shares.keys()).filter((pixel) => shares[pixel] > 0);
  return {
    dx: Int8Array.from(covered, (pixel) => (pixel % side) - reach),
    dy: Int8Array.from(covered, (pixel) => Math.floor(pixel / side) - reach),
    coverage: Float32Array.from(covered, (pixel) => shares[pixel]),
  };
}
