/** Words beside the marks that they name, none over another. Pure. */

export interface Named {
  /** The mark's place, in pixels. */
  readonly x: number;
  readonly y: number;
  /** Half of the mark's extent up and down, and to the sides. */
  readonly reach: { readonly x: number; readonly y: number };
  /** Size of the words. */
  readonly width: number;
  readonly height: number;
  /** True of a mark that points down: its words stand below it, if they can. */
  readonly isBelow?: boolean;
}

interface Bounds {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Middle of the words of a mark. */
export type Placed<Entry> = Entry & { readonly middle: { readonly x: number; readonly y: number } };

/** How many lines further from its mark a word may stand where the nearest places are taken. */
const mostLinesOff = 3;

/**
 * Each entry above its mark (or below), else below (or above), right or left of it, else some lines further off; never over words placed
 * before, nor outside the bounds, into which it is pushed sideways. An entry without such a place is left out.
 * @param entries the most important first.
 */
export function placeAround<Entry extends Named>(entries: readonly Entry[], bounds: Bounds): Placed<Entry>[] {
  const placed: Placed<Entry>[] = [];
  for (const entry of entries) {
    const middle = candidates(entry, bounds).find(
      (place) => isWithin(place, entry, bounds) && placed.every((other) => !overlap(place, entry, other)),
    );
    if (middle !== undefined) placed.push({ ...entry, middle });
  }
  return placed;
}

function candidates(
  { x, y, reach, width, height, isBelow = false }: Named,
  { left, right }: Bounds,
): { x: number; y: number }[] {
  const across = Math.max(left + width / 2, Math.min(right - width / 2, x));
  const [up, aside] = [reach.y + height / 2, reach.x + width / 2];
  const lines = Array.from({ length: mostLinesOff }, (_, line) => (line + 1) * height);
  return [
    ...(isBelow ? [y + up, y - up] : [y - up, y + up]).map((at) => ({ x: across, y: at })),
    { x: x + aside, y },
    { x: x - aside, y },
    ...lines.flatMap((off) => [
      { x: across, y: y - up - off },
      { x: across, y: y + up + off },
    ]),
  ];
}

function isWithin(place: { x: number; y: number }, { width, height }: Named, bounds: Bounds): boolean {
  return (
    place.x - width / 2 >= bounds.left &&
    place.x + width / 2 <= bounds.right &&
    place.y - height / 2 >= bounds.top &&
    place.y + height / 2 <= bounds.bottom
  );
}

function overlap(place: { x: number; y: number }, own: Named, other: Placed<Named>): boolean {
  return (
    Math.abs(place.x - other.middle.x) < (own.width + other.width) / 2 &&
    Math.abs(place.y - other.middle.y) < (own.height + other.height) / 2
  );
}
