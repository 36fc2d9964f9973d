/**
 * Words along a line, each from its place on: those that have room. The last is told first, since it says what holds now.
 * Pure.
 * @param labels in the order of the line; `x` is where a label begins, `width` the room that it takes, both in pixels.
 */
export function spacedLabels<Label extends { readonly x: number; readonly width: number }>(
  labels: readonly Label[],
): Label[] {
  const kept: Label[] = [];
  for (const label of [...labels].reverse()) {
    const next = kept.at(-1);
    if (next === undefined || label.x + label.width <= next.x) kept.push(label);
  }
  return kept.reverse();
}
