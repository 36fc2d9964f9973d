/** Colour of a layer in the one sequential ramp: the deeper, the stronger it stands out from the paper. */
export function layerColour(layer: number, last: number): string {
  const depth = last === 0 ? 100 : Math.round((100 * layer) / last);
  return `color-mix(in oklab, var(--layer-last) ${depth}%, var(--layer-first))`;
}
