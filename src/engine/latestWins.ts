/**
 * The work that the page has asked for and the engine is doing. Latest wins: of each kind of work only what was asked for
 * last goes on, and what has been withdrawn sends nothing more.
 */
import { failureOf } from "./failureOf.ts";
import type { Stage } from "./protocol/progress.ts";
import type { EngineEvent } from "./protocol/protocol.ts";
import type { QuestionId } from "./protocol/question.ts";

export type Work = "analyse" | "shrink" | QuestionId;

export type Emit = (event: EngineEvent, transfer?: Transferable[]) => void;

/** The way from work about a run to the page. */
export interface Reply {
  readonly run: number;
  /** Aborts when the work is withdrawn. */
  readonly signal: AbortSignal;
  /** @throws the signal's reason if the work has been withdrawn. */
  readonly emit: Emit;
  /** Reports how far a stage of the work is; throws as emit does. */
  readonly progress: (stage: Stage, done: number, total: number) => void;
}

export class LatestWins {
  private readonly emit: Emit;
  private readonly asked = new Map<Work, { readonly run: number; readonly controller: AbortController }>();
  private readonly working = new Set<Promise<void>>();

  constructor(emit: Emit) {
    this.emit = emit;
  }

  /** Starts work; earlier work of the kind is withdrawn. Work that fails is reported as failed. */
  begin(kind: Work, run: number, work: (reply: Reply) => Promise<void>): void {
    this.withdraw(kind);
    const controller = new AbortController();
    const { signal } = controller;
    this.asked.set(kind, { run, controller });
    const emit: Emit = (event, transfer) => {
      signal.throwIfAborted();
      this.emit(event, transfer);
    };
    const progress: Reply["progress"] = (stage, done, total) => emit({ kind: "progress", run, stage, done, total });
    const done = work({ run, signal, emit, progress }).catch((error: unknown) => {
      if (!signal.aborted) this.emit({ kind: "failed", run, failure: failureOf(error) });
    });
    this.working.add(done);
    void done.then(() => this.working.delete(done));
  }

  /** Resolves when no work goes on, withdrawn work included. */
  async settled(): Promise<void> {
    await Promise.all(this.working);
  }

  withdraw(kind: Work): void {
    this.asked.get(kind)?.controller.abort();
  }

  withdrawAll(): void {
    for (const { controller } of this.asked.values()) controller.abort();
  }

  /** Withdraws all work about a run. */
  withdrawRun(run: number): void {
    for (const entry of this.asked.values()) if (entry.run === run) entry.controller.abort();
  }
}
