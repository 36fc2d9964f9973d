/** Work of the lab that goes on in the background: each piece can be stopped alone, and one that fails is reported. */
import { LabError } from "../lab/labError.ts";
import { BackendError } from "./backendError.ts";
import type { LabEvent, LabFailure } from "./protocol/lab.ts";

export type EmitLab = (event: LabEvent, transfer?: Transferable[]) => void;

export class LabWork {
  private readonly emit: EmitLab;
  private readonly working = new Set<Promise<void>>();

  constructor(emit: EmitLab) {
    this.emit = emit;
  }

  /** Starts work; returns what aborts it. Work that fails is reported, for the run that it is about, unless it was aborted. */
  begin(run: number | undefined, work: (signal: AbortSignal) => Promise<void>): AbortController {
    const controller = new AbortController();
    const done = work(controller.signal).catch((error: unknown) => {
      if (controller.signal.aborted) return;
      this.emit({ kind: "lab-failed", failure: labFailureOf(error), ...(run !== undefined && { run }) });
    });
    this.working.add(done);
    void done.then(() => this.working.delete(done));
    return controller;
  }

  /** Resolves when no work goes on, aborted work included. */
  async settled(): Promise<void> {
    await Promise.all(this.working);
  }
}

function labFailureOf(error: unknown): LabFailure {
  if (error instanceof LabError) return { code: error.code, fault: error.fault };
  if (error instanceof BackendError) return { code: "device-lost", fault: error.fault };
  return { code: "unexpected", detail: error instanceof Error ? error.message : String(error) };
}
