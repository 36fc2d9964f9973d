/**
 * Draws the points of a cloud on a canvas. Pure of React; called once a frame while points travel.
 *
 * The pixels are blended here and handed over in one piece: 20,000 image copies a frame are too many for a browser
 * without a graphics card (measured: 72 ms a frame against 17).
 */
import { rgb } from "d3";
import { markerMask, phases, type MarkerMask } from "./markers.ts";

export interface PointStyle {
  /** Index into colours. */
  readonly colour: Uint8Array;
  readonly marker: Uint8Array;
  readonly colours: readonly string[];
  /** Points to dim, 1 each; absent when none is. */
  readonly dimmed?: Uint8Array | undefined;
  /** Points to leave out, 1 each; absent when all are drawn. */
  readonly hidden?: Uint8Array | undefined;
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

const dimmedOpacity = 0.12;

/** Clears the canvas and draws every point of the painting; later points over earlier ones, dimmed ones below all. */
export function paint(canvas: HTMLCanvasElement, painting: Painting): void {
  // Out of sight, as on a phone while another view is shown, it has no size on screen to be drawn for.
  if (canvas.width === 0 || canvas.height === 0 || canvas.clientWidth === 0) return;
  const context = canvas.getContext("2d")!;
  const image = context.createImageData(canvas.width, canvas.height);
  const ratio = canvas.width / canvas.clientWidth;
  const { dimmed, hidden } = painting.style;
  if (dimmed !== undefined)
    blendPoints(image, painting, ratio, dimmedOpacity, (i) => dimmed[i] === 1 && hidden?.[i] !== 1);
  const opacity = painting.positions.length > 3000 ? 0.72 : 0.85;
  blendPoints(image, painting, ratio, opacity, (i) => dimmed?.[i] !== 1 && hidden?.[i] !== 1);
  context.putImageData(image, 0, 0);
}

function blendPoints(
  image: ImageData,
  { positions, style, zoom, area }: Painting,
  ratio: number,
  opacity: number,
  isDrawn: (point: number) => boolean,
): void {
  const { data, width, height } = image;
  const colours = style.colours.map((colour) => rgb(colour));
  const masks: MarkerMask[] = [];
  for (let i = 0; i < positions.length / 2; i++) {
    if (!isDrawn(i)) continue;
    const x = (positions[2 * i] * zoom.k + zoom.x) * ratio;
    const y = (positions[2 * i + 1] * zoom.k + zoom.y) * ratio;
    const column = Math.floor(x);
    const row = Math.floor(y);
    const phase = Math.floor((x - column) * phases) + phases * Math.floor((y - row) * phases);
    const marker = style.marker[i];
    const { dx, dy, coverage } = (masks[marker * phases ** 2 + phase] ??= markerMask(marker, area, ratio, phase));
    const { r, g, b } = colours[style.colour[i]];
    for (let pixel = 0; pixel < coverage.length; pixel++) {
      const px = column + dx[pixel];
      const py = row + dy[pixel];
      if (px < 0 || px >= width || py < 0 || py >= height) continue;
      // Source over destination, with colours that are not multiplied by their alpha, as ImageData wants them.
      const at = 4 * (py * width + px);
      const source = coverage[pixel] * opacity;
      const below = (data[at + 3] / 255) * (1 - source);
      const alpha = source + below;
      data[at] = (r * source + data[at] * below) / alpha;
      data[at + 1] = (g * source + data[at + 1] * below) / alpha;
      data[at + 2] = (b * source + data[at + 2] * below) / alpha;
      data[at + 3] = 255 * alpha;
    }
  }
}
