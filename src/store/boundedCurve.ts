/** Curves of a run that has no end, kept within bounds: memory stays flat and the picture the same. Pure. */

interface Placed {
  readonly step: number;
}

/**
 * Entries with others after them. Above `most`, they are thinned to at most half as many and two, evenly spaced by step;
 * the first and the last always stay.
 *
 * @param entries ascending by step, as are those added.
 */
export function appendBounded<Entry extends Placed>(
  entries: readonly Entry[],
  added: readonly Entry[],
  most: number,
): readonly Entry[] {
  const all = [...entries, ...added];
  if (all.length <= most) return all;
  const last = all[all.length - 1]!;
  const spacing = (last.step - all[0]!.step) / (most / 2);
  let kept = -Infinity;
  return all.filter((entry) => {
    if (entry !== last && entry.step - kept < spacing) return false;
    kept = entry.step;
    return true;
  });
}
