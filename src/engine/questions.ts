/**
 * The questions that the page has asked and the engine is answering. Latest wins: of each kind of question only the last
 * one asked is answered, and one that has been withdrawn says nothing more.
 */
import { failureOf } from "./failureOf.ts";
import type { EngineEvent, Stage } from "./protocol.ts";

export type Question = "analyse" | "shrink" | "sample-size" | "similarity" | "cross-similarity" | "neighbours";

export type Emit = (event: EngineEvent, transfer?: Transferable[]) => void;

/** The way an answer reaches the page. */
export interface Answer {
  readonly run: number;
  /** Aborts when the question is withdrawn. */
  readonly signal: AbortSignal;
  /** @throws the signal's reason if the question has been withdrawn. */
  readonly say: Emit;
  /** Says how far a stage of the work is; throws as say does. */
  readonly progress: (stage: Stage, done: number, total: number) => void;
}

export class Questions {
  private readonly emit: Emit;
  private readonly asked = new Map<Question, { readonly run: number; readonly controller: AbortController }>();
  private readonly answering = new Set<Promise<void>>();

  constructor(emit: Emit) {
    this.emit = emit;
  }

  /** Starts to answer; an earlier question of the kind is withdrawn. An answer that fails is said to have failed. */
  ask(question: Question, run: number, answer: (answer: Answer) => Promise<void>): void {
    this.withdraw(question);
    const controller = new AbortController();
    const { signal } = controller;
    this.asked.set(question, { run, controller });
    const say: Emit = (event, transfer) => {
      signal.throwIfAborted();
      this.emit(event, transfer);
    };
    const progress: Answer["progress"] = (stage, done, total) => say({ kind: "progress", run, stage, done, total });
    const answered = answer({ run, signal, say, progress }).catch((error: unknown) => {
      if (!signal.aborted) this.emit({ kind: "failed", run, failure: failureOf(error) });
    });
    this.answering.add(answered);
    void answered.then(() => this.answering.delete(answered));
  }

  /** Resolves when no work on a question goes on, withdrawn ones included. */
  async settled(): Promise<void> {
    await Promise.all(this.answering);
  }

  withdraw(question: Question): void {
    this.asked.get(question)?.controller.abort();
  }

  withdrawAll(): void {
    for (const { controller } of this.asked.values()) controller.abort();
  }

  /** Withdraws every question about a run. */
  withdrawRun(run: number): void {
    for (const entry of this.asked.values()) if (entry.run === run) entry.controller.abort();
  }
}
