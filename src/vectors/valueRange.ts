/**
 * Values so large or so small that their squares leave the range of float64. A layer of such values is multiplied by a
 * power of two, which changes no digit and none of the measures that do not depend on scale.
 */
import { InputError } from "../corpora/inputError.ts";
import type { VectorCloud, VectorLayer } from "./vectorCloud.ts";

/** Fourth powers of 2±¹²⁸, summed over any cloud that fits into memory, are far within 2±¹⁰²². */
const largestExponent = 128;

/** Values apart by more than this lose the smaller one when both are squared: 2⁻⁹⁶⁰ is still a normal number. */
const widestRange = 480;

/**
 * The cloud with its layers in range, in place.
 * @throws InputError vectors-range where one layer holds values too far apart to be measured together.
 */
export function withinRange(cloud: VectorCloud): VectorCloud {
  return { ...cloud, layers: cloud.layers.map((layer) => scaled(layer, cloud.rows)) };
}

function scaled(layer: VectorLayer, rows: Uint32Array | undefined): VectorLayer {
  const { values, d } = layer.cloud;
  // The squares of all float32 numbers are within the range of float64, and so are their fourth powers.
  if (values instanceof Float32Array) return layer;
  let largest = 0;
  let smallest = Infinity;
  let at = 0;
  for (let i = 0; i < values.length; i++) {
    const size = Math.abs(values[i]);
    if (size > largest) [largest, at] = [size, i];
    if (size < smallest && size > 0) smallest = size;
  }
  const exponent = Math.floor(Math.log2(largest));
  if (largest === 0 || Math.abs(exponent) <= largestExponent) return layer;
  if (exponent - Math.log2(smallest) > widestRange) {
    const row = Math.floor(at / d);
    throw new InputError({ code: "vectors-range", layer: layer.name, row: rows?.[row] ?? row, value: values[at] });
  }
  // In two steps, since 2 to this power alone may be too large.
  const half = Math.trunc(exponent / 2);
  for (let i = 0; i < values.length; i++) values[i] = values[i] * 2 ** -half * 2 ** (half - exponent);
  return { ...layer, exponent };
}
