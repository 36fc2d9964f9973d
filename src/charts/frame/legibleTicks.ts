/** A tick of an axis: where it stands, in pixels along the axis, and what it says. */
export interface Tick {
  readonly value: number;
  readonly at: number;
  readonly text: string;
}

/**
 * The ticks that can be read: none so close to the one before that their labels would touch, and none that says the same.
 * Evenly spaced ticks stay evenly spaced, as every second, third … of them is kept.
 *
 * @param ticks in the order of the axis.
 * @param roomOf pixels along the axis that a label takes, the gap to the next included.
 */
export function legibleTicks(ticks: readonly Tick[], roomOf: (text: string) => number): readonly Tick[] {
  const told = ticks.filter(({ text }, index) => text !== ticks[index - 1]?.text);
  for (let step = 1; step < told.length; step++) {
    const kept = told.filter((_, index) => index % step === 0);
    const fit = kept.every((tick, index) => {
      const next = kept[index + 1];
      return next === undefined || Math.abs(next.at - tick.at) >= (roomOf(tick.text) + roomOf(next.text)) / 2;
    });
    if (fit) return kept;
  }
  return told.slice(0, 1);
}
