/**
 * A question about the run on screen, asked when the panel that shows its answer is in sight. One file each in this
 * folder; table.ts lists them all.
 */
import type { CreateArithmetic } from "../../geometry/arithmetic/arithmetic.ts";
import type { CloudSource } from "../cloudSource.ts";
import type { HeldRun } from "../heldRun.ts";
import type { IntervalSettings } from "../intervalSettings.ts";

/** The run that a question is about, and what it is compared with. */
export interface AskedRun {
  readonly source: CloudSource;
  /** Independent points that a layer is worth. */
  readonly effectivePoints: (layer: number) => number;
  /** Of every random choice. */
  readonly seed: number;
  /** ζ and Σ_S of the run, which may have to be made first. */
  readonly intervalSettings: () => Promise<IntervalSettings>;
  /** The held run of this number; undefined if it has been released. */
  readonly heldRun: (run: number) => HeldRun | undefined;
}

export interface QuestionContext {
  /** Aborts when the question is withdrawn. */
  readonly signal: AbortSignal;
  /** Does the inner loops of the answer. */
  readonly createArithmetic: CreateArithmetic;
  /** Reports how much has been done, in [0, 1]; throws the signal's reason as soon as it has aborted. */
  readonly progress: (fraction: number) => void;
}

/**
 * Answers a question. The ask and the answer cross from thread to thread, so both are plain data.
 * @throws the signal's reason when the question is withdrawn.
 */
export type Question<Ask, Answer> = (run: AskedRun, ask: Ask, context: QuestionContext) => Promise<Answer>;
