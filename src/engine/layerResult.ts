/** A layer's profile as the page takes it: components turned to agree with the layer before, norms added, points to draw. */
import { alignSigns } from "../geometry/pca.ts";
import type { PointCloud } from "../geometry/pointCloud.ts";
import type { LayerProfile } from "../geometry/profile.ts";
import type { LayerResult } from "./protocol/explorer.ts";

/**
 * @param previous coordinates of the points drawn in the layer before.
 * @param drawn the points that the page draws; absent where it draws all.
 */
export function layerResult(
  cloud: PointCloud,
  profile: LayerProfile,
  previous: Float32Array | undefined,
  drawn?: Uint32Array,
): LayerResult {
  const { components } = profile;
  const { count, axes } = components;
  const coordinates = drawn === undefined ? components.coordinates : rowsOfMatrix(components.coordinates, count, drawn);
  const signs =
    previous?.length === coordinates.length ? alignSigns(previous, coordinates, count) : new Int8Array(count).fill(1);
  const turned = {
    ...components,
    coordinates: coordinates.map((value, i) => value * signs[i % count]),
    axes: axes.map((value, i) => value * signs[Math.floor(i / cloud.d)]),
  };
  return { profile: { ...profile, components: turned }, norms: normsOfPoints(cloud, drawn) };
}

function rowsOfMatrix(matrix: Float32Array, width: number, rows: Uint32Array): Float32Array {
  const chosen = new Float32Array(rows.length * width);
  rows.forEach((row, i) => chosen.set(matrix.subarray(row * width, (row + 1) * width), i * width));
  return chosen;
}

/** The arrays of a result that can be handed over instead of copied. */
export function transferables({ profile, norms }: LayerResult): Transferable[] {
  const { components } = profile;
  return [norms.buffer, components.coordinates.buffer, components.axes.buffer];
}

function normsOfPoints({ values, n, d }: PointCloud, drawn: Uint32Array | undefined): Float32Array {
  const norms = new Float32Array(drawn?.length ?? n);
  for (let i = 0; i < norms.length; i++) {
    const start = (drawn?.[i] ?? i) * d;
    let sum = 0;
    for (let j = 0; j < d; j++) sum += values[start + j] ** 2;
    norms[i] = Math.sqrt(sum);
  }
  return norms;
}
