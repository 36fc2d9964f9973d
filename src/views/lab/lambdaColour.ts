/** Colour of a λ in the diverging pair: one hue below 0, the other above, grey at 0. */
export function lambdaColour(lambda: number): string {
  const strength = Math.round(100 * Math.min(1, Math.abs(lambda) / 3));
  const hue = lambda < 0 ? "var(--less-isotropic)" : "var(--more-isotropic)";
  return `color-mix(in oklab, ${hue} ${strength}%, var(--null-line))`;
}
