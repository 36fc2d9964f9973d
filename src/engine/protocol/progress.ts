/** How far something is. */
import type { QuestionId } from "./question.ts";

/** What takes time before and in a run. "start" is the backend's, with its self-check. */
export type RunStage = "download" | "start" | "read" | "tokenize" | "encode" | "measure" | "reference" | "intervals";

/** What takes time: a stage of a run, or a question about it. */
export type Stage = RunStage | QuestionId;

/** `run` is absent for progress of the start. */
export type ProgressEvent = {
  readonly kind: "progress";
  readonly run?: number;
  readonly stage: Stage;
  readonly done: number;
  readonly total: number;
};
