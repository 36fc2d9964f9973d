/** The four quantities over a run's steps, ready to be drawn. Pure. */
import type { Messages } from "../../messages/messages.ts";
import { smoothed, type SeriesPoint } from "../../charts/series.ts";
import type { LabEvaluation, LabStep } from "../../engine/protocol/lab.ts";
import { isDefined, type Measure } from "../../geometry/measure.ts";
import type { BestLook, LabRun } from "../../store/lab.ts";
import type { Curve, LambdaMark } from "./TimeChart.tsx";

export interface Quantity {
  readonly title: string;
  readonly curves: readonly Curve[];
  /** The best look at the held-out rows, where the quantity says which is best. */
  readonly best?: BestLook | null;
  readonly from?: number;
  readonly to?: number;
}

function ofSteps(run: LabRun | null, value: (step: LabStep) => number): SeriesPoint[] {
  return (run?.steps ?? []).map((step) => ({ step: step.step, value: value(step) }));
}

function ofEvaluations(run: LabRun | null, value: (evaluation: LabEvaluation) => Measure | undefined): SeriesPoint[] {
  return (run?.evaluations ?? []).flatMap((evaluation) => {
    const measure = value(evaluation);
    return measure !== undefined && isDefined(measure) ? [{ step: evaluation.step, value: measure }] : [];
  });
}

/** True if two runs were measured on the same rows held out; the data is the same, or there would be no run before. */
function sameRows(a: LabRun, b: LabRun): boolean {
  return a.settings.validationShare === b.settings.validationShare;
}

/** True if also the clouds whose isotropy and dimension are measured are of one kind: of the same layers, or of a head. */
function sameCloud(a: LabRun, b: LabRun): boolean {
  return sameRows(a, b) && a.settings.layersTrained === b.settings.layersTrained;
}

/**
 * Accuracy, IsoScore⋆, cross-entropy and dimension of a run, with those of the run before behind them where they are the
 * same quantity on the same rows.
 */
export function quantitiesOf(messages: Messages, current: LabRun | null, ghost: LabRun | null): Quantity[] {
  const words = messages.lab;
  const behind = (same: typeof sameRows) => (current !== null && ghost !== null && same(current, ghost) ? ghost : null);
  const heldOut = (
    name: string,
    value: (evaluation: LabEvaluation) => Measure,
    before: LabRun | null = behind(sameRows),
  ): Curve[] => [
    { name: words.before(name), points: ofEvaluations(before, value), weight: "ghost" },
    { name, points: ofEvaluations(current, value), weight: "main" },
  ];
  const accuracies = [current, behind(sameRows)].flatMap((run) =>
    (run?.evaluations ?? []).map(({ accuracy }) => accuracy),
  );
  return [
    {
      title: words.accuracy.title,
      curves: [
        {
          name: words.accuracy.training,
          points: ofEvaluations(current, (evaluation) => evaluation.trainingAccuracy),
          weight: "light",
        },
        ...heldOut(words.accuracy.heldOut, (evaluation) => evaluation.accuracy),
      ],
      best: current?.best.accuracy ?? null,
      from: Math.floor(10 * Math.min(0.5, ...accuracies)) / 10,
      to: 1,
    },
    {
      title: (current?.settings.layersTrained ?? 0) > 0 ? words.isoScore.layersTitle : words.isoScore.title,
      curves: [
        {
          name: words.isoScore.null,
          points: ofEvaluations(current, (evaluation) => evaluation.isoScoreNull),
          weight: "reference",
        },
        {
          name: words.isoScore.batch,
          points: smoothed(ofSteps(current, (step) => step.isoScoreStar)),
          weight: "light",
        },
        ...heldOut(words.isoScore.heldOut, (evaluation) => evaluation.isoScore, behind(sameCloud)),
      ],
      from: 0,
      to: 1,
    },
    {
      title: words.entropy.title,
      curves: [
        { name: words.entropy.batch, points: smoothed(ofSteps(current, (step) => step.crossEntropy)), weight: "light" },
        ...heldOut(words.entropy.heldOut, (evaluation) => evaluation.crossEntropy),
      ],
      best: current?.best.crossEntropy ?? null,
      from: 0,
    },
    {
      title: words.dimension.title,
      curves: heldOut(words.dimension.heldOut, (evaluation) => evaluation.twoNN, behind(sameCloud)),
      from: 0,
    },
  ];
}

/** Where λ was moved: the first step at each new value, the first of all included. Of a moving slider only where it rests. */
export function lambdaMarks(run: LabRun | null): LambdaMark[] {
  const steps = run?.steps ?? [];
  const changes = steps.filter((step, i) => i === 0 || step.lambda !== steps[i - 1].lambda);
  // A slide is one change: what moved again within a sixtieth of the run was on its way.
  const rest = Math.max(3, (steps.at(-1)?.step ?? 0) / 60);
  return changes
    .filter((step, i) => (changes[i + 1]?.step ?? Infinity) - step.step > rest)
    .map(({ step, lambda }) => ({ step, lambda }));
}
