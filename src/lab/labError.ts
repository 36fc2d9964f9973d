import type { EncoderFault } from "../encoder/encoderError.ts";

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

/** What exactly was found, with the figures and names that a sentence about it needs. */
export type LabFault =
  | { readonly detail: "no-data" }
  | { readonly detail: "no-evaluation" }
  | { readonly detail: "layers-share-weights"; readonly architecture: string }
  | { readonly detail: "layers-share-bias"; readonly architecture: string }
  | { readonly detail: "validation-output" }
  | { readonly detail: "head-too-small"; readonly width: number; readonly classes: number }
  | {
      readonly detail: "other-classes";
      /** Of the file; empty if it names none. */
      readonly saved: readonly string[];
      readonly classes: readonly string[];
    }
  | { readonly detail: "does-not-fit"; readonly fault: EncoderFault }
  | {
      readonly detail: "whole-number-from";
      readonly name: string;
      readonly lowest: number;
      readonly highest: number;
      readonly value: number;
    }
  | {
      readonly detail: "number-from";
      readonly name: string;
      readonly lowest: number;
      readonly highest: number;
      readonly value: number;
    }
  | { readonly detail: "layers-trained"; readonly layers: number; readonly found: number }
  | { readonly detail: "training-rows"; readonly found: number }
  | { readonly detail: "seed"; readonly found: number }
  | { readonly detail: "too-few-on-a-side"; readonly training: number; readonly validation: number }
  | { readonly detail: "labels"; readonly rows: number; readonly labels: number }
  | { readonly detail: "single-rows"; readonly classes: number }
  | { readonly detail: "points-coincide"; readonly zeta: number }
  | { readonly detail: "loss"; readonly loss: number; readonly learningRate: number; readonly lambda: number };

/** A failure of the lab that a person can be told about. Its message is for logs; the catalogue words the fault. */
export class LabError extends Error {
  readonly code: LabErrorCode;
  readonly fault: LabFault;

  constructor(code: LabErrorCode, fault: LabFault, options?: ErrorOptions) {
    super(`${code} ${JSON.stringify(fault)}`, options);
    this.name = "LabError";
    this.code = code;
    this.fault = fault;
  }
}
