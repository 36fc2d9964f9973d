/** The start of the engine: which model, on which backend, and what came of it. */
import type { SentenceSettings } from "../../encoder/model.ts";
import type { SkippedBackend } from "../backendError.ts";
import type { BackendDevice, BackendName } from "../backendName.ts";
import type { ModelSource } from "./models.ts";

/** Comes first, once. Answered by progress and `ready`, or by `failed` without a run. */
export type StartRequest = { readonly kind: "start"; readonly source: ModelSource; readonly backend?: BackendName };

export type StartEvent = { readonly kind: "ready"; readonly backend: BackendReport; readonly model: ModelReport };

/** What the engine runs on, and how it came to that. */
export interface BackendReport {
  readonly name: BackendName;
  readonly device: BackendDevice;
  /** Backends that come earlier in the order, or were asked for, and why they were skipped. */
  readonly skipped: readonly SkippedBackend[];
}

export interface ModelReport {
  readonly name: string;
  /** Which state of its files, as EncoderModel has it. */
  readonly revision?: string;
  /** Number of encoder layers L; hidden states are numbered 0 … L. */
  readonly layers: number;
  readonly d: number;
  /** Longest sentence in tokens, special tokens included. */
  readonly maximumTokens: number;
  /** What its own files say of making one vector of a sentence; absent where they are silent. */
  readonly sentences?: SentenceSettings;
}
