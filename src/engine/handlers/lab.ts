/** The lab: rows to vectors, a run that can be paused and steered, sweeps in the background. */
import { unlessAborted } from "../../async/unlessAborted.ts";
import type { EncoderModel } from "../../encoder/model.ts";
import type { EncoderHost } from "../encoderHost.ts";
import { LabRows } from "../labRows.ts";
import { LabWork, type EmitLab } from "../labWork.ts";
import type { LabRequest } from "../protocol/lab.ts";
import { tablesInThisThread, type TableThread } from "../tableThread.ts";
import { LabRuns } from "./labRuns.ts";
import { LabTables } from "./labTables.ts";

export interface LabParts {
  readonly emit: EmitLab;
  /** The encoder in use, as soon as it has started. */
  readonly host: () => Promise<EncoderHost>;
  /** Makes a model that is in memory the engine's, under the number of a load. */
  readonly showModel: (load: number, model: EncoderModel) => void;
  /** Where tables are read; in this thread if left out. */
  readonly tables?: TableThread | undefined;
}

export class LabHandler {
  private readonly emit: EmitLab;
  private readonly showModel: LabParts["showModel"];
  private readonly work: LabWork;
  private readonly tables: LabTables;
  private readonly rows: LabRows;
  private readonly runs: LabRuns;
  private encoding: AbortController | undefined;
  /** Aborts with each stop. */
  private stopping = new AbortController();

  constructor({ emit, host, showModel, tables = tablesInThisThread() }: LabParts) {
    // Work that is stopped must not wait for the host that waits for it to stop.
    const hostUntilStop = () => unlessAborted(host(), this.stopping.signal);
    this.emit = emit;
    this.showModel = showModel;
    this.work = new LabWork(emit);
    this.tables = new LabTables(emit, tables);
    this.rows = new LabRows(emit, hostUntilStop);
    this.runs = new LabRuns({ emit, host: hostUntilStop, rows: this.rows, work: this.work });
  }

  /** Takes a request; answers come as events. Never throws. */
  handle(request: LabRequest): void {
    switch (request.kind) {
      case "lab-table":
        return this.tables.read(request.ask, request.question);
      case "lab-table-stop":
        return this.tables.stop();
      case "lab-data":
        return this.takeData(request);
      case "lab-start":
        return this.runs.start(request);
      case "lab-live":
        return this.runs.steer(request.live);
      case "lab-play":
        return this.runs.play();
      case "lab-pause":
        return this.runs.pause();
      case "lab-step":
        return this.runs.step();
      case "lab-sweep":
        return this.runs.sweep(request);
      case "lab-sweep-stop":
        return this.runs.stopSweep();
      case "lab-save":
        return this.runs.save();
      case "lab-layers":
        return this.runs.measureLayers();
      case "lab-layers-stop":
        return this.runs.stopMeasuring();
      case "lab-show":
        void this.showTrained(request.load, request.name);
        return;
    }
  }

  /**
   * Ends everything on the device, because the encoder is about to be replaced; resolves when nothing of the lab is left
   * there. The rows' vectors and what has been trained are kept in host memory.
   */
  async stop(): Promise<void> {
    this.abort();
    await this.work.settled();
    await this.runs.release();
  }

  private abort(): void {
    this.runs.abort();
    this.encoding?.abort();
    this.stopping.abort();
    this.stopping = new AbortController();
  }

  private takeData({ data, name, rows, classes }: Extract<LabRequest, { kind: "lab-data" }>): void {
    this.abort();
    this.runs.forget();
    this.encoding = this.work.begin(undefined, (signal) => this.rows.take(data, name, rows, classes, signal));
  }

  private async showTrained(load: number, name: string): Promise<void> {
    try {
      const model = await this.runs.trainedModel(name);
      if (model !== undefined) this.showModel(load, model);
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      this.emit({ kind: "lab-failed", failure: { code: "unexpected", detail } });
    }
  }
}
