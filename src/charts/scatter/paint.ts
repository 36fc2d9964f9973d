/** Draws the points of a cloud on a canvas. Pure of React; called once a frame while points travel. */
import { makeSprite } from "./markers.ts";

export interface PointStyle {
  /** Index into colours. */
  readonly colour: Uint8Array;
  readonly marker: Uint8Array;
  readonly colours: readonly string[];
  /** Points to dim, 1 each; absent when none is. */
  readonly dimmed?: Uint8Array | undefined;
}

export interface Painting {
  /** Positions in CSS pixels before zoom, x and y interleaved: length 2 n. */
  readonly positions: Float32Array;
  readonly style: PointStyle;
  readonly zoom: { readonly k: number; readonly x: number; readonly y: number };
  /** Area of a mark in px². */
  readonly area: number;
}

/** Area of a mark such that a cloud of n points neither vanishes nor melts into one blot. */
export function markerArea(n: number): number {
  if (n <= 300) return 38;
  if (n <= 1500) return 24;
  return n <= 6000 ? 14 : 8;
}

/** Clears the canvas and draws every point of the painting. */
export function paint(canvas: HTMLCanvasElement, painting: Painting): void {
  const context = canvas.getContext("2d")!;
  const ratio = canvas.width / Math.max(1, canvas.clientWidth);
  const { positions, style, zoom, area } = painting;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, canvas.width, canvas.height);
  const sprites = new Map<number, OffscreenCanvas>();
  const n = positions.length / 2;
  const drawPass = (dimmedPass: boolean) => {
    context.globalAlpha = dimmedPass ? 0.12 : n > 1500 ? 0.72 : 0.85;
    for (let i = 0; i < n; i++) {
      if (style.dimmed !== undefined && (style.dimmed[i] === 1) !== dimmedPass) continue;
      const key = style.colour[i] * 256 + style.marker[i];
      let sprite = sprites.get(key);
      if (sprite === undefined) {
        sprite = makeSprite(style.marker[i], style.colours[style.colour[i]], area, ratio);
        sprites.set(key, sprite);
      }
      const x = positions[2 * i] * zoom.k + zoom.x;
      const y = positions[2 * i + 1] * zoom.k + zoom.y;
      context.drawImage(sprite, x * ratio - sprite.width / 2, y * ratio - sprite.height / 2);
    }
  };
  if (style.dimmed !== undefined) drawPass(true);
  drawPass(false);
}
