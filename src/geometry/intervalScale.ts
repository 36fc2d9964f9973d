/**
 * The scale on which the spread of a measure is taken, so that no interval leaves the measure's range: the logarithm of
 * what is above the least value, or between two ends of the range log((x − least) / (greatest − x)), which for cosines is
 * Fisher's z.
 */

/** Between which values a measure lies; Infinity where it has no greatest value. */
export interface MeasureRange {
  readonly least: number;
  readonly greatest: number;
}

/** @returns undefined at an end of the range, or beyond by rounding. */
export function ontoScale(value: number, { least, greatest }: MeasureRange): number | undefined {
  if (!(value > least && value < greatest)) return undefined;
  return greatest === Infinity ? Math.log(value - least) : Math.log((value - least) / (greatest - value));
}

/** How far the scale moves for a move of the value: the derivative of ontoScale. */
export function slopeOfScale(value: number, { least, greatest }: MeasureRange): number {
  return 1 / (value - least) + 1 / (greatest - value);
}

/** Undoes ontoScale. */
export function fromScale(scaled: number, { least, greatest }: MeasureRange): number {
  if (greatest === Infinity) return least + Math.exp(scaled);
  // Of the two ways to write it, the one whose power does not overflow.
  if (scaled < 0) return least + ((greatest - least) * Math.exp(scaled)) / (1 + Math.exp(scaled));
  return greatest - (greatest - least) / (1 + Math.exp(scaled));
}

/** The range of what can be at most the number of dimensions, or of directions that n points span about their mean. */
export function rangeOfDimensions({ n, d }: { readonly n: number; readonly d: number }): MeasureRange {
  return { least: 1, greatest: Math.min(d, n - 1) };
}
