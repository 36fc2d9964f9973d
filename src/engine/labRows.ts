/** The labelled rows that the lab trains on, as vectors. */
import type { LabelledRow } from "../corpora/labelledRows.ts";
import { sameModel } from "../encoder/sameModel.ts";
import { LabError } from "../lab/labError.ts";
import { defaultSettings } from "../lab/settings.ts";
import { splitForRun } from "../lab/split.ts";
import type { EncoderHost } from "./encoderHost.ts";
import { encodeData, type LabData } from "./labData.ts";
import type { EmitLab } from "./labWork.ts";

/** Data that is kept: the vectors of 10,000 rows and 7 layers of 384 dimensions take 107 MB. */
const mostKept = 2;

export class LabRows {
  private readonly emit: EmitLab;
  private readonly host: () => Promise<EncoderHost>;
  /** Of the data taken last: a task, or a file. */
  name = "";
  private current: { readonly id: number; readonly ready: Promise<LabData> } | undefined;
  /** Encoded rows, the last used first: one goes back to a model, or to a task, without encoding again. */
  private kept: readonly LabData[] = [];

  constructor(emit: EmitLab, host: () => Promise<EncoderHost>) {
    this.emit = emit;
    this.host = host;
  }

  /** Encodes rows unless they are kept from before; reports them as lab-encoded. */
  async take(
    id: number,
    name: string,
    rows: readonly LabelledRow[],
    classes: readonly string[],
    signal: AbortSignal,
  ): Promise<void> {
    this.name = name;
    const ready = this.prepare(id, rows, classes, signal);
    this.current = { id, ready };
    await ready;
  }

  /** The rows taken last, when they have been encoded. @throws what kept them from being encoded. */
  async ready(): Promise<LabData> {
    if (this.current === undefined) throw new LabError("too-few-rows", { detail: "no-data" });
    return this.current.ready;
  }

  /** Reports how many rows of those taken last have been encoded. */
  progress(): (done: number, total: number) => void {
    const data = this.current?.id ?? 0;
    return (done, total) => this.emit({ kind: "lab-progress", data, done, total });
  }

  private async prepare(
    id: number,
    rows: readonly LabelledRow[],
    classes: readonly string[],
    signal: AbortSignal,
  ): Promise<LabData> {
    const host = await this.host();
    const known = this.kept.find((data) => sameRows(data.rows, rows) && sameModel(data.model, host.model));
    const data =
      known ??
      (await encodeData(host, rows, classes, signal, (done, total) =>
        this.emit({ kind: "lab-progress", data: id, done, total }),
      ));
    signal.throwIfAborted();
    this.kept = [data, ...this.kept.filter((other) => other !== data)].slice(0, mostKept);
    const { training, validation } = splitForRun(rows, {
      validationShare: defaultSettings.validationShare,
      trainingRows: "all",
      seed: 0,
    });
    this.emit({
      kind: "lab-encoded",
      data: id,
      model: data.model.name,
      rows: rows.length,
      training: training.length,
      heldOutRows: validation,
      truncated: data.vectors.truncated,
    });
    return data;
  }
}

function sameRows(a: readonly LabelledRow[], b: readonly LabelledRow[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ text, label, heldOut }, i) => text === b[i].text && label === b[i].label && heldOut === b[i].heldOut)
  );
}
