/** The pixels of a painted cloud, against what the marks and their blending have to give. */
import { expect, test } from "vitest";
import { markerPath, otherMarker } from "../../../src/charts/scatter/markers.ts";
import { paint, type Painting } from "../../../src/charts/scatter/paint.ts";

const still = { k: 1, x: 0, y: 0 };
const area = 38;
const opacity = 0.85;

function paintPixels(
  painting: Partial<Painting> & Pick<Painting, "positions" | "style">,
  width = 60,
  height = 40,
  ratio = 1,
): ImageData {
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width: width * ratio, height: height * ratio });
  canvas.style.width = `${width}px`;
  document.body.append(canvas);
  paint(canvas, { zoom: still, area, ...painting });
  const pixels = canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height);
  canvas.remove();
  return pixels;
}

const styleOf = (markers: readonly number[], dimmed?: readonly number[]) => ({
  colour: Uint8Array.from(markers),
  marker: Uint8Array.from(markers),
  colours: ["#d00000", "#00a000", "#0000e0", "#111111", "#222222", "#333333", "#444444", "rgb(85, 85, 85)"],
  ...(dimmed !== undefined && { dimmed: Uint8Array.from(dimmed) }),
});

/** Opaque area and its centre, in pixels. */
function mass({ data, width, height }: ImageData): { area: number; x: number; y: number } {
  let [sum, x, y] = [0, 0, 0];
  for (let i = 0; i < width * height; i++) {
    const alpha = data[4 * i + 3] / 255;
    sum += alpha;
    x += alpha * ((i % width) + 0.5);
    y += alpha * (Math.floor(i / width) + 0.5);
  }
  return { area: sum, x: x / sum, y: y / sum };
}

const pixel = ({ data, width }: ImageData, x: number, y: number) =>
  Array.from(data.slice(4 * (y * width + x), 4 * (y * width + x) + 4));

test.each([1, 2])("a circle has its area and stands where its point is, at pixel ratio %i", (ratio) => {
  for (const [x, y] of [
    [20, 20],
    [20.5, 20.25],
    [19.9, 20.7],
  ]) {
    const found = mass(paintPixels({ positions: Float32Array.of(x, y), style: styleOf([0]) }, 60, 40, ratio));
    expect(found.area / ratio ** 2).toBeCloseTo(area * opacity, 0);
    // The centre is rounded to a quarter of a pixel.
    expect(Math.abs(found.x / ratio - x)).toBeLessThan(0.15);
    expect(Math.abs(found.y / ratio - y)).toBeLessThan(0.15);
  }
});

test("each mark covers what the canvas itself fills or strokes for its outline", () => {
  for (let marker = 0; marker < otherMarker; marker++) {
    const painted = mass(paintPixels({ positions: Float32Array.of(20.125, 20.125), style: styleOf([marker]) }));
    // Eight times as large, where antialiasing hardly matters.
    const context = new OffscreenCanvas(480, 320).getContext("2d")!;
    context.scale(8, 8);
    context.translate(20, 20);
    if (marker === otherMarker - 1) context.stroke(new Path2D(markerPath(marker, area)));
    else context.fill(new Path2D(markerPath(marker, area)));
    expect(painted.area / opacity, `mark ${marker}`).toBeCloseTo(
      mass(context.getImageData(0, 0, 480, 320)).area / 64,
      0,
    );
  }
});

test("zoom moves the places of points and leaves the size of marks", () => {
  const found = mass(
    paintPixels({ positions: Float32Array.of(10, 5), style: styleOf([0]), zoom: { k: 3, x: -4, y: 2 } }),
  );
  expect(found.area).toBeCloseTo(area * opacity, 0);
  expect(found.x).toBeCloseTo(26, 0);
  expect(found.y).toBeCloseTo(17, 0);
});

test("points blend over one another as the canvas blends", () => {
  const pixels = paintPixels({ positions: Float32Array.of(20, 20, 20, 20), style: styleOf([0, 2]) });
  const alpha = 1 - (1 - opacity) ** 2;
  const [r, g, b, a] = pixel(pixels, 20, 20);
  expect(a).toBeCloseTo(255 * alpha, -0.5);
  expect(r).toBeCloseTo((0xd0 * opacity * (1 - opacity)) / alpha, -0.5);
  expect(g).toBe(0);
  expect(b).toBeCloseTo((0xe0 * opacity) / alpha, -0.5);
});

test("dimmed points are faint and lie below the others, whatever their order", () => {
  const pixels = paintPixels({
    positions: Float32Array.of(20, 20, 20, 20, 40, 20),
    style: styleOf([0, 2, 2], [0, 1, 1]),
  });
  const [red, , blue] = pixel(pixels, 20, 20);
  expect(red).toBeGreaterThan(5 * blue);
  expect(pixel(pixels, 40, 20)[3]).toBeLessThan(40);
});

test("points beyond the edge are cut there, and nothing is drawn on the other side", () => {
  const pixels = paintPixels({ positions: Float32Array.of(60, 20, -500, 1e9, NaN, 3), style: styleOf([0, 0, 0]) });
  // A centre on the border of two pixels is drawn an eighth of a pixel beyond it.
  const halfCircle = area / 2 - (2 * Math.sqrt(area / Math.PI)) / 8;
  expect(mass(pixels).area).toBeCloseTo(halfCircle * opacity, 0);
  for (let y = 0; y < 40; y++) expect(pixel(pixels, 0, y)[3]).toBe(0);
});
