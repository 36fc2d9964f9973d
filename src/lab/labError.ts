/** What can be wrong with a training run, its data or its settings. The page's message catalogue is keyed by it. */
export type LabErrorCode =
  /** The data has one class only. */
  | "one-class"
  /** Every class has a single row: none can be both trained on and validated. */
  | "class-with-one-row"
  /** Fewer rows than one step needs. */
  | "too-few-rows"
  | "setting-invalid"
  /** The loss became infinite or NaN. The weights are those before the step that did it. */
  | "loss-not-finite"
  /** The batch has no variance, so that its IsoScore⋆ is not defined. The weights are those before the step. */
  | "batch-without-variance"
  /** A saved head or encoder doesn't fit what it is loaded into. */
  | "saved-file-invalid";

/** A failure of the lab that a person can be told about: a stable code, and a message that carries the numbers. */
export class LabError extends Error {
  readonly code: LabErrorCode;

  constructor(code: LabErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "LabError";
    this.code = code;
  }
}
