/** What a select offers of a setting that a link may set to any number. Pure. */

/** The usual values, in order, with the one in force among them: a select that lacks its value would show another. */
export function numberChoices(usual: readonly number[], inForce: number): readonly number[] {
  return usual.includes(inForce) ? usual : [...usual, inForce].sort((a, b) => a - b);
}
