/** A lab and the events that it sends, for tests; and small data that a run can learn. */
import type { LabelledRow } from "../../../src/corpora/labelledRows.ts";
import type { EncoderModel } from "../../../src/encoder/model.ts";
import type { EncoderHost } from "../../../src/engine/encoderHost.ts";
import type { LabEvent, LabRequest, LabRunSettings, LabStep } from "../../../src/engine/protocol/lab.ts";
import { LabHandler } from "../../../src/engine/handlers/lab.ts";
import { defaultSettings } from "../../../src/lab/settings.ts";

const words = { cats: ["cat", "sat", "mat"], letters: ["a", "b", "c"] };

/** Two classes of different words, with the word "the" strewn in. */
export const labRows: LabelledRow[] = Array.from({ length: 80 }, (_, i) => {
  const label = i % 2 === 0 ? "cats" : "letters";
  const own = words[label];
  return { label, text: [0, 1, 2, 3].map((k) => ((i + k) % 5 === 0 ? "the" : own[(i * 7 + k * k) % 3])).join(" ") };
});

export const labSettings: LabRunSettings = {
  ...defaultSettings,
  layer: 2,
  width: 4,
  batchSize: 8,
  epochs: 4,
  trainingRows: 40,
  learningRate: 0.01,
};

export class LabListener {
  readonly events: LabEvent[] = [];
  /** Models handed over to be the engine's. */
  readonly shown: EncoderModel[] = [];
  readonly session: LabHandler;
  private waiting: (() => void) | undefined;
  private lastStep = Infinity;

  constructor(host: () => Promise<EncoderHost>) {
    this.session = new LabHandler({
      emit: (event) => {
        this.events.push(event);
        if (event.kind === "lab-evaluation" && event.evaluation.step >= this.lastStep) this.ask({ kind: "lab-pause" });
        this.waiting?.();
      },
      host,
      showModel: (_, model) => {
        this.shown.push(model);
        this.waiting?.();
      },
    });
  }

  ask(request: LabRequest): void {
    this.session.handle(request);
  }

  of<Kind extends LabEvent["kind"]>(kind: Kind): Extract<LabEvent, { kind: Kind }>[] {
    return this.events.filter((event): event is Extract<LabEvent, { kind: Kind }> => event.kind === kind);
  }

  steps(): LabStep[] {
    return this.of("lab-steps").flatMap(({ steps }) => steps);
  }

  /** Waits until a run has taken a step that ends an epoch, or a later one, and pauses it there; or until it fails. */
  async trainedTo(step: number, run = 1): Promise<void> {
    this.lastStep = step;
    const failures = this.of("lab-failed").length;
    const isThere = () => this.of("lab-evaluation").some((event) => event.run === run && event.evaluation.step >= step);
    await this.until(() => isThere() || this.of("lab-failed").length > failures);
    this.lastStep = Infinity;
  }

  async until(reached: () => boolean): Promise<void> {
    while (!reached()) await new Promise<void>((resolve) => (this.waiting = resolve));
  }
}

/** The losses of a run and the looks between them, without what a recovery took back. */
export function curveOf(events: readonly LabEvent[]): (readonly [step: number, loss: number])[] {
  let curve: (readonly [number, number])[] = [];
  for (const event of events) {
    if (event.kind === "lab-steps") curve.push(...event.steps.map(({ step, loss }) => [step, loss] as const));
    if (event.kind === "lab-evaluation") curve.push([event.evaluation.step, event.evaluation.crossEntropy]);
    if (event.kind === "lab-recovered") curve = curve.filter(([step]) => step <= event.step && event.step > 0);
  }
  return curve;
}
