/** A person's own tables of labelled rows: the last one asked for is read, and can be stopped. */
import type { EmitLab } from "../labWork.ts";
import type { TableAnswer, TableQuestion } from "../tableReader.ts";
import type { TableThread } from "../tableThread.ts";

export class LabTables {
  private readonly emit: EmitLab;
  private readonly tables: TableThread;
  private reading: AbortController | undefined;

  constructor(emit: EmitLab, tables: TableThread) {
    this.emit = emit;
    this.tables = tables;
  }

  /** Needs no encoder: a change of the model neither ends it nor waits for it. */
  read(ask: number, question: TableQuestion): void {
    this.stop();
    this.reading = new AbortController();
    const { signal } = this.reading;
    const failed = (error: unknown): TableAnswer => ({
      kind: "failed",
      detail: error instanceof Error ? error.message : String(error),
    });
    void this.tables
      .read(question, signal)
      .catch(failed)
      .then((answer) => {
        if (!signal.aborted) this.emit({ kind: "lab-table-read", ask, answer });
      });
  }

  stop(): void {
    this.reading?.abort();
  }
}
