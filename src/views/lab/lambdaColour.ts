/** Colour of a λ in the diverging pair: one hue below 0, the other above, grey at 0. For lines and areas. */
export function lambdaColour(lambda: number): string {
  return between("var(--null-line)", lambda);
}

/** The same for text, whose grey has to stand out more. */
export function lambdaTextColour(lambda: number): string {
  return between("var(--ink-quiet)", lambda);
}

function between(grey: string, lambda: number): string {
  const strength = Math.round(100 * Math.min(1, Math.abs(lambda) / 3));
  const hue = lambda < 0 ? "var(--less-isotropic)" : "var(--more-isotropic)";
  return `color-mix(in oklab, ${hue} ${strength}%, ${grey})`;
}
