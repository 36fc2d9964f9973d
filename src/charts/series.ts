/** Curves over training steps: thinned to what a screen can show. Pure. */

/** Most points of a drawn curve; more than one a pixel shows nothing. */
const mostPoints = 500;

export interface SeriesPoint {
  readonly step: number;
  readonly value: number;
}

/** Every k-th point of a series, its last one always among them, at most about `mostPoints`. */
export function thinned(points: readonly SeriesPoint[]): readonly SeriesPoint[] {
  if (points.length <= mostPoints) return points;
  const stride = Math.ceil(points.length / mostPoints);
  return points.filter((_, i) => i % stride === 0 || i === points.length - 1);
}

/**
 * A centred running mean over about a fiftieth of the series, for quantities of single batches, which are mostly noise.
 */
export function smoothed(points: readonly SeriesPoint[]): readonly SeriesPoint[] {
  const reach = Math.floor(points.length / 100);
  if (reach === 0) return points;
  let sum = 0;
  let from = 0;
  let to = 0;
  return points.map(({ step }, i) => {
    for (; to < Math.min(points.length, i + reach + 1); to++) sum += points[to].value;
    for (; from < i - reach; from++) sum -= points[from].value;
    return { step, value: sum / (to - from) };
  });
}
