/** A sweep: one run after the other, in the background, each from scratch. */
import { LabError } from "../lab/labError.ts";
import { checkSettings } from "../lab/settings.ts";
import { splitForRun } from "../lab/split.ts";
import { Trainer, type TrainingEvent } from "../lab/trainer.ts";
import { awaitFailure } from "./deviceFailure.ts";
import type { EncoderHost } from "./encoderHost.ts";
import { trainableOf, type LabData } from "./labData.ts";
import type { LabRunSettings, SweepJob, SweepResult } from "./protocol/lab.ts";
import { unlessAborted } from "../async/unlessAborted.ts";
import { nextTask } from "../async/nextTask.ts";

/**
 * Trains every job and hands over each result as soon as it is there. A run during which the device fails is made once
 * more, on the device that takes its place.
 * @throws the signal's reason when aborted; LabError; BackendError or what else a backend throws, at a second failure in one run.
 */
export async function* sweepResults(
  data: LabData,
  settings: LabRunSettings,
  jobs: readonly SweepJob[],
  host: () => Promise<EncoderHost>,
  signal: AbortSignal,
): AsyncGenerator<SweepResult, void, void> {
  for (const job of jobs) {
    const own = { ...settings, ...job };
    const device = await (await host()).device();
    let result: Awaited<ReturnType<typeof trainOnce>>;
    try {
      result = await trainOnce(data, own, host, signal, device.failure);
    } catch (error) {
      signal.throwIfAborted();
      await awaitFailure(device.failure);
      signal.throwIfAborted();
      if (!device.failure.aborted && error instanceof LabError) throw error;
      const { failure } = await (await host()).deviceAfter(device);
      result = await trainOnce(data, own, host, signal, failure);
    }
    yield { ...job, ...result };
  }
}

async function trainOnce(
  data: LabData,
  settings: LabRunSettings,
  host: () => Promise<EncoderHost>,
  stop: AbortSignal,
  failure: AbortSignal,
): Promise<Pick<SweepResult, "accuracy" | "isoScore" | "twoNN">> {
  checkSettings(settings, data.model.config.layers);
  const signal = AbortSignal.any([stop, failure]);
  const model = await trainableOf(data, settings, host, signal, () => undefined);
  const trainer = new Trainer({ model, labels: data.labels, split: splitForRun(data.rows, settings), settings });
  try {
    let last: Extract<TrainingEvent, { kind: "evaluated" }> | undefined;
    const events = trainer.train(signal);
    for (;;) {
      const { done, value } = await unlessAborted(events.next(), signal);
      // The result of a failed device may arrive before the report of its failure.
      await nextTask();
      signal.throwIfAborted();
      if (done === true) break;
      if (value.kind === "evaluated") last = value;
    }
    if (last === undefined) throw new LabError("too-few-rows", { detail: "no-evaluation" });
    const { accuracy, isoScore, twoNN } = last.evaluation.figures;
    return { accuracy, isoScore, twoNN };
  } finally {
    trainer.dispose();
  }
}
