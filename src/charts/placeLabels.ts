/**
 * Labels at the ends of lines: moved apart where they would overlap, in order of height, between `low` and `high`
 * where there is room for all.
 * @param line height of a line of text, in px: lines that are never closer stay legible.
 */
export function placeLabels<Label extends { readonly y: number }>(
  labels: readonly Label[],
  low: number,
  high: number,
  line: number,
): Label[] {
  const sorted = [...labels].sort((a, b) => a.y - b.y);
  const heights = sorted.map(({ y }) => y);
  // Down the page, each below the one before; then up, so that the last ones come back inside and push the others.
  for (let i = 0, least = low; i < heights.length; i++, least = heights[i - 1] + line)
    heights[i] = Math.max(heights[i], least);
  for (let i = heights.length - 1, most = high; i >= 0; i--, most = heights[i + 1] - line)
    heights[i] = Math.min(heights[i], most);
  return sorted.map((label, i) => ({ ...label, y: heights[i] }));
}
