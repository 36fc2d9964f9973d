/**
 * The eight marks that tell classes apart without colour, drawn once each to a small bitmap ("sprite") so that
 * 20,000 points cost 20,000 image copies and no path.
 */
import { symbolCircle, symbolCross, symbolDiamond, symbolSquare, symbolStar, symbolTriangle, symbolWye, symbol, type SymbolType } from "d3";

/** The most classes that have a mark and colour of their own; further ones share the last. */
export const markerCount = 8;

const symbols: readonly SymbolType[] = [
  symbolCircle,
  symbolTriangle,
  symbolSquare,
  symbolDiamond,
  symbolCross,
  symbolStar,
  symbolWye,
  symbolCircle,
];

/** The outline of a mark of the given area in px², as SVG path data centred on 0, 0. */
export function markerPath(marker: number, area: number): string {
  return symbol(symbols[marker % symbols.length], area)() ?? "";
}

/** A bitmap of one mark. The last class is a ring, so that "other" stands back. */
export function makeSprite(marker: number, colour: string, area: number, pixelRatio: number): OffscreenCanvas {
  const side = Math.ceil((Math.sqrt(area) * 1.8 + 4) * pixelRatio);
  const sprite = new OffscreenCanvas(side, side);
  const context = sprite.getContext("2d")!;
  context.translate(side / 2, side / 2);
  context.scale(pixelRatio, pixelRatio);
  const outline = new Path2D(markerPath(marker, area));
  if (marker === markerCount - 1) {
    context.strokeStyle = colour;
    context.lineWidth = 1;
    context.stroke(outline);
  } else {
    context.fillStyle = colour;
    context.fill(outline);
  }
  return sprite;
}
