/** What one run of the lab prints: plain data, the shape of its JSON. */
import { isDefined, type Measure } from "../../geometry/measure.ts";
import type { CloudFigures } from "../../lab/cloudFigures.ts";
import type { LayerChange } from "../../lab/layerChange.ts";
import type { LabSettings } from "../../lab/settings.ts";
import type { EvaluationFigures } from "../../lab/evaluation.ts";
import type { Messages } from "../../messages/messages.ts";
import type { StepFigures } from "../../lab/trainingStep.ts";

/** The held-out rows after some epochs; a measure that is not defined is null. */
export interface EpochReport {
  /** Epochs done; 0 before the first step. */
  readonly epoch: number;
  readonly step: number;
  readonly accuracy: number;
  readonly trainingAccuracy: number;
  readonly crossEntropy: number;
  readonly n: number;
  readonly d: number;
  readonly isoScore: number | null;
  readonly isoScoreNull: number | null;
  readonly twoNN: number | null;
  /** Means over the epoch's steps, of the batches: absent before the first. */
  readonly batch?: StepFigures;
}

export interface RunReport {
  readonly model: string;
  readonly backend: string;
  readonly settings: LabSettings & { readonly layer: number };
  readonly data: {
    readonly rows: number;
    readonly classes: readonly string[];
    readonly training: number;
    readonly validation: number;
    readonly truncated: number;
  };
  readonly epochs: readonly EpochReport[];
  readonly final: {
    readonly accuracy: number;
    readonly isoScore: number | null;
    readonly isoScoreStar: number;
    readonly twoNN: number | null;
  };
  /** With --layers: the held-out rows in each layer before and after the run; of a head's run its input and its output. */
  readonly layers?: readonly LayerReport[];
  /** Of training and measuring, without encoding and without `layers`. */
  readonly seconds: number;
}

/** A cloud's figures; a measure that is not defined is null. */
export interface FiguresReport {
  readonly n: number;
  readonly d: number;
  readonly isoScoreStar: number | null;
  readonly isoScoreNull: number | null;
  readonly twoNN: number | null;
}

export interface LayerReport {
  readonly layer: LayerChange["layer"];
  readonly before: FiguresReport;
  readonly after: FiguresReport;
}

export function layerReport({ layer, before, after }: LayerChange): LayerReport {
  return { layer, before: figuresReport(before), after: figuresReport(after) };
}

function figuresReport({ n, d, isoScoreStar, isoScoreNull, twoNN }: CloudFigures): FiguresReport {
  return {
    n,
    d,
    isoScoreStar: numberOrNull(isoScoreStar),
    isoScoreNull: numberOrNull(isoScoreNull),
    twoNN: numberOrNull(twoNN),
  };
}

export function epochReport(
  epoch: number,
  step: number,
  figures: EvaluationFigures,
  steps: readonly StepFigures[],
): EpochReport {
  const { isoScore, isoScoreNull, twoNN, ...rest } = figures;
  return {
    epoch,
    step,
    ...rest,
    isoScore: numberOrNull(isoScore),
    isoScoreNull: numberOrNull(isoScoreNull),
    twoNN: numberOrNull(twoNN),
    ...(steps.length > 0 && { batch: meanOf(steps) }),
  };
}

function numberOrNull(measure: Measure): number | null {
  return isDefined(measure) ? measure : null;
}

function meanOf(steps: readonly StepFigures[]): StepFigures {
  const mean = (key: keyof StepFigures) => steps.reduce((sum, figures) => sum + figures[key], 0) / steps.length;
  return {
    loss: mean("loss"),
    crossEntropy: mean("crossEntropy"),
    penalty: mean("penalty"),
    isoScoreStar: mean("isoScoreStar"),
  };
}

/** The summary of a run on one line, for people. */
export function formatRun({ commandLab }: Messages, { settings, final, data }: RunReport): string {
  const number = (value: number | null, digits: number) => (value === null ? "–" : value.toFixed(digits));
  const figures = [final.accuracy.toFixed(4), number(final.isoScore, 4), number(final.twoNN, 2)] as const;
  return `${commandLab.run(String(settings.lambda).padStart(4), settings.seed, data.training, ...figures)}\n`;
}
