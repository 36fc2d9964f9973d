/**
 * Why a measure has no value for a cloud. Shown to people by the page's message catalogue, and as null in JSON;
 * a NaN never leaves this folder.
 */
export type NotDefinedReason =
  | "needs-two-points"
  | "needs-three-points"
  | "needs-four-points"
  | "needs-four-sentences"
  | "needs-two-dimensions"
  | "zero-variance"
  | "zero-vectors"
  | "needs-tokens"
  | "needs-repeated-words"
  | "too-few-distinct-points"
  | "not-finite";

/** The absence of a value, with its reason. */
export interface NotDefined {
  readonly notDefined: NotDefinedReason;
}

/** The result of a measure: a finite number, or the reason why this cloud has none. */
export type Measure = number | NotDefined;

/** True if the measure has a value. */
export function isDefined(measure: Measure): measure is number {
  return typeof measure === "number";
}
