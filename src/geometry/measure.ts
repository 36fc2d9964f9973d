/**
 * Why a measure has no value for a cloud. Shown to people by the page's message catalogue, and as null in JSON;
 * a NaN never leaves this folder.
 */
const notDefinedReasons = [
  "needs-two-points",
  "needs-three-points",
  "needs-four-points",
  "needs-four-sentences",
  "needs-two-dimensions",
  "zero-variance",
  "zero-vectors",
  "needs-tokens",
  "needs-repeated-words",
  "too-few-distinct-points",
  "equal-eigenvalues",
  "not-finite",
] as const;

export type NotDefinedReason = (typeof notDefinedReasons)[number];

/** True of the name of a reason; data may hold anything. */
export function isNotDefinedReason(value: unknown): value is NotDefinedReason {
  return notDefinedReasons.some((reason) => reason === value);
}

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
