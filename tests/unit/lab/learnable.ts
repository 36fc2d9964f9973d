/** Small data with something to learn, for tests of training. */
import type { LabelledRow } from "../../../src/corpora/labelledRows.ts";
import { createRandom } from "../../../src/geometry/random.ts";
import { createHeadModel } from "../../../src/lab/headModel.ts";
import { defaultSettings, type LabSettings } from "../../../src/lab/settings.ts";
import { splitForRun } from "../../../src/lab/split.ts";
import { Trainer, type TrainingEvent, type TrainingRun } from "../../../src/lab/trainer.ts";

/** Points about one of three centres, in `d` dimensions. */
function threeClasses(
  n: number,
  d: number,
): { readonly values: Float32Array; readonly rows: readonly LabelledRow[]; readonly labels: Uint32Array } {
  const random = createRandom(9);
  const labels = Uint32Array.from({ length: n }, (_, row) => row % 3);
  const values = Float32Array.from(
    { length: n * d },
    (_, i) => random.normal() + (i % d === labels[Math.floor(i / d)] ? 2 : 0),
  );
  return { values, rows: Array.from(labels, (label) => ({ text: "", label: `class ${label}` })), labels };
}

/** A head's run over 120 points in 12 dimensions, 96 of them for training. */
export function headRun(settings: Partial<LabSettings> = {}): TrainingRun {
  const { values, rows, labels } = threeClasses(120, 12);
  const full = { ...defaultSettings, width: 8, batchSize: 16, epochs: 3, learningRate: 0.01, lambda: -1, ...settings };
  return {
    model: createHeadModel({ values, n: 120, d: 12 }, 3, full),
    labels,
    split: splitForRun(rows, full),
    settings: full,
  };
}

/** The same, trained by TensorFlow.js as layers are, where the backend would have it on the host. */
export function headRunByTensors(settings: Partial<LabSettings> = {}): TrainingRun {
  const run = headRun(settings);
  return { ...run, model: { ...run.model, frozenHead: undefined } };
}

/** All events of a run to its end. */
export async function eventsOf(run: TrainingRun, signal = new AbortController().signal): Promise<TrainingEvent[]> {
  const trainer = new Trainer(run);
  const events: TrainingEvent[] = [];
  try {
    for await (const event of trainer.train(signal)) events.push(event);
    return events;
  } finally {
    trainer.dispose();
  }
}

/** The losses of a run's steps. */
export function lossesOf(events: readonly TrainingEvent[]): number[] {
  return events.flatMap((event) => (event.kind === "step" ? [event.figures.loss] : []));
}
