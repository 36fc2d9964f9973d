/** A layer's profile as the page takes it: components turned to agree with the layer before, norms added. */
import type { PointCloud } from "../geometry/pointCloud.ts";
import type { LayerProfile } from "../geometry/profile.ts";
import type { LayerResult } from "./protocol.ts";

/** @param signs +1 or −1 for each component, from alignSigns. */
export function layerResult(cloud: PointCloud, profile: LayerProfile, signs: Int8Array): LayerResult {
  const { components } = profile;
  const { count, coordinates, axes } = components;
  const turned = {
    ...components,
    coordinates: coordinates.map((value, i) => value * signs[i % count]),
    axes: axes.map((value, i) => value * signs[Math.floor(i / cloud.d)]),
  };
  return { profile: { ...profile, components: turned }, norms: normsOfPoints(cloud) };
}

/** The arrays of a result that can be handed over instead of copied. */
export function transferables({ profile, norms }: LayerResult): Transferable[] {
  const { components } = profile;
  return [norms.buffer, components.coordinates.buffer, components.axes.buffer];
}

function normsOfPoints({ values, n, d }: PointCloud): Float32Array {
  const norms = new Float32Array(n);
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let j = 0; j < d; j++) sum += values[i * d + j] ** 2;
    norms[i] = Math.sqrt(sum);
  }
  return norms;
}
